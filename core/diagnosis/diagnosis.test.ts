import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { referenceUnit } from '../../self-test/reference-load.ts';
import { scheme } from '../../specs/contracts/deposits-v3/scheme.ts';
import type { SignatureVectors } from '../../specs/types/signature.ts';
import type { HeaderLine, WireRequest } from '../exchange.ts';
import type { Diagnosis, DiagnosisKey } from './diagnosis.ts';
import { diagnose, isInOrder } from './diagnosis.ts';
import type { Mistake, MistakeKind, MistakeValues } from './mistake.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/vectors/signature.json', import.meta.url), 'utf8'),
) as SignatureVectors;

interface Recorded {
  readonly keys: { readonly login: string; readonly apiSignature: string; readonly readOnlyKey: string };
  readonly requests: readonly {
    readonly client: string;
    readonly label: string;
    readonly receivedAt: string;
    readonly method: string;
    readonly target: string;
    readonly rawHead: string;
    readonly bodyBase64: string;
    readonly signatureValid: boolean;
    readonly explanation: string;
  }[];
}

const traffic = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/traffic/recorded-requests.json', import.meta.url), 'utf8'),
) as Recorded;

const login = 'stgDemoLogin01';
const secret = 'stgDemoSignature_0123456789abcdef';
const date = '2020-06-21T12:33:20Z';
const idempotencyKey = '9f1c2f7e-8a51-4b0e-9a57-0d5c1c3a6f10';

const keys: readonly DiagnosisKey[] = [
  { role: 'API Signature', value: secret },
  { role: 'API Key', value: login },
  { role: 'read-only key', value: 'stgDemoReadOnly01' },
  { role: 'second merchant API Signature', value: 'stgOtherSignature_fedcba98' },
  { role: 'other environment API Signature', value: 'prodDemoSignature_00112233' },
];

function headersOf(authorization: string, xDate: string, xLogin: string): readonly HeaderLine[] {
  return [
    ['Host', 'api.example'],
    ['Authorization', authorization],
    ['X-Date', xDate],
    ['X-Login', xLogin],
    ['X-Idempotency-Key', idempotencyKey],
    ['Content-Type', 'application/json'],
  ];
}

function requestOf(authorization: string, body: Uint8Array | string, xDate = date, xLogin = login): WireRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return {
    method: bytes.length === 0 ? 'GET' : 'POST',
    target: '/v3/deposits',
    headers: headersOf(authorization, xDate, xLogin),
    body: bytes,
  };
}

function asked(authorization: string, body: Uint8Array | string, more: Partial<Parameters<typeof diagnose>[0]> = {}): Diagnosis {
  return diagnose({ request: requestOf(authorization, body), keys, scheme: 'D24', ...more });
}

/** The explanation that is named first; empty where there is none. */
function named(diagnosis: Diagnosis): readonly Mistake[] {
  if (diagnosis.found === 'explained' || diagnosis.found === 'header-problem') return diagnosis.mistakes;
  return diagnosis.found === 'ambiguous' ? (diagnosis.candidates[0]?.mistakes ?? []) : [];
}

function kindsOf(mistakes: readonly Mistake[]): readonly MistakeKind[] {
  return mistakes.map(({ kind }) => kind);
}

function diagnoseVector({ authorization, bodyBase64, xDate, xLogin, apiSignature }: SignatureVectors['vectors'][number]): Diagnosis {
  const own = keys.map((key) => (key.role === 'API Signature' ? { ...key, value: apiSignature ?? '' } : key));
  const request = requestOf(authorization, Buffer.from(bodyBase64, 'base64'), xDate, xLogin);
  // The idempotency key of the vectors that sign one is not on the wire there.
  return diagnose({
    request: { ...request, headers: request.headers.filter(([name]) => name !== 'X-Idempotency-Key') },
    keys: own,
    scheme: 'D24',
  });
}

const agreed: Readonly<Record<string, readonly Mistake[]>> = {
  N1: [{ kind: 'part-order', values: { order: ['login', 'date', 'body'], vendor: 'dLocal' } }],
  N2: [{ kind: 'wrong-key', values: { role: 'API Key' } }],
  N3: [{ kind: 'delimiter', values: { delimiter: '\n', at: 'between' } }],
  N6: [{ kind: 'date-seconds', values: { seconds: 1, signed: '2020-06-21T12:33:21Z' } }],
  N7: [{ kind: 'plain-hash', values: { algorithm: 'sha256', arrangement: 'key-message' } }],
  N8: [{ kind: 'part-left-out', values: { parts: ['date', 'login'], vendor: 'cashout' } }],
};

for (const [id, mistakes] of Object.entries(agreed)) {
  test(`${id} is explained with its true cause`, () => {
    const vector = vectors.vectors.find((own) => own.id === id);
    assert.ok(vector !== undefined);
    const diagnosis = diagnoseVector(vector);
    assert.equal(diagnosis.found, 'explained');
    assert.deepEqual(named(diagnosis), mistakes);
  });
}

test('N4 is explained: the body was stringified twice, and parts from what was sent at its first byte', () => {
  const diagnosis = diagnoseVector(vectors.vectors.find(({ id }) => id === 'N4') ?? assert.fail());
  assert.equal(diagnosis.found, 'explained');
  const [first] = named(diagnosis);
  assert.equal(first?.kind, 'body-stringified');
  assert.equal(first.values.times, 1);
  assert.deepEqual([first.difference?.offset, first.difference?.sent, first.difference?.signed], [0, 0x7b, 0x22]);
  assert.match(first.difference?.signedContext ?? '', /^"\{\\"invoice_id/);
});

test('N5 is explained: the body was left out', () => {
  const diagnosis = diagnoseVector(vectors.vectors.find(({ id }) => id === 'N5') ?? assert.fail());
  assert.equal(diagnosis.found, 'explained');
  const [first] = named(diagnosis);
  assert.equal(first?.kind, 'body-left-out');
  assert.deepEqual(
    [first.difference?.offset, first.difference?.signed, first.difference?.sentLength, first.difference?.signedLength],
    [0, undefined, 70, 0],
  );
});

