import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { HeaderLine } from '../exchange.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import type { MistakeKind } from './mistake.ts';

const login = 'kY7login0042';
const date = '2026-11-28T14:05:09Z';
const plainSecret = 's3cr3tS1gn4tureValue9QmZ';

/** A key that is derived in steps, each with the one before. */
function stepped(from: string, ...texts: readonly string[]): Uint8Array {
  return texts.reduce<Uint8Array>((key, text) => createHmac('sha256', key).update(text).digest(), Buffer.from(from));
}
const sent = `{"invoice_id":"INV-7","amount":1200.5,"country":"BR","payer":{"first_name":"Zoë ","last_name":"D'Ávila","phone":""},"birth":"2026-11-28T14:05:09.120Z","note":"a & b / c"}`;

interface Slip {
  readonly body?: string | Uint8Array;
  readonly key?: string | Uint8Array;
  readonly secret?: string;
  readonly date?: string;
  readonly xDate?: string;
  /** The whole message, where it is not date, login and body. */
  readonly message?: string | Uint8Array;
  readonly write?: (hash: Buffer) => string;
  /** What is handed over in place of `sent`. */
  readonly given?: string | Uint8Array;
}

const bytes = (text: string | Uint8Array): Buffer => (typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text));

function diagnosed(
  slip: Slip,
  headersOf = (own: readonly HeaderLine[]): readonly HeaderLine[] => own,
  members: readonly string[] = [],
): Diagnosis {
  const {
    secret = plainSecret,
    body = sent,
    key = secret,
    given = sent,
    xDate = date,
    write = (hash) => `D24 ${hash.toString('hex')}`,
  } = slip;
  const message = slip.message === undefined ? Buffer.concat([bytes(slip.date ?? xDate), bytes(login), bytes(body)]) : bytes(slip.message);
  const authorization = write(createHmac('sha256', bytes(key)).update(message).digest());
  const headers: readonly HeaderLine[] = [
    ['Host', 'api.example'],
    ['Authorization', authorization],
    ['X-Date', xDate],
    ['X-Login', login],
    ['Content-Type', 'application/json'],
  ];
  return diagnose({
    request: { method: 'POST', target: '/v3/deposits', headers: headersOf(headers), body: bytes(given) },
    keys: [
      { role: 'API Signature', value: secret },
      { role: 'API Key', value: login },
    ],
    scheme: 'D24',
    members,
    owners: ['onekey'],
  });
}

/** The kinds of every explanation that is offered. */
function kindsOf(diagnosis: Diagnosis): readonly MistakeKind[] {
  if (diagnosis.found === 'explained' || diagnosis.found === 'header-problem') return diagnosis.mistakes.map(({ kind }) => kind);
  return diagnosis.found === 'ambiguous' ? diagnosis.candidates.flatMap(({ mistakes }) => mistakes.map(({ kind }) => kind)) : [];
}

