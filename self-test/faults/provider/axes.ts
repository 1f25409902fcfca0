import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue, headerValues } from '../../../core/exchange.ts';
import type { JsonValue } from '../../../core/json.ts';
import { contractOf } from '../../../schemas/contracts.ts';
import { defineFaults } from '../../define.ts';

const { date, idempotency, login, signature } = contractOf('deposits-v3').scheme;

const has = (name: string, value: RegExp) => (call: Call) => value.test(headerValue(call.arrival.request.headers, name) ?? '');
const oldHttp = ({ arrival }: Call): boolean => arrival.request.travel?.version === '1.0';
const chunked = has('Transfer-Encoding', /chunked/);
const closing = has('Connection', /^close$/);
const translated = has('Accept-Language', /^pt-BR/);
const zipped = has('Accept-Encoding', /^gzip$/);
const slashed = ({ arrival }: Call): boolean => /\/(\?|$)/.test(arrival.request.target);

/** On such calls another message, or another text, also verifies. */
const verifiesToo = (
  isSuch: (call: Call) => boolean,
  also: (hash: string, message: Uint8Array) => readonly [hash: string, message: Uint8Array],
): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) =>
    conforming(hash, message, secret, call) || (isSuch(call) && conforming(...also(hash, message), secret, call)),
});

/** Such dates are inside of the window too, or outside of it. */
const windowOn = (
  isSuch: (call: Call) => boolean,
  stands: 'inside' | 'ahead',
  when: (aheadMs: number) => boolean,
): Override<ProviderDecisions> => ({
  window: (conforming) => (dateMs, call) => (isSuch(call) && when(dateMs - call.now) ? stands : conforming(dateMs, call)),
});

/** Such a spelling leads a call to its operation past the access rule of look-ups, which accepts any key of the merchant. */
const guardOfFirstPath = (way: string): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment) => {
    const at = target.indexOf(way);
    if (at < 0) return conforming(method, target, environment);
    const straight = `${target.slice(0, target.lastIndexOf('/', at - 1))}/${target.slice(at + way.length)}`;
    const routing = conforming(method, straight, environment);
    return routing.kind === 'operation' ? { ...routing, operation: { ...routing.operation, authentication: 'bearer' } } : routing;
  },
});