/** The expected explanation for the vectors of a name; `nothing` where what was signed cannot be made from what was sent. */
const byName: readonly (readonly [vectors: RegExp, expected: MistakeKind | 'nothing'])[] = [
  [/^part-order-/, 'part-order'],
  [/^part-missing-/, 'part-left-out'],
  [/^part-extra-(path|secret)/, 'part-added'],
  [/^delimiter-json-array$/, 'parts-wrapped'],
  [/^delimiter-(?!line-feed-after-date)/, 'delimiter'],
  [/^login-(case|trailing|utf-8|latin-1)/, 'login-text'],
  [/^body-(first|last)-byte-lost/, 'body-incomplete'],
  [/^body-doubled/, 'body-repeated'],
  [/^body-(digit-changed|signature-of-another|dropped)/, 'nothing'],
  [/^empty-body-(?!string-signed)/, 'empty-body'],
  [/^spacing-(compact|after-separators|around-colons)-/, 'body-rewritten'],
  [/^lines-(lf|crlf|cr)-/, 'body-line-ends'],
  [/^member-order-(given|integer-like)-signed-as-/, 'body-rewritten'],
  [/^nulls-sent/, 'body-rewritten'],
  [/^trailing-/, 'body-edge'],
  [/^escape-(?!control-raw|line-feed-raw|letter-raw)/, 'body-rewritten'],
  [/^number-(integer|one-decimal|two-decimals|exponent|upper-exponent|signed-exponent|cents-plain|cents-padded)-/, 'body-rewritten'],
  [/^double-stringify/, 'body-stringified'],
  [/^not-json-object/, 'body-placeholder'],
  [/^normalization-.*-signed-as-(nfc|nfd|nfkc)$(?<!ligature-nfkc-signed-as-nfc)/, 'body-normalised'],
  [/^surrogate-escape-/, 'body-rewritten'],
  [/^charset-utf-8-signed-as-(?!shift)/, 'body-charset'],
  [/^charset-ascii-/, 'body-charset'],
  [/^charset-(?!utf-8|utf-32|ascii|low-bytes)[a-z0-9-]*-signed-as-utf-8$/, 'body-sent-charset'],
  [/^double-encoding-signed$/, 'body-double-encoded'],
  [/^byte-order-mark-(stripped|added)$/, 'body-bom'],
  [/^invalid-utf-8-.*-replaced$/, 'body-replaced-characters'],
  [/^invalid-utf-8-.*-signed-as-/, 'nothing'],
  [/^body-length-.*-cut/, 'body-cut'],
  [/^key-(length|non-ascii|whitespace|decoding)-/, 'secret-form'],
  [/^key-kind-(login-empty-body|read-only)$/, 'wrong-key'],
  [/^key-kind-production$/, 'nothing'],
  [/^key-kind-swapped$/, 'key-message-swapped'],
  [/^key-kind-(?!login-empty-body|read-only|production|swapped)/, 'secret-form'],
  [/^algorithm-hmac-(sha1|sha224|sha384|sha512|md5|sha3-256|sha512-cut)$/, 'digest'],
  [/^algorithm-(sha256|md5)-/, 'plain-hash'],
  [/^algorithm-hmac-twice$/, 'hashed-twice'],
  [/^algorithm-(message-in|hmac-of)-/, 'message-transformed'],
  [/^algorithm-body-digest$/, 'body-transformed'],
  [/^hash-case-/, 'hash-case'],
  [/^hash-cut-(?!1$)/, 'hash-cut'],
  [/^hash-extended-(?!front-0x|front-algorithm|letter)/, 'hash-extended'],
  [/^hash-(base64|base64url|base64-of-hex|hex-of-hex|base32|colons)$/, 'hash-encoding'],
  [/^hash-reversed-/, 'hash-reversed'],
  [/^hash-(zeros|fs)$/, 'nothing'],
  [/^hash-(non-hex|inner-space|beyond-ascii)$/, 'hash-broken'],
  [/^bit-flip-/, 'nothing'],
  [/^date-one-second|^date-header-later|^date-one-minute|^date-one-day/, 'date-seconds'],
  [/^date-form-/, 'date-spelling'],
  [/^scheme-(?!empty|alone|basic-key|missing-v|sister-[a-z]+-wrong)/, 'scheme'],
];

const formOf = ({ id }: { readonly id: string }) => byName.find(([form]) => form.test(id))?.[0];
const tellingVectors = vectors.vectors.filter((vector) => vector.result !== 'valid' && vector.apiSignature !== undefined && formOf(vector));

test('the names of most invalid vectors say their mistake', () =>
  assert.ok(tellingVectors.length > 250, `only ${tellingVectors.length} vectors`));

for (const [form, expected] of byName) {
  test(`each invalid vector ${form} is explained by ${expected}`, () => {
    for (const vector of tellingVectors.filter((one) => formOf(one) === form)) {
      const diagnosis = diagnoseVector(vector);
      if (expected === 'nothing') assert.equal(diagnosis.found, 'nothing', `${vector.id}: ${vector.comment}`);
      else assert.equal(kindsOf(named(diagnosis))[0], expected, `${vector.id}: ${vector.comment}: ${JSON.stringify(diagnosis)}`);
    }
  });
}

test('every valid vector is right, and no other one is', () => {
  for (const vector of vectors.vectors) {
    if (vector.apiSignature === undefined || vector.apiSignature === '') continue;
    if (vector.result === 'valid') {
      const diagnosis = diagnoseVector(vector);
      // An empty X-Date or X-Login is a problem of its own, beside a right signature.
      if (diagnosis.found === 'header-problem') assert.equal(diagnosis.signature, 'right', vector.id);
      else assert.equal(diagnosis.found, 'right', vector.id);
    }
    // Each of the others is made in under a millisecond or named above; the right one is never among them.
    else if (/^(hash|scheme)-/.test(vector.id)) assert.notEqual(diagnoseVector(vector).found, 'right', vector.id);
  }
});

