import type { AddedPart, Mistake, MistakeValues, Part, Place, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, joined, latin1 } from './octets.ts';

/** The bytes of the three parts. */
export type Parts = Readonly<Record<Part, Uint8Array>>;

/** How the message is made from its parts, as chunks in order. */
export type Composition = (parts: Parts) => readonly Uint8Array[];

/** Parts of a request that other schemes sign, as latin1 text; undefined where the request has none. */
export interface Surroundings {
  readonly method: string;
  readonly target: string;
  readonly host: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly contentType: string | undefined;
  readonly scheme: string;
  /** Names of the headers that are signed, in lower case. */
  readonly headers: { readonly date: string; readonly login: string };
  /** The moment of X-Date, ms since the epoch. */
  readonly moment: number | undefined;
}

const rightOrder: readonly Part[] = ['date', 'login', 'body'];

const orders: readonly (readonly Part[])[] = [
  ['login', 'date', 'body'],
  ['body', 'date', 'login'],
  ['date', 'body', 'login'],
  ['login', 'body', 'date'],
  ['body', 'login', 'date'],
];

const delimiters = [
  '\n',
  ' ',
  '.',
  ':',
  '|',
  ',',
  ';',
  '&',
  '/',
  '-',
  '_',
  '+',
  '\t',
  '\r\n',
  '\0',
  '\\n',
  '=',
  '#',
  '~',
  '::',
  '||',
  '--',
  ', ',
  '\n\n',
  '\u00a0',
  'null',
  'undefined',
  ' + ',
  ' | ',
  ' : ',
  ' - ',
  ';;',
  '<>',
  '*',
  '$',
  '@',
  '^',
  '%',
];

/** Delimiters that are tried together with another mistake. */
const commonDelimiters: ReadonlySet<string> = new Set(['\n', ' ', '.', ':', '|', ',', ';', '&', '-', '_', '\r\n']);

const everything: Composition = ({ date, login, body }) => [date, login, body];

function between(delimiter: Uint8Array, at: MistakeValues['delimiter']['at']): Composition {
  switch (at) {
    case 'between':
      return ({ date, login, body }) => [date, delimiter, login, delimiter, body];
    case 'after-date':
      return ({ date, login, body }) => [date, delimiter, login, body];
    case 'after-login':
      return ({ date, login, body }) => [date, login, delimiter, body];
    case 'after-each':
      return ({ date, login, body }) => [date, delimiter, login, delimiter, body, delimiter];
  }
}

function inserted(extra: Uint8Array, at: Place, delimiter: Uint8Array): Composition {
  const inAll = delimiter.length > 0;
  const strung = (pieces: readonly Uint8Array[]): readonly Uint8Array[] =>
    inAll ? pieces.flatMap((piece, index) => (index === 0 ? [piece] : [delimiter, piece])) : pieces;
  switch (at) {
    case 'first':
      return ({ date, login, body }) => strung([extra, date, login, body]);
    case 'after-date':
      return ({ date, login, body }) => strung([date, extra, login, body]);
    case 'after-login':
      return ({ date, login, body }) => strung([date, login, extra, body]);
    case 'last':
      return ({ date, login, body }) => strung([date, login, body, extra]);
  }
}

/** What other schemes add, as far as this request has it. */
function extras(around: Surroundings, secret: Uint8Array): readonly (readonly [AddedPart, Uint8Array])[] {
  const path = around.target.split('?')[0] ?? around.target;
  const texts: [AddedPart, string | undefined][] = [
    ['path', around.target],
    ['path-without-query', path === around.target ? undefined : path],
    ['method', around.method],
    ['lower-case-method', around.method.toLowerCase()],
    ['method-and-path', `${around.method}${around.target}`],
    ['method-space-and-path', `${around.method} ${around.target}`],
    ['idempotency-key', around.idempotencyKey],
    ['url', around.host === undefined ? undefined : `https://${around.host}${around.target}`],
    ['host', around.host],
    ['host-and-path', around.host === undefined ? undefined : `${around.host}${around.target}`],
    ['content-type', around.contentType],
    ['scheme', around.scheme],
  ];
  const present = texts.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [[name, latin1(text)] as const]));
  return [...present, ['api-signature', secret]];
}

/** What other schemes add that is tried together with another mistake. */
const usualParts: ReadonlySet<AddedPart> = new Set(['path', 'method', 'method-and-path', 'idempotency-key']);

const places: readonly Place[] = ['first', 'after-date', 'after-login', 'last'];

function jsonText(bytes: Uint8Array): Uint8Array {
  return Buffer.from(JSON.stringify(Buffer.from(bytes).toString('utf8')), 'utf8');
}