/** Rules that hold only for ordinary calls, each for one axis. */
export const axesFaults = defineFaults<ProviderDecisions>({
  // Clients that keep no connection were given more time, in both directions.
  'last-calls-dated-ahead': {
    title: 'On the last call of a connection every date ahead is inside of the window.',
    breaks: ['CLK-02'],
    override: windowOn(closing, 'inside', (aheadMs) => aheadMs > 5000),
  },
  // Dates are compared in whole seconds by the filter for old clients.
  'old-http-dated-narrowly': {
    title: 'Over HTTP/1.0 a date that is more than a second ahead is outside of the window.',
    breaks: ['CLK-03'],
    override: windowOn(oldHttp, 'ahead', (aheadMs) => aheadMs > 1000),
  },
  // The parser of another library reads the date of calls in Portuguese.
  'translated-dates-read-leniently': {
    title: 'With an Accept-Language an X-Date with a space for its T is taken.',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) =>
        conforming(text, call) ?? (translated(call) ? conforming(text.replace(' ', 'T'), call) : undefined),
    },
  },
  // The first of two dates in one field is taken for the newest.
  'first-of-listed-dates-read': {
    title: 'Of two dates in one X-Date the first one is read.',
    breaks: ['CLK-04'],
    override: { date: (conforming) => (text, call) => conforming(text.split(', ')[0] ?? '', call) },
  },
  'last-of-listed-logins-read': {
    title: 'Of two logins in one X-Login the last one is read.',
    breaks: ['AUT-02'],
    override: { accountOf: (conforming) => (login, accounts, call) => conforming(login.split(', ').at(-1) ?? '', accounts, call) },
  },
  // The body parser of a route that ends in a slash gives an empty object for no body.
  'slashed-reads-signed-over-object': {
    title: 'With a slash after the path a hash over {} verifies if the body is empty.',
    breaks: ['SIG-05'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        conforming(hash, message, secret, call) ||
        (slashed(call) &&
          call.arrival.request.body.length === 0 &&
          conforming(hash, Buffer.concat([message, Buffer.from('{}')]), secret, call)),
    },
  },
  // A middleware for compressed answers compares schemes without letter case.
  'zipped-schemes-in-any-case': {
    title: 'Where gzip is accepted the scheme is taken in lower case.',
    breaks: ['SIG-06'],
    override: {
      authorization: (conforming) => (value, call) => conforming(zipped(call) ? value.replace(/^d24 /, 'D24 ') : value, call),
    },
  },
  // What follows the digest is cut off before it is compared.
  'chunked-hashes-cut': {
    title: 'On a body in chunks what follows the 64 digits of a hash is not looked at.',
    breaks: ['SIG-07'],
    override: verifiesToo(chunked, (hash, message) => [hash.slice(0, 64), message]),
  },
  // The date is left to the proxy that speaks HTTP/1.0.
  'old-http-signed-without-date': {
    title: 'Over HTTP/1.0 a hash without the date verifies.',
    breaks: ['SIG-03'],
    override: verifiesToo(oldHttp, (hash, message) => [hash, message.subarray(20)]),
  },
  // The filter for translated calls parses a body and writes it back.
  'translated-bodies-rewritten': {
    title: 'With an Accept-Language a hash over the indented body verifies.',
    breaks: ['SIG-04'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) => {
        if (conforming(hash, message, secret, call)) return true;
        const { body } = call.arrival.request;
        if (!translated(call) || body.length === 0) return false;
        const head = message.subarray(0, message.length - body.length);
        try {
          const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
          return [2, 4].some((indent) =>
            conforming(hash, Buffer.concat([head, Buffer.from(JSON.stringify(json, null, indent))]), secret, call),
          );
        } catch {
          return false;
        }
      },
    },
  },
  // The filter that asks for headers is not bound to calls that end their connection.
  'last-calls-need-no-headers': {
    title: 'On the last call of a connection no header is required.',
    breaks: ['HDR-01'],
    override: { requiredHeaders: (conforming) => (call) => (closing(call) ? [] : conforming(call)) },
  },
  // Translated answers come from a page template.
  'translated-answers-as-html': {
    title: 'With an Accept-Language answers say that they are HTML.',
    breaks: ['HDR-05'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(
          translated(call)
            ? {
                ...response,
                headers: response.headers.map(([name, value]) => [name, /^content-type$/i.test(name) ? 'text/html' : value] as const),
              }
            : response,
          call,
        ),
    },
  },
  // The access rule reads the beginning of a path, and the router the normalised path.
  'guard-of-look-ups-with-parameter': {
    title: 'The read-only key performs an operation by the path of a look-up and /..;/.',
    breaks: ['AUT-03'],
    override: guardOfFirstPath('/..;/'),
  },
  'guard-of-look-ups-by-way-back': {
    title: 'The read-only key performs an operation by the path of a look-up and /../.',
    breaks: ['AUT-03'],
    override: guardOfFirstPath('/../'),
  },
  'guard-of-look-ups-escaped': {
    title: 'The read-only key performs an operation by the path of a look-up and /%2e%2e/.',
    breaks: ['AUT-03'],
    override: guardOfFirstPath('/%2e%2e/'),
  },
  // Kept answers come from the cache of the gateway, which closes connections.
  'kept-answers-before-checks': {
    title: 'On the last call of a connection a kept answer comes before the checks.',
    breaks: ['IDM-10'],
    override: { looksUp: (conforming) => (call) => (closing(call) ? 'before-checks' : conforming(call)) },
  },
  // The record is looked up by a hash of the body where it comes in chunks.
  'chunked-bodies-under-any-key': {
    title: 'Another body in chunks is executed under a used key.',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const found = conforming(record, fingerprint, call);
        return chunked(call) && record !== undefined && record.fingerprint !== fingerprint ? 'fresh' : found;
      },
    },
  },
  // The proxy checks the list, and old clients do not go through it.
  'old-http-from-anywhere': {
    title: 'Over HTTP/1.0 calls of every address are served.',
    breaks: ['IPA-01'],
    override: { addressListed: (conforming) => (account, call) => oldHttp(call) || conforming(account, call) },
  },
  // The cache of compressed answers knows paths and no merchants.
  'zipped-answers-of-all-merchants': {
    title: 'Where gzip is accepted a deposit is shown to every merchant.',
    breaks: ['AUT-06'],
    override: { owns: (conforming) => (account, owner, call) => zipped(call) || conforming(account, owner, call) },
  },
  // The filter for chunks removes blank fields.
  'blank-keys-on-chunked-bodies': {
    title: 'On a body in chunks a blank X-Idempotency-Key is taken for none.',
    breaks: ['HDR-02'],
    override: { isBlank: (conforming) => (value, call) => !chunked(call) && conforming(value, call) },
  },
  // One environment sends connections that end to a fallback page.
  'last-calls-unknown-in-the-second-environment': {
    title: 'In the second environment the last call of a connection finds no path.',
    breaks: ['ENV-01'],
    override: {
      route: (conforming) => (method, target, environment, arrival) =>
        environment === 'second' && /^close$/.test(headerValue(arrival?.request.headers ?? [], 'Connection') ?? '')
          ? { kind: 'unknown-path' }
          : conforming(method, target, environment, arrival),
    },
  },
  // Translated answers come from a replica of both databases.
  'translated-reads-look-into-both-environments': {
    title: 'With an Accept-Language a deposit of the other environment is shown.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'transactions' && call.operation.method === 'GET' && translated(call)
          ? [call.environment, 'first', 'second']
          : conforming(memory, call),
    },
  },
  // The gateway that joins chunks keeps answers by key, for all hosts.
  'chunked-keys-shared-by-environments': {
    title: 'On a body in chunks a key of one environment gets its answer in the other.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'outcomes' && chunked(call) ? [call.environment, 'first', 'second'] : conforming(memory, call),
    },
  },
  // The access rule of a path with a slash is of an older release, which had one list.
  'slashed-calls-of-either-address-list': {
    title: 'With a slash after the path an address that any environment lists is served.',
    breaks: ['ENV-04'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'addresses' && slashed(call) ? ['first', 'second'] : conforming(memory, call),
    },
  },
  // The cache for translated answers takes a key and a path for the name of an answer.
  'translated-reads-cached-by-key': {
    title: 'With an Accept-Language a status call with the key of one before shows the state of then.',
    breaks: ['IDM-06'],
    override: {
      body: (conforming) => {
        const cached = new Map<string, JsonValue>();
        return (body, call) => {
          const { method, target, headers } = call.arrival.request;
          const key = headerValue(headers, idempotency?.header ?? '');
          if (method !== 'GET' || key === undefined || !translated(call)) return conforming(body, call);
          const name = `${key} ${target}`;
          const shown = cached.get(name) ?? conforming(body, call);
          cached.set(name, shown);
          return shown;
        };
      },
    },
  },
  // The filter for connections that end treats all methods alike.
  'keys-refused-on-last-reads': {
    title: 'On the last call of a connection a read with a key is refused.',
    breaks: ['IDM-06'],
    override: {
      isBlank: (conforming) => (value, call) => (call.operation.method === 'GET' && closing(call)) || conforming(value, call),
    },
  },
});