function recorded(entry: Recorded['requests'][number]): Diagnosis {
  const headers = entry.rawHead
    .split('\r\n')
    .slice(1)
    .map((line): HeaderLine => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  return diagnose({
    request: { method: entry.method, target: entry.target, headers, body: Buffer.from(entry.bodyBase64, 'base64') },
    keys: [
      { role: 'API Signature', value: traffic.keys.apiSignature },
      { role: 'API Key', value: traffic.keys.login },
      { role: 'read-only key', value: traffic.keys.readOnlyKey },
    ],
    receivedAt: Date.parse(entry.receivedAt),
    scheme: 'D24',
  });
}

test('every invalid entry of the recorded traffic is explained with its true cause', () => {
  const invalid = traffic.requests.filter(({ signatureValid }) => !signatureValid);
  assert.equal(invalid.length, 4);
  for (const entry of invalid) {
    const diagnosis = recorded(entry);
    assert.equal(diagnosis.found, 'explained', entry.label);
    const [mistake] = named(diagnosis);
    if (entry.explanation.includes('no body')) {
      assert.equal(mistake?.kind, 'empty-body');
      assert.deepEqual(mistake.values, { sent: '[]', signed: '' });
    } else {
      assert.equal(mistake?.kind, 'date-seconds');
      assert.equal(mistake.values.seconds, 1);
    }
  }
});

test('every valid entry of the recorded traffic is right, or presents the read-only key', () => {
  for (const entry of traffic.requests.filter(({ signatureValid }) => signatureValid)) {
    const diagnosis = recorded(entry);
    if (!entry.explanation.startsWith('Bearer')) {
      assert.equal(diagnosis.found, 'right', entry.label);
      continue;
    }
    assert.equal(diagnosis.found, 'header-problem', entry.label);
    assert.deepEqual(
      diagnosis.problems.filter(({ problem }) => problem === 'bearer'),
      [{ problem: 'bearer', role: 'read-only key' }],
    );
  }
});

/** One request as it was signed wrongly: what the signer took for each thing. */
interface Signing {
  readonly date: string;
  readonly login: string;
  readonly body: Uint8Array;
  readonly key: Uint8Array;
  /** The pieces of the message in their order, and what stands between them. */
  readonly arrange: (date: Buffer, login: Buffer, body: Uint8Array) => readonly Uint8Array[];
  readonly between: string;
  readonly hash: (key: Uint8Array, message: Uint8Array) => Buffer;
  readonly write: (hash: Buffer) => string;
}

interface Sent {
  readonly date: string;
  readonly body: string;
}

const conforming = (sent: Sent): Signing => ({
  date: sent.date,
  login,
  body: Buffer.from(sent.body, 'utf8'),
  key: Buffer.from(secret, 'utf8'),
  arrange: (own, name, body) => [own, name, body],
  between: '',
  hash: (key, message) => createHmac('sha256', key).update(message).digest(),
  write: (hash) => `D24 ${hash.toString('hex')}`,
});

function authorizationOf(signing: Signing): string {
  const { date: own, login: name, body, key, arrange, between, hash, write } = signing;
  const pieces = arrange(Buffer.from(own, 'latin1'), Buffer.from(name, 'latin1'), body);
  const message = Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [Buffer.from(between), piece])));
  return write(hash(key, message));
}

/** A way to sign wrongly, made here without the search's own code, and what the search has to say of it. */
interface Slip {
  readonly name: string;
  readonly make: (signing: Signing, sent: Sent) => Signing;
  readonly isFound: (mistake: Mistake) => boolean;
}

function is<K extends MistakeKind>(kind: K, accepts: (values: MistakeValues[K]) => boolean = () => true): (mistake: Mistake) => boolean {
  return (mistake) => mistake.kind === kind && accepts(mistake.values as unknown as MistakeValues[K]);
}

function ofText(name: string, change: (text: string) => string | Uint8Array, isFound: (mistake: Mistake) => boolean): Slip {
  return {
    name,
    make: (signing) => {
      if (signing.body.length === 0) return signing;
      const changed = change(Buffer.from(signing.body).toString('utf8'));
      return { ...signing, body: typeof changed === 'string' ? Buffer.from(changed, 'utf8') : changed };
    },
    isFound,
  };
}

function ofKey(name: string, key: Uint8Array | string, isFound: (mistake: Mistake) => boolean): Slip {
  return { name, make: (signing) => ({ ...signing, key: Buffer.from(key) }), isFound };
}

function ofDate(name: string, change: (ms: number) => string, isFound: (mistake: Mistake) => boolean): Slip {
  return { name, make: (signing) => ({ ...signing, date: change(Date.parse(signing.date)) }), isFound };
}

function ofJoin(name: string, arrange: Signing['arrange'], isFound: (mistake: Mistake) => boolean): Slip {
  return { name, make: (signing) => ({ ...signing, arrange }), isFound };
}

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Every member sorted, with what a real sort of JavaScript gives for letters below the surrogates. */
function sortedText(text: string): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, own]) => [name, sorted(own)]),
    );
  };
  return JSON.stringify(sorted(JSON.parse(text)));
}

function escaped(text: string, upper = false): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => {
    const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? digits.toUpperCase() : digits}`;
  });
}

const inStrings = (change: (string: string) => string) => (text: string) => text.replace(/"(?:[^"\\]|\\.)*"/g, change);
const slashes = inStrings((string) => string.replaceAll('/', '\\/'));
const spaced = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|[:,]/g, (found) => (found === ':' ? ': ' : found === ',' ? ', ' : found));
const html = inStrings((string) => string.replace(/[<>&]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`));
const nonAscii = /[^\x20-\x7e\s]/u;
const latin1Only = (text: string): Buffer =>
  Buffer.from([...text].map((letter) => ((letter.codePointAt(0) ?? 0) < 0x100 ? letter : '?')).join(''), 'latin1');

const rewritten = (change: string) => is('body-rewritten', ({ changes }) => changes.some((own) => own === change));
const writtenBy = (writer: string) => is('body-rewritten', ({ writers }) => writers.some((own) => own.startsWith(writer)));