const tree = JSON.parse(sent) as Record<string, unknown>;
const written = (value: unknown): string => JSON.stringify(value);
const values = (change: (value: unknown) => unknown): string => JSON.stringify(tree, (_, value: unknown) => change(value));
const texts = (change: (text: string) => string): string => values((value) => (typeof value === 'string' ? change(value) : value));
const names = (change: (name: string) => string): string => sent.replace(/"([a-z_]+)":/g, (_all, name: string) => `"${change(name)}":`);
const php = (text: string): string =>
  text.replaceAll('/', '\\/').replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const slips: readonly (readonly [name: string, kind: MistakeKind, slip: Slip])[] = [
  ['quotes doubled for SQL', 'body-values', { body: texts((text) => text.replaceAll("'", "''")) }],
  ['backslashes before quotes', 'body-values', { body: texts((text) => text.replace(/'/g, "\\'")) }],
  ['an apostrophe escaped for HTML', 'body-values', { body: texts((text) => text.replaceAll("'", '&#39;')) }],
  ...[
    ['&amp;', '&lt;', '&gt;', '&quot;', '&#x27;'],
    ['&#38;', '&#60;', '&#62;', '&#34;', '&#39;'],
  ].map((forms): readonly [string, MistakeKind, Slip] => {
    const [given, change] = [
      written({ note: 'a & b / c = <d> "e"', name: "D'Ávila" }),
      (own: string) => forms['&<>"\''.indexOf(own)] ?? own,
    ];
    const body = written(JSON.parse(given, (_, own: unknown) => (typeof own === 'string' ? own.replace(/[&<>"']/g, change) : own)));
    return [`all of a text escaped for HTML, as ${forms.join(' ')}`, 'body-values', { given, body }];
  }),
  ['letters as named entities', 'body-values', { body: texts((text) => text.replaceAll('ë', '&euml;').replaceAll('Á', '&Aacute;')) }],
  ['texts trimmed', 'body-rewritten', { body: texts((text) => text.trim()) }],
  [
    'trimmed and empty as null, by PHP',
    'body-values',
    { body: php(values((value) => (typeof value === 'string' ? value.trim() || null : value))) },
  ],
  ['letters in ASCII', 'body-values', { body: texts((text) => text.normalize('NFD').replace(/\p{M}/gu, '')) }],
  ['names in camelCase', 'body-values', { body: names((name) => name.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase())) }],
  ['names with a prefix', 'body-values', { body: names((name) => `_${name}`) }],
  ['a date without zeros', 'body-values', { body: sent.replace('.120Z', '.12Z') }],
  ['the amount × 100', 'body-values', { body: sent.replace('1200.5', '120050') }],
  ['the amount with a decimal comma', 'body-values', { body: sent.replace('1200.5', '"1.200,50"') }],
  ['a member dropped at any place', 'body-values', { body: written({ ...tree, country: undefined, note: undefined }) }],
  ['a nested member dropped', 'body-values', { body: sent.replace('"first_name":"Zoë ",', '') }],
  ['wrapped', 'body-values', { body: `{"data":${sent}}` }],
  ...[2_000, 6_000, 40_000].flatMap((length) => {
    const given = written({ ...tree, note: 'n'.repeat(length) });
    return [`{"data":${given}}`, `{"request": ${given}}`, `[${given}]`].map((body): readonly [string, MistakeKind, Slip] => [
      `${length} bytes in ${body.slice(0, 12)}`,
      'body-values',
      { given, body },
    ]);
  }),
  ...(['es', 'pt-BR', 'fr', 'es-MX'] as const).flatMap((region) =>
    (['full', 'medium'] as const).map((dateStyle): readonly [string, MistakeKind, Slip] => [
      `a date as ${region} writes it, ${dateStyle}`,
      'date-spelling',
      { date: new Intl.DateTimeFormat(region, { dateStyle, timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(date)) },
    ]),
  ),
  ['a date without a time, in Portuguese', 'date-spelling', { date: '28 de novembro de 2026' }],
  ['a date by strftime in Portuguese', 'date-spelling', { date: 'sáb, 28 nov 2026 14:05:09 GMT' }],
  ['a Buffer as JSON', 'body-transformed', { body: written(Buffer.from(sent)) }],
  ['the name of a .NET type', 'body-placeholder', { body: 'System.Net.Http.StringContent' }],
  [
    'a canonical request of two headers',
    'message-template',
    {
      message: `POST\n/v3/deposits\n\nx-date:${date}\nx-login:${login}\n\nx-date;x-login\n${createHash('sha256').update(sent).digest('hex')}`,
    },
  ],
  ['deep values cut', 'body-values', { body: sent.replace(/\{"first_name".*?\}/, '"[Object]"') }],
  ['a template before its variable', 'body-values', { body: sent.replace('"INV-7"', '"{{invoice_id}}"') }],
  ['decoded in pieces', 'body-packets', { body: sent.replace('ë', '\ufffd\ufffd') }],
  ...[770, 1201].map((size): readonly [string, MistakeKind, Slip] => {
    const given = JSON.stringify({ description: 'ñandú €uro '.repeat(300) });
    const bytes = Buffer.from(given);
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
    return [
      `a long body decoded in pieces of ${size}`,
      'body-packets',
      { given, body: parts.map((part) => part.toString('utf8')).join('') },
    ];
  }),
  ['the amount with an exponent of two digits', 'body-rewritten', { body: sent.replace('1200.5', '1.2005e+03') }],
  ['a line of a shell for the secret', 'secret-form', { key: `export API_SIGNATURE=${plainSecret}` }],
  ['chunks of 50', 'body-framed', { body: framed(Buffer.from(sent), 50) }],
  [
    'base64 in lines',
    'body-transformed',
    {
      body: `${(
        Buffer.from(sent)
          .toString('base64')
          .match(/.{1,50}/g) ?? []
      ).join('\n')}\n`,
    },
  ],
  ['bytes as Python shows them', 'body-transformed', { given: '{"a":"é\'"}', body: String.raw`b'{"a":"\xc3\xa9\'"}'` }],
  ['a secret cut at #', 'secret-form', { secret: 'Ab12#Cd34$Ef56=Gh78', key: 'Ab12' }],
  ['a secret with a backslash before $', 'secret-form', { secret: 'Ab12$Cd34', key: 'Ab12\\$Cd34' }],
  ...[';', ',', '\u200b'].map((end): readonly [string, MistakeKind, Slip] => [
    `a secret and ${JSON.stringify(end)}`,
    'secret-form',
    { key: plainSecret + end },
  ]),
  ['a secret without a variable', 'secret-form', { secret: 'Ab12#Cd34$Ef56=Gh78', key: 'Ab12#Cd34=Gh78' }],
  ['the name of the variable', 'secret-form', { key: 'SECRET_KEY' }],
  ['an unfilled placeholder', 'secret-form', { key: '{{ API_SECRET }}' }],
  ...(
    [
      ['a variable of the API and the environment', 'ONEKEY_API_SIGNATURE'],
      ['a placeholder with an empty default', `\${DEPOSITS_API_SECRET:}`],
      ['a hint of an example', '<your api signature>'],
      ['an ellipsis in the middle', `${plainSecret.slice(0, 6)}…${plainSecret.slice(-4)}`],
      ['two line feeds behind it', `${plainSecret}\n\n`],
      ['backticks', `\`${plainSecret}\``],
      ['a separator and X-Login behind it', `${plainSecret}:${login}`],
      ['a character lost in the middle', plainSecret.replace('gn4', 'g4')],
      ['a digit for a letter', plainSecret.replace('1', 'l')],
      ['its text as Python shows bytes', `b'${plainSecret}'`],
      ['a buffer of 20 bytes', plainSecret.slice(0, 20)],
      ['a path of Vault', 'vault:secret/data/payments#api_signature'],
      ['a parameter of SSM', '{{resolve:ssm-secure:/onekey/api_secret:1}}'],
      ['a reference of 1Password', 'op://Private/onekey/credential'],
      ['a call that was never made', 'os.getenv("API_SIGNATURE")'],
      ['the text of an array', 'System.Byte[]'],
      ['the text of a buffer', JSON.stringify(Buffer.from(plainSecret))],
      ['its label', `Secret Key: ${plainSecret}`],
      ['its whole line', `export API_SIGNATURE="${plainSecret}"`],
      ['wrapped by a mail', `${plainSecret.slice(0, 12)}\r\n${plainSecret.slice(12)}`],
      ['two letters exchanged', plainSecret.replace('gn4', 'g4n')],
      ['filled up with spaces', plainSecret.padEnd(32)],
      ['its HMAC of the login', createHmac('sha256', plainSecret).update(login).digest()],
      ['a comment behind it', `${plainSecret} # staging`],
      ['a key derived from date and login', stepped(plainSecret, date.slice(0, 10), login)],
      ['a key derived as by Signature Version 4', stepped(`AWS4${plainSecret}`, '20261128', 'sa-east-1', 'payments', 'aws4_request')],
    ] as const
  ).map(([name, key]): readonly [string, MistakeKind, Slip] => [`a secret: ${name}`, 'secret-form', { key }]),
  ['a mask', 'secret-form', { key: '********************9QmZ' }],
  ['a secret in windows-1252', 'secret-form', { secret: 'my–key', key: Buffer.from([0x6d, 0x79, 0x96, 0x6b, 0x65, 0x79]) }],
  ['base64 of the secret and a line feed', 'secret-form', { key: Buffer.from(`${plainSecret}\n`).toString('base64') }],
  ['labels on lines', 'message-template', { message: `x-date: ${date}\nx-login: ${login}\nbody: ${sent}` }],
  ['labels with semicolons', 'message-template', { message: `ts:${date};id:${login};${sent}` }],
  ['method and path on lines', 'message-template', { message: ['POST', '/v3/deposits', date, login, sent].join('\n') }],
  ['the name of the date header before it, and nothing else', 'message-template', { message: `x-date: ${date}` }],
  [
    'lines of a request target and headers',
    'message-template',
    {
      message: `(request-target): post /v3/deposits\nx-date: ${date}\nx-login: ${login}`.replace('\nx-date', '\nhost: api.example\nx-date'),
    },
  ],
  ['the whole URL', 'message-template', { message: `POST|https://api.example/v3/deposits|${date}|${login}|${sent}` }],
  ['the parts as members of one JSON text', 'message-template', { message: `{"date":"${date}","login":"${login}","body":${sent}}` }],
  ['a word behind', 'message-template', { message: `${date}${login}${sent}webhook` }],
  ['a template without its values', 'message-template', { message: `\${date}\${login}\${body}` }],
  ['a list as Python shows it', 'message-template', { message: `('${date}', '${login}', '${sent}')` }],
  ['an id and seconds', 'message-template', { message: `id:${login};ts:${Date.parse(date) / 1000};` }],
  ['a host and a date line', 'message-template', { message: `host: api.example\nx-date: ${date}` }],
  ...[
    ['method, path, seconds and body on lines', `POST\n/v3/deposits\n${Date.parse(date) / 1000}\n${sent}`],
    ['headers by name and a date of HTTP', `(request-target): post /v3/deposits\nhost: api.example\ndate: ${new Date(date).toUTCString()}`],
    [
      'a canonical request',
      `POST\n/v3/deposits\n\nhost:api.example\nx-date:${date}\n\nhost;x-date\n${createHash('sha256').update(sent).digest('hex')}`,
    ],
    ['components of RFC 9421', `"@method": POST\n"@path": /v3/deposits\n"x-date": ${date}`],
  ].map(([name = '', message = '']): readonly [string, MistakeKind, Slip] => [name, 'message-template', { message }]),
  ...[
    ['UTF-7', '{"a":"+AOkAKw b"}', 'body-charset'],
    ['UTF-7 that escapes more', '+AHsAIg-a+ACI:+ACIA6QAr b+ACIAfQ-', 'body-charset'],
    [
      'UTF-32 with a byte order mark',
      Buffer.from('\ufeff{"a":"é+ b"}', 'utf16le').reduce(
        (own, byte, at) => Buffer.concat([own, Buffer.of(byte), at % 2 ? Buffer.alloc(2) : Buffer.alloc(0)]),
        Buffer.alloc(0),
      ),
      'body-charset',
    ],
    ['hex in upper case', Buffer.from('{"a":"é+ b"}').toString('hex').toUpperCase(), 'body-transformed'],
    ['a plus that became a space', '{"a":"é  b"}', 'body-values'],
  ].map(([name, body, kind]): readonly [string, MistakeKind, Slip] => [
    String(name),
    kind as MistakeKind,
    { given: '{"a":"é+ b"}', ...(body === undefined ? {} : { body }) },
  ]),
  ...(
    [
      ['sorted', "{'amount': 1234.5,\n 'note': 'a text that is long enough to be on a line of its own, and more',\n 'zip': None}"],
      ['as they came', "{'zip': None,\n 'note': 'a text that is long enough to be on a line of its own, and more',\n 'amount': 1234.5}"],
    ] as const
  ).map(([name, body]): readonly [string, MistakeKind, Slip] => [
    `what pprint prints of members ${name}`,
    'body-not-json',
    { given: '{"zip":null,"note":"a text that is long enough to be on a line of its own, and more","amount":1234.5}', body },
  ]),
  ['what Node shows of an object', 'body-not-json', { given: '{"a":{"b":1},"c":"d\'"}', body: `{ a: { b: 1 }, c: "d'" }` }],
  ['YAML of Ruby', 'body-not-json', { given: '{"a":" x ","b":null,"c":"+55"}', body: '---\na: " x "\nb:\nc: "+55"\n' }],
  ['a decimal of Ruby', 'body-values', { body: sent.replace('1200.5', '"0.12005e4"') }],
  ['a decimal of MongoDB', 'body-values', { body: sent.replace('1200.5', '{"$numberDecimal":"1200.5"}') }],
  ['tags gone and spaces joined', 'body-values', { given: '{"a":"<b>x</b>   y"}', body: '{"a":"x y"}' }],
  ['an emoji as one question mark', 'body-values', { given: '{"a":"é 😀 é"}', body: '{"a":"é ? é"}' }],
  ['a body cut at an odd place', 'body-cut', { body: Buffer.from(sent).subarray(0, 77) }],
  [
    'chunks with the last size in upper case',
    'body-framed',
    { given: `"${'x'.repeat(7170)}"`, body: `1000\r\n"${'x'.repeat(4095)}\r\nC04\r\n${'x'.repeat(3075)}"\r\n0\r\n\r\n` },
  ],
  ['the key before the parts and behind them', 'message-template', { message: `${plainSecret}/v3/deposits${sent}${plainSecret}` }],
  ['a moment and the key', 'message-template', { message: `${Date.parse(date)}\n${plainSecret}` }],
  ['an empty line before the body', 'message-template', { message: `${Date.parse(date)}\r\nPOST\r\n/v3/deposits\r\n\r\n${sent}` }],
  ['parts with other names in one JSON text', 'message-template', { message: `{"ts":"${date}","api_key":"${login}","payload":${sent}}` }],
  ...(
    [
      ['sha512', `${Date.parse(date)}POST/v3/deposits${sent}`],
      ['sha1', `POST\n${createHash('md5').update(sent).digest('hex')}\napplication/json\n${new Date(date).toUTCString()}\n/v3/deposits`],
    ] as const
  ).map(([algorithm, message]): readonly [string, MistakeKind, Slip] => [
    `a message of another scheme with ${algorithm}`,
    'message-template',
    { write: () => `D24 ${createHmac(algorithm, plainSecret).update(message).digest('hex')}` },
  ]),
  [
    'paths and values of members, joined with another digest',
    'members-joined',
    {
      given: '{"b":true,"a":{"c":"2"}}',
      write: () => `D24 ${createHmac('sha512', plainSecret).update('a:c:2;b:1').digest('base64')}`,
    },
  ],
  ['a word in front', 'message-template', { message: `v1:${date}${login}${sent}` }],
  [
    'the right hash signed again',
    'message-template',
    {
      message: `D24 ${createHmac('sha256', plainSecret)
        .update(date + login + sent)
        .digest('hex')}`,
    },
  ],
  [
    'mac.Sum(message)',
    'sum-of-nothing',
    { message: '', write: (hash) => `D24 ${Buffer.from(date + login + sent).toString('hex')}${hash.toString('hex')}` },
  ],
  ['sorted members joined', 'members-joined', { given: '{"b":"2","a":1}', message: `${date}${login}a=1&b=2` }],
  ['sorted members backwards', 'members-joined', { given: '{"b":"2","a":1,"c":3}', message: `${date}${login}c=3&b=2&a=1` }],
  ['chosen members in their own order', 'members-joined', { given: sent, message: `${date}${login}1200.5:INV-7:BR` }],
  ['one chosen member', 'members-joined', { given: sent, message: 'INV-7' }],
  ['a date with the second 60', 'date-spelling', { xDate: '2026-11-28T14:05:00Z', date: '2026-11-28T14:04:60Z' }],
  ['seconds taken for milliseconds', 'date-spelling', { date: new Date(Date.parse(date) / 1000).toISOString() }],
  ['a month counted from 0', 'date-spelling', { date: '2026-10-28T14:05:09Z' }],
  ['the day before the month', 'date-spelling', { date: '2026-28-11T14:05:09Z' }],
  ['a part without zeros', 'date-spelling', { date: '2026-11-28T14:5:09Z' }],
  ['a fraction of two digits', 'date-spelling', { date: '2026-11-28T14:05:09.37Z' }],
  ['the year of the week', 'date-spelling', { xDate: '2026-12-29T10:00:00Z', date: '2027-12-29T10:00:00Z' }],
  ['a date as a region writes it', 'date-spelling', { date: '11/28/2026, 2:05:09 PM' }],
  ['a date with the name of its zone', 'date-spelling', { date: '2026-11-28T11:05:09-03:00[America/Sao_Paulo]' }],
  ['an offset with the time of UTC', 'date-spelling', { date: '2026-11-28T14:05:09-0300' }],
  ['a Buddhist year in local time', 'date-spelling', { date: '2569-11-28T21:05:09Z' }],
  ...[
    'Nov 28, 2026, 2:05:09 PM',
    'Saturday, 28-Nov-26 14:05:09 UTC',
    '28 Nov 26 14:05 UTC',
    '2026-332',
    '2026-W48-6',
    '2006-01-02T15:04:05Z',
    String(Date.parse(date) / 86_400_000 + 25_569),
  ].map((text): readonly [string, MistakeKind, Slip] => [`a date as ${text}`, 'date-spelling', { date: text }]),
  ['a date that was never made', 'date-spelling', { date: 'Invalid Date' }],
  ['milliseconds that the header does not have', 'date-spelling', { date: String(Date.parse(date) + 371) }],
  ['a date kept for 47 minutes', 'date-seconds', { date: '2026-11-28T13:18:02Z' }],
  ['the hash in decimal bytes', 'hash-encoding', { write: (hash) => `D24 [${[...hash].join(', ')}]` }],
  [
    'the hash without zeros',
    'hash-encoding',
    { xDate: '2026-11-28T14:05:10Z', write: (hash) => `D24 ${[...hash].map((byte) => byte.toString(16)).join('')}` },
  ],
  ['given as base64', 'body-handed-over', { given: Buffer.from(sent).toString('base64') }],
  ['given as hex', 'body-handed-over', { given: Buffer.from(sent).toString('hex') }],
  ['given as a form field', 'body-handed-over', { given: `payload=${encodeURIComponent(sent)}` }],
  ['given as an event', 'body-handed-over', { given: written({ headers: {}, body: sent, isBase64Encoded: false }) }],
  ['given compressed', 'body-handed-over', { given: gzipSync(sent) }],
  ['given as hex behind 0x', 'body-handed-over', { given: `0x${Buffer.from(sent).toString('hex')}` }],
  ['given as a list of bytes', 'body-handed-over', { given: written([...Buffer.from(sent)]) }],
  ['given as a buffer in JSON', 'body-handed-over', { given: written({ body: Buffer.from(sent) }) }],
  ['given as base64 of gzip', 'body-handed-over', { given: gzipSync(sent).toString('base64') }],
  ['given as a topic in a queue', 'body-handed-over', { given: written({ Records: [{ body: written({ Message: sent }) }] }) }],
  ['given as a published message', 'body-handed-over', { given: written({ message: { data: Buffer.from(sent).toString('base64') } }) }],
  ['given as an event of a list', 'body-handed-over', { given: written([{ id: '1', data: sent }]) }],
  ['given as a part', 'body-handed-over', { given: `--b1\r\nContent-Disposition: form-data; name="x"\r\n\r\n${sent}\r\n--b1--\r\n` }],
  ['given in XML', 'body-handed-over', { given: `<m><body><![CDATA[${sent}]]></body></m>` }],
  ['given escaped for HTML', 'body-handed-over', { given: sent.replace(/&/g, '&amp;').replace(/"/g, '&quot;') }],
  ['given as text of bytes', 'body-handed-over', { given: `b'${Buffer.from(sent).toString('latin1').replace(/['\\]/g, '\\$&')}'` }],
  [
    'given in chunks',
    'body-handed-over',
    {
      given: Buffer.concat([
        Buffer.from('5\r\n'),
        Buffer.from(sent).subarray(0, 5),
        Buffer.from(`\r\n${(Buffer.byteLength(sent) - 5).toString(16)}\r\n`),
        Buffer.from(sent).subarray(5),
        Buffer.from('\r\n0\r\n\r\n'),
      ]),
    },
  ],
];

function framed(body: Buffer, size: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    chunks.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

const small = `{"invoice_id":"INV-7","amount":12,"payer":{"last_name":"D'Ávila","tags":["a","b"]},"at":"2026-11-28T14:05:09Z","day":"2026-03-04","ok":true}`;

/** Changes of values that are made by one program, and tried after the usual ones. */
const rare: Readonly<Record<string, string>> = {
  'letters as named entities, and an apostrophe as a number': small.replace("'Á", '&#39;&Aacute;'),
  'escaped for HTML twice': small.replace("'", '&amp;#039;'),
  'one member in upper case': small.replace("D'Ávila", "D'ÁVILA"),
  'true and false as yes and no': small.replace('true', '"yes"'),
  'a list joined by commas': small.replace('["a","b"]', '"a,b"'),
  'a nested object as its JSON text': small.replace(/\{"last_name".*?\}/, (own) => JSON.stringify(own)),
  'nested members on the outside': small.replace(/"payer":\{"last_name":(.*?),"tags":(.*?)\}/, '"payer.last_name":$1,"payer.tags":$2'),
  'the day first, and the time as it was': small.replace('2026-11-28T', '28/11/2026T').replace('2026-03-04', '04/03/2026'),
  'a moment with the zone of a program': small.replace('2026-11-28T14:05:09Z', '2026-11-28T11:05:09-03:00'),
  'a prefix before names in camelCase': small.replace(
    /"([a-z_]+)":/g,
    (_, name: string) => `"_${name.replace(/_(.)/g, (_all, own: string) => own.toUpperCase())}":`,
  ),
  'wrapped as a text': JSON.stringify({ body: small }),
  'wrapped beside the name of an event': `{"event":"deposit","data":${small}}`,
  'an absent member as false': `${small.slice(0, -1)},"test":false}`,
  'the date of the call added': `${small.slice(0, -1)},"timestamp":"${date}"}`,
  'all addresses and lists gone': small.replace(',"tags":["a","b"]', ''),
  'two variables of a template': small.replace('INV-7', '{{invoice_id}}').replace('"amount":12', '"amount":"{{amount}}"'),
  'a part that is a variable of a template': small.replace('INV-7', 'INV-{{id}}'),
};

for (const [name, body] of Object.entries(rare)) {
  test(`a rare change of values is explained: ${name}`, () => {
    assert.deepEqual(new Set(kindsOf(diagnosed({ given: small, body }))), new Set(['body-values']));
  });
}

for (const [name, kind, slip] of slips) {
  test(`${name} is explained by ${kind}`, () => {
    const diagnosis = diagnosed(slip);
    assert.ok(kindsOf(diagnosis).includes(kind), JSON.stringify(diagnosis).slice(0, 800));
    assert.ok(!JSON.stringify(diagnosis).includes(slip.secret ?? plainSecret));
  });
}

for (const wrapped of [(given: string) => `{"data":${given}}`, (given: string) => `[${given}]`]) {
  test(`a body of 2 KB in ${wrapped('')} and a key in quotes are found together`, () => {
    const given = written({ ...tree, note: 'n'.repeat(2_000) });
    assert.deepEqual(
      new Set(kindsOf(diagnosed({ given, body: wrapped(given), key: `"${plainSecret}"` }))),
      new Set(['secret-form', 'body-values']),
    );
  });
}

test('a secret that was cut where its 16th byte ends is named by the character that ended it', () => {
  const diagnosis = diagnosed({ secret: '0123456789abcdef#Cd34', key: '0123456789abcdef' });
  assert.ok(JSON.stringify(diagnosis).includes('{"form":"cut-at","end":"#"}'), JSON.stringify(diagnosis));
});

test('a secret that got backslashes is not said to have lost them', () => {
  const diagnosis = diagnosed({ secret: 'Ab12$Cd34', key: 'Ab12\\$Cd34' });
  assert.ok(JSON.stringify(diagnosis).includes('"shell-escapes-added"'), JSON.stringify(diagnosis));
  assert.ok(!JSON.stringify(diagnosis).includes('"shell-escapes-resolved"'));
});

test('a short key that is a part of an id of ours leaves that id readable', () => {
  const diagnosis = diagnosed({ secret: 'form', key: 'form\n' });
  assert.deepEqual(
    diagnosis.found === 'explained' && diagnosis.mistakes.map(({ kind, values }) => [kind, values]),
    [['secret-form', { form: 'line-feed-behind' }]],
    JSON.stringify(diagnosis),
  );
});

test('headers that a server renamed are read under their own names, and named', () => {
  const names: Readonly<Record<string, string>> = {
    'X-Date': 'X_Date',
    'X-Login': 'HTTP_X_LOGIN',
    Authorization: 'X-Forwarded-Authorization',
  };
  const diagnosis = diagnosed({}, (headers) => headers.map(([name, value]): HeaderLine => [names[name] ?? name, value]));
  assert.equal(diagnosis.found, 'header-problem');
  assert.equal(diagnosis.signature, 'right');
  assert.deepEqual(
    diagnosis.problems.map((one) => (one.problem === 'renamed' ? one.as : one.problem)),
    ['X-Forwarded-Authorization', 'X_Date', 'HTTP_X_LOGIN'],
  );
});

test('a login and a date in the header of each other are named, whatever order was signed', () => {
  const exchanged = (headers: readonly HeaderLine[]): readonly HeaderLine[] =>
    headers.map(([name, value]): HeaderLine => [name, name === 'X-Date' ? login : name === 'X-Login' ? date : value]);
  for (const slip of [{}, { message: `${login}${date}${sent}` }]) {
    const diagnosis = diagnosed(slip, exchanged);
    assert.equal(diagnosis.found, 'header-problem');
    assert.equal(diagnosis.signature, 'right');
    assert.deepEqual(
      diagnosis.problems.map(({ problem }) => problem),
      ['exchanged'],
    );
  }
});

test('members that a typed model adds or drops are those of the contract', () => {
  const known = ['country', 'amount', 'invoice_id', 'description', 'notification_url', 'logo'];
  const given = '{"invoice_id":"I-1","amount":1,"country":"BR","mine":{"a":1},"own":2}';
  for (const body of ['{"invoice_id":"I-1","amount":1,"country":"BR"}', `${given.slice(0, -1)},"logo":null,"description":null}`]) {
    const diagnosis = diagnosed({ given, body }, undefined, known);
    assert.deepEqual(kindsOf(diagnosis), ['body-values'], JSON.stringify(diagnosis));
  }
});

/** Pairs of mistakes of which the second is made on the result of the first. */
const twice: Readonly<Record<string, string | Uint8Array>> = {
  'names in camelCase, and texts escaped for HTML': sent
    .replace(/"([a-z_]+)":/g, (own) => own.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()))
    .replace(/&/g, '&amp;')
    .replace("'", '&#039;'),
  'an amount in minor units, and names in camelCase': sent
    .replace('1200.5', '120050')
    .replace(/"([a-z_]+)":/g, (own) => own.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())),
  'a text, behind a byte order mark': `\ufeff${JSON.stringify(sent)}`,
  'Latin-1, in base64': Buffer.from(sent, 'latin1').toString('base64'),
  'a line feed, in base64': Buffer.from(`${sent}\n`).toString('base64'),
};

for (const [name, body] of Object.entries(twice)) {
  test(`two mistakes of one body are found: ${name}`, () => {
    assert.match(diagnosed({ body }).found, /^(?:explained|ambiguous)$/);
  });
}

test('a date that is ten minutes and more old is found, in short bodies and in long ones', () => {
  for (const length of [10, 2000, 10_000]) {
    const body = JSON.stringify({ note: 'x'.repeat(length) });
    for (const old of ['2026-11-28T13:53:57Z', '2026-11-28T13:15:22Z'])
      assert.deepEqual(kindsOf(diagnosed({ body, given: body, date: old })), ['date-seconds'], `${old}, ${length}`);
  }
});

test('a body of hundreds of thousands of values is searched by its bytes, which is said where nothing fits', () => {
  const given = `[${'0,'.repeat(300_000)}0]`;
  assert.deepEqual(new Set(kindsOf(diagnosed({ given, body: `${given}\n` }))), new Set(['body-edge']));
  const nothing = diagnosed({ given, body: 'nothing of it' });
  assert.equal(nothing.found, 'nothing');
  assert.ok(nothing.notes.some(({ about }) => about === 'body-by-bytes'));
});
