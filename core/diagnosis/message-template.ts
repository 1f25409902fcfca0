import type { Composition, Parts, Surroundings } from './composition.ts';
import { hmacSha256 } from './digest.ts';
import type { MistakeValues, TemplateParameters, TemplateToken, Variant } from './mistake.ts';
import { mistake } from './mistake.ts';
import { digestText, joined, latin1, latin1Text, utf8 } from './octets.ts';

/** What a template of another scheme may hold beside the three parts. */
type Token = (parts: Parts) => Uint8Array;

/** A token whose bytes are made once for the same parts: thousands of templates have it. */
function once(token: Token): Token {
  let last: { readonly parts: Parts; readonly bytes: Uint8Array } | undefined;
  return (parts) => {
    if (last?.parts.date !== parts.date || last.parts.login !== parts.login || last.parts.body !== parts.body)
      last = { parts, bytes: token(parts) };
    return last.bytes;
  };
}

function tokensOf(around: Surroundings, secret: Uint8Array): ReadonlyMap<string, Token> {
  const { method, target, host, idempotencyKey, contentType, moment, scheme, headers } = around;
  const [path = target, query] = target.split('?');
  const fixed = (text: string): Token => {
    const bytes = latin1(text);
    return () => bytes;
  };
  const signature = ({ date, login, body }: Parts): string => hmacSha256(secret, [date, login, body], body);
  const tokens = new Map<TemplateToken, Token>([
    ['date', ({ date }) => date],
    ['login', ({ login }) => login],
    ['body', ({ body }) => body],
    ['method', fixed(method)],
    ['path', fixed(target)],
    ['sha256-of-body', ({ body }) => latin1(digestText('sha256', body, 'hex'))],
    ['sha512-of-body', ({ body }) => latin1(digestText('sha512', body, 'hex'))],
    ['sha256-of-body-base64', ({ body }) => latin1(digestText('sha256', body, 'base64'))],
    ['md5-of-body', ({ body }) => latin1(digestText('md5', body, 'hex'))],
    ['md5-of-body-base64', ({ body }) => latin1(digestText('md5', body, 'base64'))],
    ['base64-of-body', ({ body }) => latin1(Buffer.from(body).toString('base64'))],
    ['right-hash', (parts) => latin1(signature(parts))],
    ['right-authorization', (parts) => latin1(`${scheme} ${signature(parts)}`)],
    ['right-hash-in-upper-case', (parts) => latin1(signature(parts).toUpperCase())],
    ['right-hash-in-base64', (parts) => latin1(Buffer.from(signature(parts), 'hex').toString('base64'))],
    ['x-date-line', ({ date }) => latin1(`${headers.date}: ${latin1Text(date)}`)],
    ['date-line', ({ date }) => latin1(`date: ${latin1Text(date)}`)],
    ['x-login-line', ({ login }) => latin1(`${headers.login}: ${latin1Text(login)}`)],
    ['digest-line', ({ body }) => latin1(`digest: SHA-256=${digestText('sha256', body, 'base64')}`)],
    ['request-target', fixed(`(request-target): ${method.toLowerCase()} ${target}`)],
    ['method-in-lower-case', fixed(method.toLowerCase())],
    ['path-without-slash', fixed(target.replace(/^\//, ''))],
    ['path-and-slash', fixed(`${target}/`)],
    ['last-part-of-path', fixed(path.split('/').at(-1) ?? '')],
    ['nothing', fixed('')],
    ['key', () => secret],
    ['reference', ({ body }) => latin1(/"(?:id|\w*_id|\w*Id)"\s*:\s*"?([^",}\s]+)/.exec(latin1Text(body))?.[1] ?? '')],
    ['percent-encoded-date', ({ date }) => latin1(encodeURIComponent(latin1Text(date).replace(/Z$/, '')))],
    ['raw-sha256-of-body', ({ body }) => latin1(digestText('sha256', body, 'binary'))],
    ['length-of-body', ({ body }) => latin1(String(body.length))],
    ['base64-of-date', ({ date }) => latin1(Buffer.from(date).toString('base64'))],
    ['base64-of-login', ({ login }) => latin1(Buffer.from(login).toString('base64'))],
    ['base64url-of-jwt-header', fixed(Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url'))],
    ['base64url-of-body', ({ body }) => latin1(Buffer.from(body).toString('base64url'))],
    ['request-line', fixed(`${method} ${target} HTTP/1.1`)],
    ['authorization-line', (parts) => latin1(`Authorization: ${scheme} ${signature(parts)}`)],
    ['content-digest-line', ({ body }) => latin1(`content-digest: sha-256=:${digestText('sha256', body, 'base64')}:`)],
    ['percent-encoded-body', ({ body }) => latin1(encodeURIComponent(Buffer.from(body).toString('utf8').toWellFormed()))],
    ['path-without-version', fixed(target.replace(/^\/v\d+(?=\/)/, ''))],
    ['json-list', ({ date, login, body }) => latin1(`["${latin1Text(date)}","${latin1Text(login)}",${latin1Text(body)}]`)],
    [
      'json-object',
      ({ date, login, body }) =>
        utf8(JSON.stringify({ date: latin1Text(date), login: latin1Text(login), body: Buffer.from(body).toString('utf8') })),
    ],
    [
      'json-object-with-body',
      ({ date, login, body }) => latin1(`{"date":"${latin1Text(date)}","login":"${latin1Text(login)}","body":${latin1Text(body)}}`),
    ],
  ]);
  const present: readonly (readonly [TemplateToken, string | undefined])[] = [
    ['host', host],
    ['id', idempotencyKey],
    ['type', contentType],
    ['path-without-query', path === target ? undefined : path],
    ['query', query],
    ['question-mark-and-query', query === undefined ? undefined : `?${query}`],
    ['query-as-json', query === undefined ? undefined : JSON.stringify(Object.fromEntries(new URLSearchParams(query)))],
    [
      'query-as-json-with-numbers',
      query === undefined ? undefined : JSON.stringify(Object.fromEntries(new URLSearchParams(query))).replace(/:"(\d+)"/g, ':$1'),
    ],
    ['query-in-order', query?.split('&').sort().join('&')],
    ['question-mark-and-query-in-order', query === undefined ? undefined : `?${query.split('&').sort().join('&')}`],
    ['values-of-query', query === undefined ? undefined : [...new URLSearchParams(query).values()].join('')],
    ['percent-encoded-url', host === undefined ? undefined : encodeURIComponent(`https://${host}${target}`)],
    ['host-line', host === undefined ? undefined : `host: ${host}`],
    ['url', host === undefined ? undefined : `https://${host}${target}`],
    ['seconds', moment === undefined ? undefined : String(Math.floor(moment / 1000))],
    ['ms', moment === undefined ? undefined : String(moment)],
    ['http-date', moment === undefined ? undefined : new Date(moment).toUTCString()],
    ['iso-date', moment === undefined ? undefined : new Date(moment).toISOString()],
    ['http-date-line', moment === undefined ? undefined : `date: ${new Date(moment).toUTCString()}`],
    ['created-line', moment === undefined ? undefined : `(created): ${Math.floor(moment / 1000)}`],
    ['type-line', contentType === undefined ? undefined : `content-type: ${contentType}`],
  ];
  for (const [name, text] of present) if (text !== undefined) tokens.set(name, fixed(text));
  for (const [of, name] of [
    ['ms', 'raw-sha256-of-ms-and-body'],
    ['seconds', 'raw-sha256-of-seconds-and-body'],
    ['id', 'raw-sha256-of-id-and-body'],
  ] as const) {
    const first = tokens.get(of);
    if (first !== undefined) tokens.set(name, (parts) => latin1(digestText('sha256', joined([first(parts), parts.body]), 'binary')));
  }
  return new Map([...tokens].map(([name, token]) => [name, once(token)]));
}

/** What is signed for a call without a body by a client that writes its query, or the id of its path, as JSON. */
function* parametersAsJson({ method, target }: Surroundings): Generator<Variant<Composition>> {
  if (method !== 'GET') return;
  const [path = target, query = ''] = target.split('?');
  const id = path.split('/').at(-1) ?? '';
  const own = [...new URLSearchParams(query)];
  const typed = (text: string): unknown => (/^(?:true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d+)?)$/.test(text) ? JSON.parse(text) : text);
  const shapes: [TemplateParameters, (value: (text: string) => unknown) => unknown][] = [];
  if (own.length > 0) {
    const members = (value: (text: string) => unknown) => Object.fromEntries(own.map(([name, text]) => [name, value(text)]));
    shapes.push(
      [{ form: 'query' }, members],
      [
        { form: 'query-in-order' },
        (value) => Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, value(text)])),
      ],
      [{ form: 'query-with-lists' }, (value) => Object.fromEntries(own.map(([name, text]) => [name, [value(text)]]))],
      [{ form: 'names-of-query' }, () => own.map(([name]) => name)],
      [{ form: 'query-in-params' }, (value) => ({ params: members(value) })],
      [{ form: 'query-in-query' }, (value) => ({ query: members(value) })],
    );
  }
  const names = ['id', 'deposit_id', 'depositId', 'refund_id', 'refundId', 'cashout_id', 'order_id', 'external_id'];
  for (const name of names) {
    shapes.push([{ form: 'id-as', name }, (value) => ({ [name]: value(id) })]);
    if (own.length > 0)
      shapes.push([
        { form: 'id-as-and-query', name },
        (value) => ({ [name]: value(id), ...Object.fromEntries(own.map(([key, text]) => [key, value(text)])) }),
      ]);
  }
  shapes.push([{ form: 'id' }, (value) => value(id)]);
  for (const [parameters, make] of shapes) {
    for (const value of [(text: string) => text, typed]) {
      const compact = JSON.stringify(make(value));
      const spaced = JSON.stringify(make(value), undefined, 1)
        .replace(/\n */g, ' ')
        .replace(/([[{]) | ([\]}])/g, '$1$2');
      for (const text of new Set([compact, spaced, JSON.stringify(make(value), undefined, 2), JSON.stringify(make(value), undefined, 4)])) {
        const bytes = utf8(text);
        yield variant('{date}{login}{parameters}', ({ date, login }) => [date, login, bytes], 3, { parameters });
        yield variant('{parameters}', () => [bytes], 1, { parameters });
      }
    }
  }
}