const slips: readonly Slip[] = [
  ofJoin(
    'login before date',
    (own, name, body) => [name, own, body],
    is('part-order', ({ vendor }) => vendor === 'dLocal'),
  ),
  ofJoin('body first', (own, name, body) => [body, own, name], is('part-order')),
  ofJoin('body in the middle', (own, name, body) => [own, body, name], is('part-order')),
  ofJoin(
    'without X-Login',
    (own, _, body) => [own, body],
    is('part-left-out', ({ parts }) => parts.join() === 'login'),
  ),
  ofJoin(
    'without X-Date',
    (_, name, body) => [name, body],
    is('part-left-out', ({ parts }) => parts.join() === 'date'),
  ),
  ofJoin(
    'body alone',
    (_own, _name, body) => [body],
    is('part-left-out', ({ vendor }) => vendor === 'cashout'),
  ),
  ...['\n', ':', '.', '|', ' ', '&', '\\n', '\r\n'].map((between) => ({
    name: `${JSON.stringify(between)} between`,
    make: (signing: Signing) => ({ ...signing, between }),
    isFound: is('delimiter', ({ delimiter, at }) => delimiter === between && at !== 'after-date' && at !== 'after-login'),
  })),
  ofJoin(
    'method and path first',
    (own, name, body) => [Buffer.from('POST/v3/deposits'), own, name, body],
    is('part-added', ({ part }) => part === 'method-and-path'),
  ),
  ofJoin(
    'path last',
    (own, name, body) => [own, name, body, Buffer.from('/v3/deposits')],
    is('part-added', ({ part }) => part === 'path'),
  ),
  ofJoin(
    'idempotency key behind X-Login',
    (own, name, body) => [own, name, Buffer.from(idempotencyKey), body],
    is('part-added', ({ part, at }) => part === 'idempotency-key' && at === 'after-login'),
  ),
  ofJoin(
    'the secret last',
    (own, name, body) => [own, name, body, Buffer.from(secret)],
    is('part-added', ({ part }) => part === 'api-signature'),
  ),
  ofJoin(
    'the parts as JSON',
    (own, name, body) => [Buffer.from(JSON.stringify([own, name, body].map((part) => Buffer.from(part).toString('utf8'))))],
    is('parts-wrapped'),
  ),
  ofJoin(
    'as Stripe signs',
    (own, _, body) => [Buffer.from(`${Date.parse(own.toString('latin1')) / 1000}.`), body],
    is('sister-scheme', ({ scheme }) => scheme === 'stripe'),
  ),
  ofDate(
    'one second later',
    (ms) => iso(ms + 1000),
    is('date-seconds', ({ seconds }) => seconds === 1),
  ),
  ofDate(
    'two minutes earlier',
    (ms) => iso(ms - 120_000),
    is('date-seconds', ({ seconds }) => seconds === -120),
  ),
  ofDate(
    'in São Paulo',
    (ms) => iso(ms - 3 * 3_600_000),
    is('date-zone', ({ offsetMinutes }) => offsetMinutes === -180),
  ),
  ofDate(
    'in Kathmandu',
    (ms) => iso(ms + 345 * 60_000),
    is('date-zone', ({ offsetMinutes }) => offsetMinutes === 345),
  ),
  ofDate(
    'with milliseconds',
    (ms) => new Date(ms).toISOString(),
    is('date-spelling', ({ form }) => form === 'milliseconds'),
  ),
  ofDate(
    'with the milliseconds that the header lost',
    (ms) => new Date(ms + 417).toISOString(),
    is('date-spelling', ({ form }) => form === 'milliseconds'),
  ),
  ofDate(
    'with +00:00',
    (ms) => iso(ms).replace('Z', '+00:00'),
    is('date-spelling', ({ form }) => form === 'offset-with-colon'),
  ),
  ofDate(
    'local with offset',
    (ms) => iso(ms - 3 * 3_600_000).replace('Z', '-0300'),
    is('date-spelling', ({ offsetMinutes }) => offsetMinutes === -180),
  ),
  ofDate('without a zone', (ms) => iso(ms).slice(0, 19), is('date-spelling')),
  ofDate('with a space', (ms) => iso(ms).slice(0, 19).replace('T', ' '), is('date-spelling')),
  ofDate(
    'as epoch seconds',
    (ms) => String(ms / 1000),
    is('date-spelling', ({ form }) => form === 'seconds-since-epoch'),
  ),
  ofDate(
    'as an HTTP date',
    (ms) => new Date(ms).toUTCString(),
    is('date-spelling', ({ form }) => form === 'http-date'),
  ),
  ofText('no body', () => '', is('body-left-out')),
  ...['null', '{}', '[]', '""', 'undefined'].map((signed) =>
    ofText(
      `${signed} for the body`,
      () => signed,
      is('body-placeholder', (values) => values.signed === signed),
    ),
  ),
  ofText('[object Object]', () => '[object Object]', is('body-placeholder')),
  ofText(
    'body twice',
    (text) => text + text,
    is('body-repeated', ({ side }) => side === 'signed'),
  ),
  ofText(
    'stringified twice',
    (text) => JSON.stringify(text),
    is('body-stringified', ({ times }) => times === 1),
  ),
  ofText(
    'stringified thrice',
    (text) => JSON.stringify(JSON.stringify(text)),
    is('body-stringified', ({ times }) => times === 2),
  ),
  ofText(
    'ISO-8859-1',
    (text) => latin1Only(text),
    is('body-charset', ({ charsets }) => charsets.includes('ISO-8859-1')),
  ),
  ofText(
    'UTF-16LE',
    (text) => Buffer.from(text, 'utf16le'),
    is('body-charset', ({ charsets }) => charsets.includes('UTF-16LE')),
  ),
  ofText(
    'UTF-16BE',
    (text) => Buffer.from(text, 'utf16le').swap16(),
    is('body-charset', ({ charsets }) => charsets.includes('UTF-16BE')),
  ),
  ofText(
    'question marks',
    (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?'),
    is('body-charset', ({ charsets }) => charsets.includes('US-ASCII')),
  ),
  ofText(
    'encoded twice',
    (text) => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
    is('body-double-encoded', ({ side }) => side === 'signed'),
  ),
  ofText(
    'byte order mark',
    (text) => `\ufeff${text}`,
    is('body-bom', ({ signed }) => signed),
  ),
  ofText(
    'decomposed',
    (text) => text.normalize('NFD'),
    is('body-normalised', ({ forms }) => forms.includes('NFD')),
  ),
  ...['\n', '\r\n'].map(
    (end): Slip => ({
      name: `${JSON.stringify(end)} at the end`,
      make: (signing) => ({ ...signing, body: Buffer.concat([signing.body, Buffer.from(end)]) }),
      // A delimiter behind every part is one behind the body as well.
      isFound: (mistake) =>
        is('body-edge', ({ signed }) => signed.endsWith(end))(mistake) ||
        is('delimiter', ({ at, delimiter }) => at === 'after-each' && delimiter === end)(mistake),
    }),
  ),
  ofText('trimmed', (text) => text.trim(), is('body-edge')),
  ofText('\\u escapes', (text) => escaped(text), rewritten('escapes')),
  ofText('\\u escapes in upper case', (text) => escaped(text, true), rewritten('escapes')),
  ofText('escaped slashes', slashes, rewritten('escapes')),
  ofText('HTML escapes', html, rewritten('escapes')),
  ofText('spaces', spaced, rewritten('spacing')),
  ofText('sorted', sortedText, rewritten('member-order')),
  ofText('indented', (text) => JSON.stringify(JSON.parse(text), null, 2), writtenBy('JavaScript')),
  ofText('as JavaScript writes it', (text) => JSON.stringify(JSON.parse(text)), writtenBy('JavaScript')),
  ofText(
    'as Python writes it',
    (text) => escaped(spaced(text.trim().replace('"amount":100.00,', '"amount":100.0,'))),
    is('body-rewritten'),
  ),
  ofText('as PHP writes it', (text) => escaped(slashes(JSON.stringify(JSON.parse(text)))), writtenBy('PHP')),
  ofText('as Go writes it', (text) => html(sortedText(text)), writtenBy('Go json.Marshal(map)')),
  ofText(
    'without nulls',
    (text) => JSON.stringify(JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value))),
    rewritten('members'),
  ),
  ofText('two decimals', (text) => text.replace('"amount":100,', '"amount":100.00,'), rewritten('numbers')),
  ofText('amount as a text', (text) => text.replace(/"amount":([0-9.]+),/, '"amount":"$1",'), rewritten('types')),
  ofText('SHA-256 of the body', (text) => createHash('sha256').update(text).digest('hex'), is('body-transformed')),
  ofKey(
    'the API Key',
    login,
    is('wrong-key', ({ role }) => role === 'API Key'),
  ),
  ofKey(
    'the read-only key',
    'stgDemoReadOnly01',
    is('wrong-key', ({ role }) => role === 'read-only key'),
  ),
  ofKey(
    "the second merchant's",
    'stgOtherSignature_fedcba98',
    is('wrong-key', ({ role }) => role === 'second merchant API Signature'),
  ),
  ofKey(
    "the other environment's",
    'prodDemoSignature_00112233',
    is('wrong-key', ({ role }) => role === 'other environment API Signature'),
  ),
  {
    name: 'a line feed behind the secret',
    make: (signing) => ({ ...signing, key: Buffer.concat([signing.key, Buffer.from('\n')]) }),
    isFound: is('secret-form', ({ form }) => form === 'line-feed-behind'),
  },
  ofKey(
    'the secret in hex',
    Buffer.from(secret).toString('hex'),
    is('secret-form', ({ form }) => form === 'hex-encoded'),
  ),
  ofKey(
    'the secret decoded from base64',
    Buffer.from(secret, 'base64'),
    is('secret-form', ({ form }) => form === 'base64-decoded'),
  ),
  ofKey(
    'the digest of the secret',
    createHash('sha256').update(secret).digest(),
    is('secret-form', ({ form }) => form === 'sha-256'),
  ),
  ofKey(
    'no secret',
    '',
    is('secret-form', ({ form }) => form === 'empty'),
  ),
  {
    name: 'key and message swapped',
    make: (signing) => ({ ...signing, hash: (key, message) => createHmac('sha256', message).update(key).digest() }),
    isFound: is('key-message-swapped'),
  },
  ...(['sha1', 'sha512', 'md5'] as const).map(
    (algorithm): Slip => ({
      name: `HMAC with ${algorithm}`,
      make: (signing) => ({ ...signing, hash: (key, message) => createHmac(algorithm, key).update(message).digest() }),
      isFound: is('digest', (values) => values.algorithm === algorithm),
    }),
  ),
  {
    name: 'hash of key and message',
    make: (signing) => ({ ...signing, hash: (key, message) => createHash('sha256').update(key).update(message).digest() }),
    isFound: is('plain-hash', ({ arrangement }) => arrangement === 'key-message'),
  },
  {
    name: 'hash of message and key',
    make: (signing) => ({ ...signing, hash: (key, message) => createHash('sha256').update(message).update(key).digest() }),
    isFound: is('plain-hash', ({ arrangement }) => arrangement === 'message-key'),
  },
  {
    name: 'base64',
    make: (signing) => ({ ...signing, write: (hash) => `D24 ${hash.toString('base64')}` }),
    isFound: is('hash-encoding', ({ encoding }) => encoding === 'base64'),
  },
  {
    name: 'upper case',
    make: (signing) => ({ ...signing, write: (hash) => `D24 ${hash.toString('hex').toUpperCase()}` }),
    isFound: is('hash-case'),
  },
  {
    name: 'cut',
    make: (signing) => ({ ...signing, write: (hash) => `D24 ${hash.toString('hex').slice(0, 32)}` }),
    isFound: is('hash-cut', ({ digits }) => digits === 32),
  },
  {
    name: 'another scheme',
    make: (signing) => ({ ...signing, write: (hash) => `OKP ${hash.toString('hex')}` }),
    isFound: is('scheme', ({ problem }) => problem === 'sister'),
  },
  {
    name: 'no scheme',
    make: (signing) => ({ ...signing, write: (hash) => hash.toString('hex') }),
    isFound: is('scheme', ({ problem }) => problem === 'missing'),
  },
];