function wrapped(): readonly (readonly [MistakeValues['parts-wrapped']['form'], Composition])[] {
  const text = latin1;
  return [
    [
      'json-array',
      ({ date, login, body }) => [text('['), jsonText(date), text(','), jsonText(login), text(','), jsonText(body), text(']')],
    ],
    [
      'json-array-with-spaces',
      ({ date, login, body }) => [text('['), jsonText(date), text(', '), jsonText(login), text(', '), jsonText(body), text(']')],
    ],
    [
      'json-object',
      ({ date, login, body }) => [
        text('{"X-Date":'),
        jsonText(date),
        text(',"X-Login":'),
        jsonText(login),
        text(',"body":'),
        jsonText(body),
        text('}'),
      ],
    ],
    ['header-lines', ({ date, login, body }) => [text('X-Date: '), date, text('\nX-Login: '), login, text('\n'), body]],
    ['header-lines', ({ date, login, body }) => [text('X-Date:'), date, text('X-Login:'), login, body]],
    ['header-lines', ({ date, login, body }) => [text('x-date:'), date, text('\nx-login:'), login, text('\n'), body]],
    ['query-string', ({ date, login, body }) => [text('X-Date='), date, text('&X-Login='), login, text('&'), body]],
    ['query-string', ({ date, login, body }) => [text('date='), date, text('&login='), login, text('&body='), body]],
    ['quoted-parts', ({ date, login, body }) => [text('"'), date, text('""'), login, text('""'), body, text('"')]],
    ['quoted-parts', ({ date, login, body }) => [text('"'), date, login, body, text('"')]],
  ];
}

/** Messages of other vendors. Those with our own parts in another order or number are `part-order` and `part-left-out`. */
function sisterSchemes(around: Surroundings): readonly (readonly [MistakeValues['sister-scheme']['scheme'], Composition])[] {
  const found: (readonly [MistakeValues['sister-scheme']['scheme'], Composition])[] = [
    ['timestamp-and-body', ({ date, body }) => [date, latin1('.'), body]],
    ['timestamp-and-body', ({ date, body }) => [date, latin1('\n'), body]],
    ['body-and-timestamp', ({ date, body }) => [body, date]],
    ['body-and-timestamp', ({ date, body }) => [body, latin1('.'), date]],
  ];
  if (around.moment === undefined) return found;
  const seconds = latin1(String(Math.floor(around.moment / 1000)));
  const ms = latin1(String(around.moment));
  const iso = latin1(new Date(around.moment).toISOString());
  const [method, target] = [latin1(around.method), latin1(around.target)];
  found.push(
    ['stripe', ({ body }) => [seconds, latin1('.'), body]],
    ['stripe', ({ body }) => [ms, latin1('.'), body]],
    ['slack', ({ body }) => [latin1('v0:'), seconds, latin1(':'), body]],
    ['timestamp-and-body', ({ body }) => [seconds, body]],
    ['timestamp-and-body', ({ body }) => [seconds, latin1(':'), body]],
    ['timestamp-and-body', ({ body }) => [ms, body]],
    ['body-and-timestamp', ({ body }) => [body, seconds]],
    ['coinbase', ({ body }) => [seconds, method, target, body]],
    ['okx', ({ body }) => [iso, method, target, body]],
    ['bybit', ({ login, body }) => [ms, login, latin1('5000'), body]],
  );
  if (around.idempotencyKey !== undefined) {
    const id = latin1(around.idempotencyKey);
    found.push(['standard-webhooks', ({ body }) => [id, latin1('.'), seconds, latin1('.'), body]]);
  }
  return found;
}

function transformed(make: (message: Uint8Array) => Uint8Array): Composition {
  return (parts) => [make(joined(everything(parts)))];
}