/** Texts of a program in which the values were never put. */
const unfilled = [
  '%s%s%s',
  '%s %s %s',
  '%v%v%v',
  '{}{}{}',
  '{0}{1}{2}',
  '{date}{login}{body}',
  '{xDate}{xLogin}{body}',
  '{x_date}{x_login}{body}',
  '{date}{login}{payload}',
  '{x_date}{x_login}{payload}',
  `\${date}\${login}\${body}`,
  `\${xDate}\${xLogin}\${body}`,
  `\${xDate}\${xLogin}\${payload}`,
  `\${date}\${login}\${payload}`,
  `\${date}\${apiKey}\${body}`,
  '#{date}#{login}#{body}',
  '#{x_date}#{x_login}#{body}',
  '$date$login$body',
  '$xDate$xLogin$body',
  '$x_date$x_login$body',
  '$date$login$payload',
  'date+login+body',
  'xDate+xLogin+body',
  'X-Date+X-Login+body',
  'X-DateX-Loginbody',
  '$date.$login.$body',
  '$date . $login . $body',
  '{{date}}{{login}}{{body}}',
  '{{x-date}}{{x-login}}{{body}}',
  '{{xDate}}{{xLogin}}{{body}}',
];

/** Names of the three parts as members of one JSON text. */
const memberNames = 'X-Date x-date xDate x_date date timestamp ts'
  .split(' ')
  .flatMap((date) =>
    'X-Login x-login xLogin x_login login apiKey api_key key'
      .split(' ')
      .flatMap((login) => ['body', 'Body', 'payload', 'data', 'request'].map((body) => [date, login, body] as const)),
  );