/** Texts as payers and shops have them. */
const word = fc.oneof(
  fc.constantFrom(
    'José',
    'Nuñez',
    'Ação',
    'Zoë',
    'São Paulo',
    '山田',
    '😀 café',
    'https://shop.example/back?a=1',
    '<b>Fish & chips</b>',
    "d'Água",
    'plain',
    'a "quoted" \\ text',
    '+598 99',
    '',
  ),
  fc.string({ maxLength: 12 }),
);

const body: fc.Arbitrary<string> = fc
  .record({
    invoice_id: fc.stringMatching(/^[A-Z]{3}-[0-9]{4}$/),
    amount: fc.constantFrom('100', '100.5', '29.95', '1234567.89', '0.1', '100.00'),
    country: fc.constantFrom('BR', 'MX', 'AR'),
    payer: fc.record({ first_name: word, last_name: word, email: word }),
    logo: fc.constantFrom('null', '"x"'),
    items: fc.array(fc.integer({ min: 0, max: 9_999_999_999 }), { maxLength: 3 }),
    note: word,
    end: fc.constantFrom('', '', '', '\n'),
  })
  .map(
    ({ amount, country, end, invoice_id, items, logo, note, payer }) =>
      `{"invoice_id":${JSON.stringify(invoice_id)},"amount":${amount},"country":"${country}","payer":${JSON.stringify(payer)},"logo":${logo},"items":${JSON.stringify(items)},"note":${JSON.stringify(note)}}${end}`,
  )
  .filter((text) => text.isWellFormed());