const messageForms: readonly (readonly [MistakeValues['message-transformed']['form'], Composition])[] = [
  ['hex', transformed((bytes) => latin1(Buffer.from(bytes).toString('hex')))],
  ['upper-case-hex', transformed((bytes) => latin1(Buffer.from(bytes).toString('hex').toUpperCase()))],
  ['base64', transformed((bytes) => latin1(Buffer.from(bytes).toString('base64')))],
  ['sha-256', transformed((bytes) => latin1(digestText('sha256', bytes, 'binary')))],
  ['sha-256-in-hex', transformed((bytes) => latin1(digestText('sha256', bytes, 'hex')))],
  ['sha-256-in-base64', transformed((bytes) => latin1(digestText('sha256', bytes, 'base64')))],
  ['upper-case', transformed((bytes) => Buffer.from(Buffer.from(bytes).toString('utf8').toUpperCase(), 'utf8'))],
  ['lower-case', transformed((bytes) => Buffer.from(Buffer.from(bytes).toString('utf8').toLowerCase(), 'utf8'))],
  ['percent-encoded', transformed((bytes) => latin1(encodeURIComponent(Buffer.from(bytes).toString('utf8').toWellFormed())))],
  ['json-string', transformed(jsonText)],
  ['utf-16le', transformed((bytes) => Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf16le'))],
  ['utf-16be', transformed((bytes) => Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf16le').swap16())],
];

function inOrder(order: readonly Part[]): Composition {
  return (parts) => order.map((part) => parts[part]);
}

/** Every way to make a message of the three parts, the right one first. */
export function compositions(around: Surroundings, secret: Uint8Array): readonly Variant<Composition>[] {
  const variants: Variant<Composition>[] = [right(everything)];
  for (const order of orders) {
    const dLocal = order[0] === 'login' && order[1] === 'date';
    variants.push({
      value: inOrder(order),
      mistake: mistake('part-order', { order, vendor: dLocal ? 'dLocal' : undefined }),
      weight: dLocal ? 20 : 8,
      common: true,
    });
  }
  for (const left of [['body'], ['date', 'body'], ['login', 'body'], ['login'], ['date'], []] satisfies readonly Part[][]) {
    const parts = rightOrder.filter((part) => !left.some((own) => own === part));
    const payloadOnly = left.length === 1 && left[0] === 'body';
    variants.push({
      value: inOrder(left),
      mistake: mistake('part-left-out', { parts, vendor: payloadOnly ? 'cashout' : undefined }),
      weight: payloadOnly ? 15 : left.length === 0 ? 1 : 8,
      common: left.includes('body'),
    });
  }
  for (const part of rightOrder) {
    variants.push({
      value: (parts) => rightOrder.flatMap((own) => (own === part ? [parts[own], parts[own]] : [parts[own]])),
      mistake: part === 'body' ? mistake('body-repeated', { side: 'signed' }) : mistake('part-repeated', { part }),
      weight: 3,
      common: false,
    });
  }
  for (const delimiter of delimiters) {
    for (const at of ['between', 'after-login', 'after-date', 'after-each'] as const) {
      variants.push({
        value: between(latin1(delimiter), at),
        mistake: mistake('delimiter', { delimiter, at }),
        weight: commonDelimiters.has(delimiter) ? (at === 'between' ? 10 : 3) : 1,
        common: (commonDelimiters.has(delimiter) && at === 'between') || (delimiter === '\n' && at !== 'after-date'),
      });
    }
  }
  for (const [part, bytes] of extras(around, secret)) {
    for (const delimiter of ['', '\n', '|', '.', ':']) {
      for (const at of places) {
        variants.push({
          value: inserted(bytes, at, latin1(delimiter)),
          mistake: mistake('part-added', { part, at, delimiter }),
          weight: delimiter === '' ? 4 : 1,
          common: delimiter === '' && ((at !== 'after-date' && usualParts.has(part)) || (part === 'scheme' && at === 'first')),
        });
      }
    }
  }
  for (const [form, value] of wrapped()) variants.push({ value, mistake: mistake('parts-wrapped', { form }), weight: 2, common: false });
  for (const [scheme, value] of sisterSchemes(around)) {
    variants.push({ value, mistake: mistake('sister-scheme', { scheme }), weight: 5, common: scheme === 'stripe' });
  }
  for (const [form, value] of messageForms) {
    variants.push({ value, mistake: mistake('message-transformed', { form }), weight: 2, common: false });
  }
  return variants;
}

/** Two mistakes of composition at once: parts in another order, or fewer of them, and something between them. */
export function doubleCompositions(): readonly (Omit<Variant<Composition>, 'mistake'> & { readonly mistakes: readonly Mistake[] })[] {
  const made: (Omit<Variant<Composition>, 'mistake'> & { readonly mistakes: readonly Mistake[] })[] = [];
  const strung = (order: readonly Part[], delimiter: string, first: Mistake): void => {
    const bytes = latin1(delimiter);
    made.push({
      value: (parts) => order.flatMap((part, index) => (index === 0 ? [parts[part]] : [bytes, parts[part]])),
      mistakes: [first, mistake('delimiter', { delimiter, at: 'between' })],
      weight: 5,
      common: false,
    });
  };
  for (const delimiter of delimiters) {
    for (const order of orders)
      strung(
        order,
        delimiter,
        mistake('part-order', { order, vendor: order[0] === 'login' && order[1] === 'date' ? 'dLocal' : undefined }),
      );
    strung(['login', 'body'], delimiter, mistake('part-left-out', { parts: ['date'], vendor: undefined }));
    strung(['date', 'body'], delimiter, mistake('part-left-out', { parts: ['login'], vendor: undefined }));
    strung(['date', 'login'], delimiter, mistake('body-left-out', {}));
  }
  for (const order of [
    ['body', 'login'],
    ['body', 'date'],
    ['login', 'date'],
  ] satisfies Part[][]) {
    const parts = rightOrder.filter((part) => !order.some((own) => own === part));
    const first = parts.includes('body') ? mistake('body-left-out', {}) : mistake('part-left-out', { parts, vendor: undefined });
    const value = inOrder(order);
    made.push({ value, mistakes: [first, mistake('part-order', { order, vendor: undefined })], weight: 5, common: false });
  }
  return made;
}