/** The parts within punctuation of a language, or of a text that was never filled in. */
function* writtenMessages(): Generator<Variant<Composition>> {
  for (const text of unfilled) yield variant(text, () => [latin1(text)], 2, { isUnfilled: true });
  for (const [first, second, third] of memberNames) {
    const [open, middle, last] = [latin1(`{"${first}":"`), latin1(`","${second}":"`), latin1(`","${third}":`)];
    const close = latin1('}');
    const shown = `{"${first}":"{date}","${second}":"{login}","${third}":`;
    yield variant(`${shown}{body}}`, ({ date, login, body }) => [open, date, middle, login, last, body, close], 2);
    const asText = ({ body }: Parts): Uint8Array => utf8(JSON.stringify(Buffer.from(body).toString('utf8')));
    yield variant(`${shown}"{body}"}`, (parts) => [open, parts.date, middle, parts.login, last, asText(parts), close], 2);
  }
  for (const [open, between, close] of [
    ["('", "', '", "')"],
    ["['", "', '", "']"],
    ['[', ', ', ']'],
    ['(', ', ', ')'],
    ['{', ', ', '}'],
    ['[', ' ', ']'],
    ['[', ',', ']'],
    ["'", "''", "'"],
    ['<', '><', '>'],
    ['{', '}{', '}'],
    ['[', '][', ']'],
  ] as const) {
    const [front, middle, end] = [latin1(open), latin1(between), latin1(close)];
    yield variant(
      `${open}{date}${between}{login}${between}{body}${close}`,
      ({ date, login, body }) => [front, date, middle, login, middle, body, end],
      2,
    );
  }
  for (const names of ['X-Date X-Login', 'x-date x-login']) {
    const [first = '', second = ''] = names.split(' ');
    const value: Composition = ({ date, login, body }) => [latin1(first), date, latin1(second), login, body];
    yield variant(`${first}{date}${second}{login}{body}`, value, 2);
  }
}