const sending: fc.Arbitrary<Sent> = fc.record({
  body,
  date: fc.integer({ min: Date.UTC(2001, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 }).map((seconds) => iso(seconds * 1000)),
});

/** Everything that the diagnosis offers as the truth: the one that stands out, or all candidates where none does. */
function offered(diagnosis: Diagnosis): readonly (readonly Mistake[])[] {
  if (diagnosis.found === 'explained') return [diagnosis.mistakes];
  return diagnosis.found === 'ambiguous' ? diagnosis.candidates.map(({ mistakes }) => mistakes) : [];
}

interface Tally {
  made: number;
  explained: number;
  readonly missed: string[];
}

function diagnoseSigning(sent: Sent, signing: Signing): Diagnosis {
  const request = requestOf(authorizationOf(signing), sent.body, sent.date);
  return diagnose({ request, keys, scheme: 'D24', receivedAt: Date.parse(sent.date) });
}

/** Makes slips on random bodies and dates; a slip that changes nothing of the signature is not a case. */
function tally(cases: readonly { readonly sent: Sent; readonly slips: readonly Slip[] }[]): Tally {
  const result: Tally = { made: 0, explained: 0, missed: [] };
  for (const { sent, slips: own } of cases) {
    const signings = own.reduce<Signing[]>(
      (made, slip) => made.concat(slip.make(made.at(-1) ?? conforming(sent), sent)),
      [conforming(sent)],
    );
    const hashes = signings.map(authorizationOf);
    // A second slip may take back what the first did; then they are not pair.
    if (new Set(hashes).size < hashes.length || own.some((slip) => authorizationOf(slip.make(conforming(sent), sent)) === hashes[0]))
      continue;
    result.made++;
    const diagnosis = diagnoseSigning(sent, signings.at(-1) ?? conforming(sent));
    if (offered(diagnosis).some((mistakes) => own.every((slip) => mistakes.some(slip.isFound)))) result.explained++;
    else
      result.missed.push(
        `${own.map(({ name }) => name).join(' + ')} on ${sent.date} ${sent.body}: ${JSON.stringify(diagnosis).slice(0, 600)}`,
      );
  }
  return result;
}

const seed = 20_200_621;

test('each kind of mistake, on random bodies and dates, is named truly or among those that give the same signature', () => {
  const sents = fc.sample(sending, { seed, numRuns: 2 * slips.length });
  const cases = sents.map((sent, index) => ({ sent, slips: slips.slice(index % slips.length).slice(0, 1) }));
  const { made, explained, missed } = tally(cases);
  assert.ok(made > 1.25 * slips.length, `only ${made} cases changed the signature`);
  assert.ok(explained / made >= 0.99, `${explained} of ${made}:\n${missed.join('\n')}`);
});

/** The twelve commonest kinds, a slip of each. */
const commonest = [
  "the other environment's",
  'a line feed behind the secret',
  'login before date',
  '"\\n" between',
  'no body',
  'one second later',
  'in São Paulo',
  'with milliseconds',
  'as Python writes it',
  'ISO-8859-1',
  '"\\n" at the end',
  'base64',
].map((name) => slips.find((slip) => slip.name === name) ?? assert.fail(name));

test('pairs of the twelve commonest kinds are found', () => {
  const pairs = commonest
    .flatMap((first, index) => commonest.slice(index + 1).map((second) => [first, second]))
    // Nothing and a line feed is one mistake: a line feed in the place of the body.
    .filter(([first, second]) => !(first?.name === 'no body' && second?.name.endsWith('at the end')));
  const sents = fc.sample(
    sending.filter(({ body: text }) => nonAscii.test(text) && text.endsWith('}')),
    { seed, numRuns: pairs.length },
  );
  const cases = pairs.map((own, index) => ({ sent: sents[index] ?? assert.fail(), slips: own }));
  const { made, explained, missed } = tally(cases);
  assert.ok(made >= 50, `only ${made} pairs were two mistakes`);
  assert.ok(explained / made >= 0.99, `${explained} of ${made}:\n${missed.join('\n')}`);
});

/** What a slip works on: the members of a signing that it changes. */
function stagesOf(slip: Slip, sent: Sent): ReadonlySet<string> {
  const before = conforming(sent);
  const after = slip.make(before, sent);
  const changed = Object.keys(before).filter((name) => before[name as keyof Signing] !== after[name as keyof Signing]);
  // How a hash is made and how it is written are one stage: the search takes one variant of both.
  return new Set(changed.map((name) => (name === 'between' ? 'arrange' : name === 'hash' ? 'write' : name)));
}

/** Slips that clients in the field make often, beside the twelve commonest. */
const frequent = [
  ...commonest,
  ...[
    'the API Key',
    'no secret',
    'the secret in hex',
    'body first',
    'without X-Login',
    'without X-Date',
    'body alone',
    'method and path first',
    'with +00:00',
    'without a zone',
    'with a space',
    'as epoch seconds',
    'as an HTTP date',
    'question marks',
    'indented',
    'as Go writes it',
    'as PHP writes it',
    'SHA-256 of the body',
    'HMAC with sha1',
    'HMAC with sha512',
    'upper case',
    'no scheme',
  ].map((name) => slips.find((slip) => slip.name === name) ?? assert.fail(name)),
];

for (const length of [0, 1800]) {
  test(`of pairs of frequent slips at different stages nine in ten are found, in a body with ${length} more bytes`, () => {
    const long = (sent: Sent): Sent => ({ ...sent, body: sent.body.replace(/\}\n?$/, `,"more":"${'a'.repeat(length)}"}`) });
    const sents = fc.sample(
      sending.filter(({ body: text }) => nonAscii.test(text)),
      { seed, numRuns: 40 },
    );
    const chosen = fc.sample(fc.tuple(fc.constantFrom(...frequent), fc.constantFrom(...frequent)), { seed, numRuns: sents.length });
    const cases = chosen.flatMap((own, index) => {
      const sent = long(sents[index] ?? assert.fail());
      const [first, second] = own.map((slip) => stagesOf(slip, sent));
      return first?.isDisjointFrom(second ?? first) ? [{ sent, slips: own }] : [];
    });
    const { made, explained, missed } = tally(cases);
    assert.ok(made >= 20, `only ${made} pairs were two mistakes`);
    assert.ok(explained / made >= 0.9, `${explained} of ${made}:\n${missed.join('\n')}`);
  });
}

/** Mistakes that nobody listed. */
const outside: readonly Slip[] = [
  ofText(
    'an amount changed',
    (text) => text.replace(/"amount":[0-9.]+/, '"amount":7'),
    () => false,
  ),
  ofText(
    'a letter of the country changed',
    (text) => text.replace(/"country":".."/, '"country":"ZZ"'),
    () => false,
  ),
  ofText(
    'a member added',
    (text) => text.replace('{', '{"added":true,'),
    () => false,
  ),
  ofText(
    'two members left out',
    (text) => text.replace(/"country":"..",/, '').replace(/"amount":[0-9.]+,/, ''),
    () => false,
  ),
  ofText(
    'letters shifted',
    (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97)),
    () => false,
  ),
  ofText(
    'bits flipped',
    (text) => Buffer.from(text).map((byte) => byte ^ 0xff),
    () => false,
  ),
  ofText(
    'reversed',
    (text) => [...text].reverse().join(''),
    () => false,
  ),
  ofText(
    'every third byte',
    (text) => Buffer.from(text).filter((_, index) => index % 3 === 0),
    () => false,
  ),
  ofText(
    'XML',
    () => '<deposit/>',
    () => false,
  ),
  ofText(
    'underscores for hyphens',
    (text) => text.replaceAll('-', '_'),
    () => false,
  ),
  ofText(
    'tabs behind commas only',
    (text) => text.replaceAll(',', ',\t'),
    () => false,
  ),
  ofDate(
    'a year later',
    (ms) => iso(ms + 366 * 86_400_000),
    () => false,
  ),
  ofDate(
    'seventeen minutes and three seconds later',
    (ms) => iso(ms + 1_023_000),
    () => false,
  ),
  ofDate(
    'in words',
    (ms) => `on ${new Date(ms).toDateString()}`,
    () => false,
  ),
  ofKey('a key from nowhere', 'nobodyKnowsThisKey', () => false),
  ofKey('the secret with a digit more', `${secret}7`, () => false),
  ofKey(
    'the secret shifted',
    secret.replace(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) ^ 1)),
    () => false,
  ),
  ofJoin(
    'every part twice',
    (own, name, body) => [own, own, name, name, body, body],
    () => false,
  ),
  ofJoin(
    'a greeting first',
    (own, name, body) => [Buffer.from('hello'), own, name, body],
    () => false,
  ),
  ofJoin(
    'parts interleaved',
    (own, name, body) => [own.subarray(0, 10), name, own.subarray(10), body],
    () => false,
  ),
  {
    name: 'three digests',
    make: (signing) => ({
      ...signing,
      hash: (key, message) =>
        createHash('sha256')
          .update(createHash('sha256').update(createHmac('sha256', key).update(message).digest()).digest())
          .digest(),
    }),
    isFound: () => false,
  },
];

