import type { LanguageFixes } from './language-fixes.ts';

const hash = "const hash = createHmac('sha256', secret).update(date).update(login).update(body).digest('hex');";
const once = 'const body = JSON.stringify(payload); and send it as body (fetch) or data: body (axios), never the object';
const date = "const date = new Date().toISOString().replace(/\\.\\d+Z$/, 'Z'); once, for X-Date and for the message";
const secret = 'const secret = process.env.API_SIGNATURE; with nothing trimmed, quoted, decoded or added';
const utf8 = "const body = Buffer.from(JSON.stringify(payload), 'utf8');";
const rawBody = 'app.use(express.json({ verify: (req, res, raw) => { req.rawBody = raw; } })); and verify req.rawBody where you receive';

export const node = {
  'part-order': hash,
  'part-left-out': hash,
  'part-repeated': hash,
  'part-added': hash,
  delimiter: hash,
  'parts-wrapped': hash,
  'sister-scheme': hash,
  'message-transformed': hash,
  'date-seconds': date,
  'date-zone': date,
  'date-spelling': date,
  'date-unsent': "headers['X-Date'] = date;",
  'login-text': "headers['X-Login'] = login; and the same login in the message",
  'body-left-out': hash,
  'empty-body': "const body = payload === undefined ? '' : JSON.stringify(payload);",
  'body-placeholder': 'const body = JSON.stringify(payload);',
  'body-repeated': hash,
  'body-stringified': 'const body = JSON.stringify(payload); once: what is a string already is not stringified again',
  'body-edge': once,
  'body-line-ends': once,
  'body-bom': "const body = text.replace(/^\\ufeff/, '');",
  'body-charset': utf8,
  'body-sent-charset': utf8,
  'body-double-encoded': utf8,
  'body-replaced-characters': utf8,
  'body-normalised': once,
  'body-rewritten': `${once}; ${rawBody}`,
  'body-not-json': 'const body = JSON.stringify(payload);',
  'body-transformed': hash,
  'body-cut': 'const length = Buffer.byteLength(body); and never body.length',
  'body-incomplete': "headers['Content-Length'] = Buffer.byteLength(body); and never body.length",
  'body-member-left-out': once,
  'body-member-only': once,
  'wrong-key': secret,
  'secret-form': secret,
  'key-message-swapped': hash,
  digest: hash,
  'plain-hash': hash,
  'hashed-twice': hash,
  'hash-case': `${hash} without toUpperCase()`,
  'hash-encoding': `${hash} with 'hex', not 'base64'`,
  'hash-cut': hash,
  'hash-extended': "headers.Authorization = 'D24 ' + hash;",
  'hash-broken': "headers.Authorization = 'D24 ' + hash;",
  'hash-reversed': hash,
  scheme: "headers.Authorization = 'D24 ' + hash;",
} as const satisfies LanguageFixes;