/** Sequences that other schemes sign, one token between two bars. */
const sequences = [
  'method|path|date|login|body',
  'method|path|login|date|body',
  'method|path|date|body',
  'method|path|date|login',
  'method|path|login|date',
  'method|path|login|body',
  'method|path|body',
  'method|path|body|date',
  'method|path|body|date|login',
  'date|method|path|body',
  'date|method|path|login|body',
  'date|login|method|path|body',
  'date|login|path|body',
  'date|login|body|method|path',
  'date|login|body|path',
  'login|date|method|path|body',
  'login|method|path|date|body',
  'login|date|path|body',
  'path|date|login|body',
  'path|login|date|body',
  'path|date|body',
  'path|body|date',
  'path|body',
  'body|path',
  'method|body',
  'method|date|body',
  'method|date|login|body',
  'method|path|sha256-of-body',
  'method|path|date|sha256-of-body',
  'method|path|date|login|sha256-of-body',
  'method|path|login|date|sha256-of-body',
  'date|sha256-of-body',
  'date|login|sha256-of-body',
  'date|login|md5-of-body',
  'date|login|md5-of-body-base64',
  'date|login|sha256-of-body-base64',
  'date|login|base64-of-body',
  'login|date|base64-of-body',
  'base64-of-body',
  'method|md5-of-body-base64|type|date|path',
  'method|md5-of-body|type|date|path',
  'method|type|date|path|body',
  'method|host|path|body',
  'method|host|path|date|login|body',
  'host|path|date|login|body',
  'method|path|query|date|login|body',
  'method|path-without-query|date|login|body',
  'method|path-without-query|query|date|login|body',
  'date|method|path-without-query|body',
  'path-without-query|query|body',
  'query|body',
  'date|login|query|body',
  'id|date|login|body',
  'date|login|id|body',
  'login|date|id|body',
  'login|id|date|body',
  'id|date|body',
  'date|id|body',
  'id|body',
  'id|seconds|body',
  'seconds|login|body',
  'login|seconds|body',
  'login|seconds',
  'seconds|method|path|body',
  'method|path|seconds|body',
  'method|path|ms|body',
  'ms|method|path|body',
  'ms|login|body',
  'login|ms|body',
  'ms|body',
  'body|ms',
  'date|login|type|body',
  'type|date|login|body',
  'date|login|right-hash',
  'date|login|right-authorization',
  'right-hash',
  'right-authorization',
  'date|login|body|right-hash',
  'right-hash-in-upper-case',
  'right-hash-in-base64',
  'date',
  'x-date-line',
  'date-line',
  'x-date-line|body',
  'x-date-line|x-login-line',
  'x-login-line|x-date-line',
  'request-target|host-line|x-date-line|x-login-line',
  'request-target|host-line|x-date-line',
  'request-target|x-date-line|digest-line',
  'request-target|host-line|date-line|digest-line',
  'request-target|host-line|x-date-line|digest-line',
  'url|body',
  'url|date|login|body',
  'method|url|date|login|body',
  'method|url|body',
  'method|url|date|body',
  'method-in-lower-case|path|date|login|body',
  'method-in-lower-case|path|date|body',
  'path-without-slash|date|login|body',
  'path-and-slash|date|login|body',
  'last-part-of-path|date|login|body',
  'date|login|last-part-of-path',
  'date|login|question-mark-and-query',
  'date|login|query-as-json',
  'date|login|query-as-json-with-numbers',
  'method|host|path|date|login',
  'method|path-without-query|query|date|login',
  'method|path-without-query|nothing|date|login|body',
  'date|login|raw-sha256-of-body',
  'date|login|length-of-body',
  'base64-of-date|base64-of-login|base64-of-body',
  'base64url-of-jwt-header|base64url-of-body',
  'json-object',
  'json-object-with-body',
  'json-list',
  'login|seconds|method|path|body',
  'request-line|date|login|body',
  'date|login|request-line',
  'request-line|date|login',
  'date-line|request-line',
  'x-date-line|request-line',
  'host-line|x-date-line',
  'host-line|date-line',
  'request-target|date-line',
  'request-target|x-date-line',
  'content-digest-line',
  'authorization-line',
  'method|percent-encoded-url|percent-encoded-body',
  'date|login|percent-encoded-body',
  'method|path|sha256-of-body|date',
  'method|path|login|sha256-of-body|date',
  'date|login|length-of-body|body',
  'path-without-version|date|login|body',
  'date|login|path-without-version|body',
  'date|login|path-without-version',
  'date|login|path-without-slash',
  'path',
  'path-without-query',
  'date|login|method|path',
  'date|login|query-in-order',
  'date|login|question-mark-and-query-in-order',
  'date|login|values-of-query',
  'method|path-without-query|query-in-order|date|login',
  'method|path-without-query|query-in-order|date|login|body',
];

const separators = ['\n', '', '|', '.', ':', ' ', ',', '&', ';', '\r\n', '-', '#', '/', '\n\n', '\\n'];