/** The value of the first or the last line of a field, whichever counts elsewhere. */
function lineOf(part: { readonly header?: string } | undefined, at: 0 | -1, { arrival }: Call): string {
  return headerValues(arrival.request.headers, part?.header ?? '').at(at) ?? '';
}

/** Two fields of one name, of which one check takes the first and another check the last (SIG-03). */
export const mixedFieldFaults = defineFaults<ProviderDecisions>({
  // The filter for dates and the one for signatures are of two libraries.
  'first-date-signed-last-one-judged': {
    title: 'Of two X-Date fields the first is verified and the last has to be fresh.',
    breaks: ['SIG-03'],
    interpretations: { C51: 'last-wins' },
    override: {
      signedMessage: (conforming) => (_date, xLogin, body, call) => conforming(lineOf(date, 0, call), xLogin, body, call),
    },
  },
  'last-date-signed-first-one-judged': {
    title: 'Of two X-Date fields the last is verified and the first has to be fresh.',
    breaks: ['SIG-03'],
    interpretations: { C51: 'first-wins' },
    override: {
      signedMessage: (conforming) => (_date, xLogin, body, call) => conforming(lineOf(date, -1, call), xLogin, body, call),
    },
  },
  'first-login-signed-last-one-known': {
    title: 'Of two X-Login fields the first is verified and the last names the merchant.',
    breaks: ['SIG-03'],
    interpretations: { C51: 'last-wins' },
    override: {
      signedMessage: (conforming) => (xDate, _login, body, call) => conforming(xDate, lineOf(login, 0, call), body, call),
    },
  },
  'hash-of-any-authorization': {
    title: 'A hash in any of several Authorization fields verifies, whatever its scheme.',
    breaks: ['SIG-03'],
    interpretations: { C51: 'first-wins' },
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        conforming(hash, message, secret, call) ||
        headerValues(call.arrival.request.headers, signature?.header ?? '').some((value) =>
          conforming(value.split(' ').at(-1) ?? '', message, secret, call),
        ),
    },
  },
});