test('mistakes that nobody listed get no explanation: nothing is made up', () => {
  assert.ok(outside.length >= 20);
  const sents = fc.sample(sending, { seed, numRuns: outside.length });
  for (const [index, slip] of outside.entries()) {
    const sent = sents[index] ?? assert.fail();
    const diagnosis = diagnoseSigning(sent, slip.make(conforming(sent), sent));
    assert.equal(diagnosis.found, 'nothing', `${slip.name}: ${JSON.stringify(diagnosis)}`);
  }
});

/** Milliseconds of this process's own time, the least of some runs: what else the machine does is not counted. */
function cost(rounds: number, run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function deposit(items: number): string {
  const item = (id: number): object => ({
    id,
    name: `José ${id} 😀 / & <b>`,
    price: id + 0.5,
    url: 'https://shop.example/x',
    ok: true,
    none: null,
  });
  return JSON.stringify({ invoice_id: 'INV-1', amount: 100.5, country: 'BR', items: Array.from({ length: items }, (_, id) => item(id)) });
}

// About 250 and 1600 ms on a quiet machine: what slows the machine down slows the reference load down too.
for (const [name, items, bytes, limit] of [
  ['2 KB', 19, 2000, 34],
  ['64 KB', 600, 64_000, 250],
] as const) {
  test(`a search without a result, the longest there is, costs at most ${limit} units of the reference load for a body of ${name}`, () => {
    const text = deposit(items);
    assert.ok(Buffer.byteLength(text) >= bytes);
    const authorization = `D24 ${'ab'.repeat(32)}`;
    let isComplete = false;
    const search = (): void => {
      const diagnosis = asked(authorization, text, { receivedAt: Date.parse(date) });
      isComplete = diagnosis.found === 'nothing' && diagnosis.isComplete;
    };
    // As long as a search and in turns with it: a short piece of work finds a quiet moment of a busy machine more easily than a long one.
    const reference = (): void => {
      for (let unit = 0; unit < limit; unit += 1) referenceUnit();
    };
    const rounds = Array.from({ length: items < 100 ? 8 : 4 }, () => [cost(1, search), cost(1, reference) / limit] as const);
    assert.ok(isComplete);
    const ms = Math.min(...rounds.map(([own]) => own));
    const units = ms / Math.min(...rounds.map(([, unit]) => unit));
    assert.ok(units < limit, `${units} units, ${ms} ms`);
  });
}

const plainBody = '{"a":1}';
const rightly = authorizationOf(conforming({ date, body: plainBody }));
const arrived = Date.parse(date);

function notes(more: Partial<Parameters<typeof diagnose>[0]>): readonly object[] {
  const diagnosis = asked(rightly, plainBody, more);
  assert.equal(diagnosis.found, 'right');
  return diagnosis.notes;
}

test('a right signature inside the window has nothing to be said of it', () => {
  assert.deepEqual(notes({ receivedAt: arrived + 5000 }), []);
  assert.deepEqual(notes({ receivedAt: arrived - 5000 }), []);
});

test('a right signature with a date that is too old, ahead, or local is reported', () => {
  assert.deepEqual(notes({ receivedAt: arrived + 5001 }), [{ about: 'stale-date', ageMs: 5001, toleranceMs: 5000 }]);
  assert.deepEqual(notes({ receivedAt: arrived - 30_000 }), [{ about: 'future-date', aheadMs: 30_000, toleranceMs: 5000 }]);
  assert.deepEqual(notes({ receivedAt: arrived + 3 * 3_600_000 + 700 }), [{ about: 'local-date', offsetMinutes: -180 }]);
  assert.deepEqual(notes({ receivedAt: arrived - 345 * 60_000 }), [{ about: 'local-date', offsetMinutes: 345 }]);
  assert.deepEqual(notes({ receivedAt: arrived + 6000, toleranceMs: 10_000 }), []);
  const form = { ...scheme, date: { ...scheme.date, toleranceMs: 10_000 } };
  assert.deepEqual(notes({ receivedAt: arrived + 6000, form }), []);
});

test('where nobody says when a request arrived, a date that was never right is reported, and an old one said to be old', () => {
  const dated = (xDate: string): Diagnosis => {
    const request = requestOf(authorizationOf(conforming({ date: xDate, body: plainBody })), plainBody, xDate);
    return diagnose({ request, keys, scheme: 'D24', now: arrived });
  };
  for (const [xDate, notes, inOrder] of [
    ['1970-01-01T00:00:00Z', [{ about: 'never-right-date', offMs: -arrived, calendar: 'never-set' }], false],
    [
      '2563-06-21T12:33:20Z',
      [{ about: 'never-right-date', offMs: Date.parse('2563-06-21T12:33:20Z') - arrived, calendar: 'Buddhist' }],
      false,
    ],
    ['2020-06-21T12:33:30Z', [{ about: 'never-right-date', offMs: 10_000 }], false],
    ['2020-06-19T12:33:20Z', [{ about: 'old-date', ageMs: 2 * 86_400_000 }], true],
    ['2020-06-21T12:00:00Z', [], true],
  ] as const) {
    const diagnosis = dated(xDate);
    assert.equal(diagnosis.found, 'right');
    assert.deepEqual([diagnosis.notes, isInOrder(diagnosis, { method: 'POST' })], [notes, inOrder], xDate);
  }
});

test('a read with the read-only key as Bearer token is in order, and nothing else that is not signed', () => {
  const bearer = (key: string): Diagnosis => asked(`Bearer ${key}`, '');
  assert.ok(isInOrder(bearer('stgDemoReadOnly01'), { method: 'GET' }));
  assert.ok(!isInOrder(bearer('stgDemoReadOnly01'), { method: 'POST' }));
  assert.ok(!isInOrder(bearer(secret), { method: 'GET' }));
});

test('the language of a signer is the one that its HTTP library names, or that of all writers that fit', () => {
  const of = (agent: string, body: string): Diagnosis => {
    const signed = authorizationOf({ ...conforming({ date, body: '' }), body: Buffer.from(body) });
    const request = requestOf(signed, '{"a": "é/"}');
    return asked(signed, '', { request: { ...request, headers: [...request.headers, ['User-Agent', agent]] } });
  };
  const language = (diagnosis: Diagnosis) => ('language' in diagnosis ? diagnosis.language : undefined);
  assert.equal(language(of('GuzzleHttp/7', '{"a":"é/"}')), 'php');
  assert.equal(language(of('python-requests/2.31.0', '{"a":"é/"}')), 'python');
  assert.equal(language(of('axios/1.6.0', '{"a":"é/"}')), 'node');
  assert.equal(language(of('curl/8', '{"a":"\\u00e9\\/"}')), 'php');
  assert.equal(language(of('curl/8', '{"a":"é/"}')), undefined);
});

test('a right signature with a wrong or missing Content-Type, a cut body or a blank key is reported', () => {
  const request = requestOf(rightly, plainBody);
  const withType = (headers: readonly HeaderLine[]): readonly object[] => notes({ request: { ...request, headers } });
  const others = request.headers.filter(([name]) => name !== 'Content-Type');
  assert.deepEqual(withType(others), [{ about: 'missing-header', header: 'Content-Type' }]);
  assert.deepEqual(withType([...others, ['Content-Type', 'text/plain']]), [{ about: 'content-type', value: 'text/plain' }]);
  assert.deepEqual(withType([...others, ['content-type', 'application/json; charset=UTF-8']]), []);
  assert.deepEqual(withType([...request.headers, ['Content-Length', '9']]), [{ about: 'body-length', stated: 9, received: 7 }]);
  assert.deepEqual(withType(request.headers.map(([name, value]) => [name, name === 'X-Idempotency-Key' ? ' ' : value])), [
    { about: 'blank-header', header: 'X-Idempotency-Key' },
  ]);
});

test('a missing or blank header is a problem of its own, and the signature is judged apart from it', () => {
  const without = (name: string): Diagnosis => {
    const request = requestOf(rightly, plainBody);
    return asked(rightly, plainBody, {
      request: { ...request, headers: request.headers.filter(([own]) => own !== name) },
      receivedAt: arrived + 1000,
    });
  };
  const login0 = without('X-Login');
  assert.equal(login0.found, 'header-problem');
  assert.deepEqual([login0.problems, login0.signature], [[{ problem: 'missing', header: 'X-Login' }], 'right']);
  const date0 = without('X-Date');
  assert.equal(date0.found, 'header-problem');
  assert.deepEqual(date0.mistakes, [{ kind: 'date-unsent', values: { signed: date } }]);
  const authorization0 = without('Authorization');
  assert.equal(authorization0.found, 'header-problem');
  assert.deepEqual([authorization0.problems, authorization0.signature], [[{ problem: 'missing', header: 'Authorization' }], 'unknown']);
});

test('of a header that came twice, the value that was signed is found', () => {
  const request = requestOf(rightly, plainBody);
  const twice = asked(rightly, plainBody, { request: { ...request, headers: [['X-Date', '2020-06-21T12:00:00Z'], ...request.headers] } });
  assert.equal(twice.found, 'right');
  assert.ok(twice.notes.some(({ about }) => about === 'repeated-header'));
});

test('no API Signature, no judgement', () => {
  const diagnosis = asked(rightly, plainBody, { keys: keys.slice(1) });
  assert.equal(diagnosis.found, 'nothing');
  assert.deepEqual(diagnosis.notes, [{ about: 'no-api-signature' }]);
});

test('during a rotation either API Signature is right', () => {
  const diagnosis = asked(rightly, plainBody, { keys: [{ role: 'API Signature', value: 'theNextSignature' }, ...keys] });
  assert.equal(diagnosis.found, 'right');
});

test('a result never holds a key, wherever it stood in the request', () => {
  const values = keys.filter(({ role }) => role !== 'API Key').map(({ value }) => value);
  const holds = (text: string): boolean => values.some((value) => text.includes(value) || text.includes(value.slice(0, 8)));
  const bodies = [`{"key":"${secret}"}`, `{"${secret}":null,"a":"${secret.slice(0, 30)}${secret}"}`];
  for (const text of bodies) {
    for (const slip of slips) {
      const sent = { date, body: text };
      const diagnosis = diagnoseSigning(sent, slip.make(conforming(sent), sent));
      assert.ok(!holds(JSON.stringify(diagnosis)), `${slip.name}: ${JSON.stringify(diagnosis)}`);
    }
  }
  for (const authorization of [
    `D24 ${secret}`,
    `Bearer ${secret}`,
    `Basic ${Buffer.from(`${secret}:`).toString('base64')}`,
    `${secret} ${rightly}`,
    `D24 ${secret}:${rightly.slice(4)}`,
  ]) {
    assert.ok(!holds(JSON.stringify(asked(authorization, plainBody))), authorization);
  }
});

test('a result never holds the expected hash (SIG-08)', () => {
  for (const slip of slips) {
    const sent = { date, body: '{"name":"José","amount":100,"logo":null}' };
    const expected = authorizationOf(conforming(sent)).slice(4);
    assert.ok(!JSON.stringify(diagnoseSigning(sent, slip.make(conforming(sent), sent))).includes(expected), slip.name);
  }
});

// In each of them a search of all ways would write hundreds of trees: minutes, in which no signal is heard.
for (const [name, text] of [
  ['many values', `[${'1,'.repeat(499_000)}1]`],
  ['many members', `{${Array.from({ length: 80_000 }, (_, id) => `"k${id}":1`).join(',')}}`],
  ['deep lists', '['.repeat(1_000_000)],
  ['many escapes', `"${'\\u0041'.repeat(166_000)}"`],
] as const) {
  test(`a body of a megabyte with ${name} takes no longer than one of 64 KB, and is right where it is`, () => {
    const ms = cost(1, () => {
      const diagnosis = asked(`D24 ${'ab'.repeat(32)}`, text, { receivedAt: Date.parse(date) });
      assert.ok(diagnosis.found === 'nothing' && !diagnosis.isComplete);
    });
    const units = ms / cost(8, referenceUnit);
    assert.ok(units < 250, `${units} units, ${ms} ms`);
    const right = asked(authorizationOf(conforming({ date, body: text })), text, { receivedAt: Date.parse(date) });
    assert.equal(right.found, 'right');
  });
}

test('headers that came twice, which make eight searches, cost no more than two, and a right pair of them is found', () => {
  const text = deposit(600);
  const twice = (authorization: string) => {
    const request = requestOf(authorization, text);
    const headers: readonly HeaderLine[] = [
      ['Authorization', `D24 ${'ab'.repeat(32)}`],
      ['X-Date', '2020-06-21T12:00:00Z'],
      ['X-Login', 'another'],
      ...request.headers,
    ];
    return asked(authorization, text, { request: { ...request, headers }, receivedAt: Date.parse(date) });
  };
  const ms = cost(1, () => {
    const diagnosis = twice(`D24 ${'cd'.repeat(32)}`);
    assert.ok(diagnosis.found === 'nothing' && !diagnosis.isComplete);
  });
  const units = ms / cost(8, referenceUnit);
  assert.ok(units < 500, `${units} units, ${ms} ms`);
  assert.equal(twice(authorizationOf(conforming({ date, body: text }))).found, 'right');
});