/** Labels before date, login and body. */
const labels: readonly (readonly [string, string, string])[] = [
  ['X-Date: ', 'X-Login: ', ''],
  ['x-date: ', 'x-login: ', ''],
  ['x-date:', 'x-login:', ''],
  ['X-Date:', 'X-Login:', ''],
  ['X-Date=', 'X-Login=', ''],
  ['x-date=', 'x-login=', ''],
  ['X-Date=', 'X-Login=', 'Body='],
  ['X-Date: ', 'X-Login: ', 'Body: '],
  ['X-Date: ', 'X-Login: ', 'body: '],
  ['x-date: ', 'x-login: ', 'body: '],
  ['x-date:', 'x-login:', 'body:'],
  ['X-Date:', 'X-Login:', 'Body:'],
  ['X-Date=', 'X-Login=', 'body='],
  ['x-date=', 'x-login=', 'body='],
  ['x_date=', 'x_login=', 'body='],
  ['xdate=', 'xlogin=', 'body='],
  ['date: ', 'login: ', ''],
  ['date: ', 'login: ', 'body: '],
  ['date:', 'login:', 'body:'],
  ['date:', 'login:', ''],
  ['date=', 'login=', ''],
  ['date=', 'login=', 'body='],
  ['date=', 'login=', 'payload='],
  ['Date: ', 'Login: ', 'Body: '],
  ['Date: ', 'Login: ', ''],
  ['Date:', 'Login:', 'Body:'],
  ['date=', 'apiKey=', 'body='],
  ['date=', 'key=', 'body='],
  ['timestamp=', 'key=', 'body='],
  ['timestamp=', 'login=', 'body='],
  ['timestamp=', 'login=', 'payload='],
  ['timestamp:', 'login:', 'body:'],
  ['timestamp: ', 'login: ', 'body: '],
  ['ts=', 'login=', 'body='],
  ['ts:', 'login:', 'body:'],
  ['ts:', 'id:', ''],
  ['ts:', 'id:', 'body:'],
  ['ts=', 'id=', 'body='],
  ['ts=', 'id=', ''],
  ['t=', 'l=', 'b='],
  ['t=', 'k=', 'b='],
  ['t=', 'login=', ''],
  ['timestamp=', 'apikey=', 'payload='],
  ['timestamp=', 'apiKey=', 'body='],
  ['t=', 'v=', 'v='],
  ['(request-target): post /v3/deposits\nx-date: ', 'x-login: ', ''],
];

/** Words that schemes add before what they sign. */
const words =
  'D24 v0 v1 v2 v3 hmac HMAC HMAC-SHA256 hmac-sha256 sha256 SHA256 signature payload body webhook notification deposit deposits order payment POST GET OKP data message request WEBHOOK webhooks onekey OneKey ONEKEY api API auth AUTH /v3 SIGN sign PAY pay nonce ts timestamp Bearer prod production PROD stg STG staging sandbox test live BR MX key salt login json event callback hash secret id'.split(
    ' ',
  );

/** Labels of the schemes that sign seconds or milliseconds, such as `id:…;ts:…`. */
function* labelledEpochs({ moment }: Surroundings): Generator<Variant<Composition>> {
  if (moment === undefined) return;
  for (const [name, digits] of [
    ['seconds', String(Math.floor(moment / 1000))],
    ['ms', String(moment)],
  ] as const) {
    const bytes = latin1(digits);
    for (const dateLabel of ['t=', 'ts=', 'ts:', 'timestamp=']) {
      for (const loginLabel of ['', 'id:', 'id=', 'login=']) {
        for (const between of [';', ',', '.', '&', '|', '\n']) {
          for (const end of ['', between]) {
            const texts = [dateLabel, loginLabel, between, end].map(latin1) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
            const [front, id, mark, last] = texts;
            const shown = `${dateLabel}{${name}}`;
            yield variant(
              `${shown}${between}${loginLabel}{login}${between}{body}`,
              ({ login, body }) => [front, bytes, mark, id, login, mark, body],
              1,
            );
            yield variant(`${loginLabel}{login}${between}${shown}${end}`, ({ login }) => [id, login, mark, front, bytes, last], 1);
            yield variant(
              `${loginLabel}{login}${between}${shown}${between}{body}`,
              ({ login, body }) => [id, login, mark, front, bytes, mark, body],
              1,
            );
            if (loginLabel !== '') continue;
            for (const bodyLabel of ['', 'v=', 'body=', 'payload='])
              yield variant(`${shown}${between}${bodyLabel}{body}`, ({ body }) => [front, bytes, mark, latin1(bodyLabel), body], 1);
          }
        }
      }
    }
  }
}

function sequence(names: readonly string[], separator: string, tokens: ReadonlyMap<string, Token>): Composition | undefined {
  const own = names.map((name) => tokens.get(name));
  const between = latin1(separator);
  if (own.some((token) => token === undefined)) return undefined;
  return (parts) =>
    own.flatMap((token, index) => (token === undefined ? [] : index === 0 || separator === '' ? [token(parts)] : [between, token(parts)]));
}

/** Where a call goes, when, who makes it, its id, and its body: what schemes put in sequence, the usual ones first. */
const units: Readonly<Record<string, readonly string[]>> = {
  where: ['method|path', 'path', 'method|url', 'url'],
  when: ['date', 'seconds', 'ms', 'iso-date', 'http-date'],
  who: ['login'],
  id: ['id'],
  body: ['body', 'sha256-of-body', 'sha256-of-body-base64'],
};

/** How many of each unit are tried in a sequence of that length; every one in a pair. */
const usualUnits: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  3: { where: 3, when: 4, body: 2 },
  4: { where: 3, when: 3, body: 2 },
};

/** Every selection of these in every order. */
function* ordered<Own>(of: readonly Own[], most: number): Generator<readonly Own[]> {
  for (const own of of) {
    yield [own];
    if (most > 1)
      for (const rest of ordered(
        of.filter((other) => other !== own),
        most - 1,
      ))
        yield [own, ...rest];
  }
}

/** Whether schemes write these units in this order: a body comes after the place, and only a time or an id comes after a body. */
function isUsualOrder(names: readonly string[]): boolean {
  const after = names.includes('body') ? names.slice(names.indexOf('body') + 1) : [];
  return names.length === 2 || (after.length < 2 && !after.includes('where') && !after.includes('who'));
}

/** Every sequence of two to four units that has a body or a time, and the separators that it is tried with. */
function* unitSequences(): Generator<readonly [names: readonly string[], separators: readonly string[]]> {
  for (const order of ordered(Object.keys(units), 4)) {
    if (order.length < 2 || (!order.includes('body') && !order.includes('when')) || !isUsualOrder(order)) continue;
    const isLong = order.length === 4;
    let sequences: readonly (readonly string[])[] = [[]];
    for (const name of order) {
      const own = (units[name] ?? []).slice(0, usualUnits[order.length]?.[name]);
      sequences = sequences.flatMap((front) => own.map((unit) => [...front, ...unit.split('|')]));
    }
    for (const names of sequences) yield [names, isLong ? ['\n', '', '|', ':'] : ['\n', '', '|', '.', ':', '-', '\r\n']];
  }
}

/** Sequences of one to three parts before or behind the key, or between two of it, as schemes without an HMAC had them. */
function* keyedSequences(): Generator<readonly [names: readonly string[], separators: readonly string[]]> {
  const parts = ['method', 'path', 'url', 'date', 'seconds', 'ms', 'login', 'id', 'body'];
  for (const own of ordered(parts, 3)) {
    const isUsual = !own.includes('url') || (!own.includes('path') && !own.includes('method'));
    const times = own.filter((name) => name === 'date' || name === 'seconds' || name === 'ms').length;
    if (!isUsual || times > 1 || (own.length === 3 && !own.includes('body')) || (own[0] === 'method' && own[1] !== 'path')) continue;
    yield [
      ['key', ...own],
      ['', '\n'],
    ];
    yield [
      [...own, 'key'],
      ['', '\n'],
    ];
    yield [['key', ...own, 'key'], ['']];
  }
}

/** Lines of the schemes that sign headers by name, in any order of at most four, or five with the request target first. */
function* headerLines(): Generator<readonly string[]> {
  const lines = [
    'request-target',
    'host-line',
    'x-date-line',
    'x-login-line',
    'digest-line',
    'date-line',
    'http-date-line',
    'created-line',
    'type-line',
  ];
  yield* ordered(lines, 3);
  for (const names of ordered(lines.slice(1, 6), 4)) {
    if (names.length > 2) yield ['request-target', ...names];
    if (names[0] === 'host-line') yield [...names.slice(0, 2), 'request-target', ...names.slice(2)];
  }
}

/** Components of RFC 9421, and what its parameters say of them. */
function* signatureBases({ method, target, host, contentType, moment, headers }: Surroundings): Generator<Variant<Composition>> {
  if (moment === undefined) return;
  const [path = target] = target.split('?');
  const components: readonly (readonly [string, (parts: Parts) => string])[] = [
    ['@method', () => method],
    ['@target-uri', () => `https://${host}${target}`],
    ['@authority', () => host ?? ''],
    ['@path', () => path],
    [headers.date, ({ date }) => latin1Text(date)],
    [headers.login, ({ login }) => latin1Text(login)],
    ['content-type', () => contentType ?? ''],
    ['content-digest', ({ body }) => `sha-256=:${digestText('sha256', body, 'base64')}:`],
  ];
  const seconds = Math.floor(moment / 1000);
  for (let bits = 1; bits < 2 ** components.length; bits++) {
    const own = components.filter((_, at) => bits & (1 << at));
    if (own.length > 5) continue;
    const names = own.map(([name]) => `"${name}"`).join(' ');
    for (const more of [
      undefined,
      `;created=${seconds}`,
      `;created=${seconds};keyid="{login}"`,
      `;created=${seconds};keyid="{login}";alg="hmac-sha256"`,
    ]) {
      const end = (login: string): string =>
        more === undefined ? '' : `\n"@signature-params": (${names})${more.replace('{login}', login)}`;
      const value: Composition = (parts) => [
        latin1(own.map(([name, text]) => `"${name}": ${text(parts)}`).join('\n') + end(latin1Text(parts.login))),
      ];
      yield variant(own.map(([name]) => `"${name}": …`).join('\n') + end('{login}'), value, 2);
    }
  }
}

/** Messages of public schemes that mix separators or have words of their own: a part of the request in each pair of braces. */
function publicTemplates({ date, login }: Surroundings['headers']): readonly string[] {
  const signed = [
    ['host:{host}', 'host'],
    [`${date}:{date}`, date],
    [`${date}:{date}\n${login}:{login}`, `${date};${login}`],
    [`content-type:{type}\n${date}:{date}`, `content-type;${date}`],
    [`content-type:{type}\n${date}:{date}\n${login}:{login}`, `content-type;${date};${login}`],
    [`host:{host}\n${date}:{date}`, `host;${date}`],
    [`host:{host}\n${date}:{date}\n${login}:{login}`, `host;${date};${login}`],
    [`content-type:{type}\nhost:{host}\n${date}:{date}`, `content-type;host;${date}`],
    [`content-type:{type}\nhost:{host}\n${date}:{date}\n${login}:{login}`, `content-type;host;${date};${login}`],
  ];
  return [
    'msg_{id}.{seconds}.{body}',
    '{method}\n{path}\n\n{sha512-of-body}\n{seconds}',
    '{method}\n{path-without-query}\n{query}\n{sha512-of-body}\n{seconds}',
    '{method}\n{host}\n{path}\n{query}',
    ...['http-date', 'date'].flatMap((when) => [
      `{${when}}\n{method}\n{host}\n{path}\n`,
      `{${when}}\n{method}\n{host}\n{path}\n{body}`,
      `{${when}}\n{method}\n{host}\n{path}\n{sha512-of-body}`,
      `{method}\n{type}\n{${when}}\n{path}\n`,
      `{method}\n{type}\n{${when}}\n{path}`,
      `{method}\n\n{type}\n{${when}}\n{path}`,
      `{method}\n{md5-of-body-base64}\n{type}\n{${when}}\n{path}`,
      `{method}\n{md5-of-body}\n{type}\n{${when}}\n{path}`,
      `{method}\n{type}\n{md5-of-body-base64}\n{type}\n{${when}}\n{path}`,
      `{method}\n{path}\n{${when}};{host};{sha256-of-body-base64}`,
    ]),
    ...signed.flatMap(([lines, names]) => [
      `{method}\n{path}\n\n${lines}\n\n${names}\n{sha256-of-body}`,
      `{method}\n{path-without-query}\n{query}\n${lines}\n\n${names}\n{sha256-of-body}`,
    ]),
    ...['seconds', 'ms'].flatMap((when) => [
      `id:{login};request-id:{id};ts:{${when}};`,
      `{${when}}{login}5000{body}`,
      `{${when}}{login}5000{query}`,
      `id:{reference};request-id:{id};ts:{${when}};`,
      `{method}\n{path}\n{${when}}\n{id}\n{body}\n`,
      `{${when}}\n{id}\n{body}\n`,
      `{${when}}\r\n{method}\r\n{path}\r\n\r\n{body}`,
      `/api{path}{${when}}{body}`,
      `{path}{raw-sha256-of-${when}-and-body}`,
      `BITSTAMP {login}{method}{host}{path}{type}{id}{${when}}v2{body}`,
    ]),
    '{path}{raw-sha256-of-id-and-body}',
    '{key}{path}{body}{id}',
    ...['', '{sha256-of-body-base64}'].flatMap((hash) => [
      `hawk.1.header\n{seconds}\n{id}\n{method}\n{path}\n{host}\n443\n${hash}\n\n`,
      `hawk.1.header\n{seconds}\n{id}\n{method}\n{path}\n{host}\n443\n${hash}\n`,
    ]),
    ...['date', 'http-date'].flatMap((when) => [
      `host: {host}\ndate: {${when}}\n(request-target): post {path}\ndigest: SHA-256={sha256-of-body-base64}\nv-c-merchant-id: {login}`,
      `host: {host}\nv-c-date: {${when}}\nrequest-target: post {path}\ndigest: SHA-256={sha256-of-body-base64}\nv-c-merchant-id: {login}`,
      `host: {host}\ndate: {${when}}\nrequest-target: post {path}\ndigest: SHA-256={sha256-of-body-base64}\nv-c-merchant-id: {login}`,
    ]),
    '{method}\n{host}\n{path}\nAccessKeyId={login}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp={percent-encoded-date}',
    '{method}:{path}:{login}:{sha256-of-body}:{date}',
    '{method}:{path}:{sha256-of-body}:{date}',
    '{body}{url}',
  ];
}

function ofTemplate(template: string, tokens: ReadonlyMap<string, Token>): Composition | undefined {
  const pieces = template.split(/\{([^{}]+)\}/).map((piece, at): Token | undefined => {
    const text = latin1(piece);
    return at % 2 === 0 ? () => text : tokens.get(piece);
  });
  if (pieces.includes(undefined)) return undefined;
  return (parts) => pieces.flatMap((piece) => (piece === undefined ? [] : [piece(parts)]));
}

function variant(
  signed: string,
  value: Composition,
  weight: number,
  more: Omit<MistakeValues['message-template'], 'signed'> = {},
): Variant<Composition> {
  return { value, mistake: mistake('message-template', { signed, ...more }), weight, common: false };
}

/**
 * Messages of other schemes: other parts of the request in sequence, labels before the parts, a word at the start, or the right hash signed again.
 * Each is named by its template.
 */
export function* messageTemplates(around: Surroundings, secret: Uint8Array): Generator<Variant<Composition>> {
  const tokens = tokensOf(around, secret);
  yield* writtenMessages();
  yield* parametersAsJson(around);
  yield* labelledEpochs(around);
  yield* signatureBases(around);
  for (const template of publicTemplates(around.headers)) {
    const value = ofTemplate(template, tokens);
    if (value !== undefined) yield variant(template, value, 2);
  }
  const inSequence = function* (names: readonly string[], separator: string): Generator<Variant<Composition>> {
    const value = sequence(names, separator, tokens);
    if (value !== undefined) yield variant(names.map((name) => `{${name}}`).join(separator), value, 2);
  };
  for (const sequences of [unitSequences(), keyedSequences()])
    for (const [names, marks] of sequences) for (const separator of marks) yield* inSequence(names, separator);
  for (const names of headerLines()) yield* inSequence(names, '\n');
  for (const text of sequences) {
    const names = text.split('|');
    const shown = names.map((name) => `{${name}}`);
    for (const separator of separators) {
      const value = sequence(names, separator, tokens);
      if (value === undefined) continue;
      yield variant(shown.join(separator), value, 3);
      if (separator === '') continue;
      const end = latin1(separator);
      yield variant(shown.join(separator) + separator, (parts) => [...value(parts), end], 2);
      // Method and path are often one word, or one line of their own.
      if (!text.includes('method|path|')) continue;
      const joined = text.replace('method|path', 'method-and-path').split('|');
      for (const between of [' ', '']) {
        if (between === separator) continue;
        const pair = new Map(tokens).set('method-and-path', () => latin1(`${around.method}${between}${around.target}`));
        const other = sequence(joined, separator, pair);
        const own = joined.map((name) => (name === 'method-and-path' ? `{method}${between}{path}` : `{${name}}`)).join(separator);
        if (other !== undefined) yield variant(own, other, 2);
      }
    }
  }
  for (const [dateLabel, loginLabel, bodyLabel] of labels) {
    const piece = { date: latin1(dateLabel), login: latin1(loginLabel), body: latin1(bodyLabel) };
    const label = { date: dateLabel, login: loginLabel, body: bodyLabel };
    for (const order of [
      ['date', 'login', 'body'],
      ['login', 'date', 'body'],
      ['date', 'body'],
      ['date', 'login'],
    ] as const) {
      for (const separator of separators.slice(0, 11)) {
        const between = latin1(separator);
        const value: Composition = (parts) =>
          order.flatMap((part, index) => (index === 0 ? [piece[part], parts[part]] : [between, piece[part], parts[part]]));
        const shown = order.map((part) => `${label[part]}{${part}}`).join(separator);
        yield variant(shown, value, 3);
        if (separator !== '') yield variant(shown + separator, (parts) => [...value(parts), between], 2);
        if (separator === '\n' && order.length === 3 && bodyLabel === '') {
          const empty = latin1('\n\n');
          const [first, second] = order;
          yield variant(
            shown.replace('\n{body}', '\n\n{body}'),
            (parts) => [piece[first], parts[first], between, piece[second], parts[second], empty, parts.body],
            2,
          );
        }
      }
    }
  }
  for (const word of words) {
    for (const separator of ['', ' ', ':', '.', '\n', '|', '=', '-', ', ', '_', '/']) {
      const front = latin1(word + separator);
      const end = latin1(separator + word);
      yield variant(`{date}{login}{body}${separator}${word}`, ({ date, login, body }) => [date, login, body, end], 1);
      yield variant(`${word}${separator}{date}{login}{body}`, ({ date, login, body }) => [front, date, login, body], 2);
      yield variant(`${word}${separator}{body}`, ({ body }) => [front, body], 1);
      if (separator === '' || separator === ' ') continue;
      const between = latin1(separator);
      yield variant(
        `${word}${separator}{date}${separator}{login}${separator}{body}`,
        ({ date, login, body }) => [front, date, between, login, between, body],
        2,
      );
      yield variant(`${word}${separator}{date}${separator}{body}`, ({ date, body }) => [front, date, between, body], 1);
    }
  }
}
