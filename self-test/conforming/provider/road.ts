import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue, withHeader } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** The path that a spelling means. */
function straightened(target: string): string {
  const [path = '', query] = target.split('?');
  const plain = path
    .replace(/%25/g, '%')
    .replace(/%(2e|2f|76|20)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
    .replaceAll('\\', '/')
    .trimEnd()
    .replace(/;[^/]*/g, '')
    .replace(/\.json$/, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/(?=(?:deposits|refunds|states|banks|payment_methods|exchange_rates)\b)/i, '/v3/')
    .replace(/\/\.(?=\/)/g, '')
    .replace(/\/[^/]+\/\.\.(?=\/)/g, '');
  return (/[A-Z]{3}/.test(plain) ? plain.toLowerCase() : plain) + (query === undefined ? '' : `?${query}`);
}

/** Methods and spellings of paths that a provider may serve by the same rules, or not at all. */
export const roadVariants = defineConforming<ProviderDecisions>({
  'spellings-of-paths-served': {
    title: 'Every spelling of a path that means a known one is that path, and so are its rules (RFC 3986 §6).',
    override: { route: (conforming) => (method, target, environment) => conforming(method, straightened(target), environment) },
  },
  'spellings-of-paths-served-in-the-first-environment': {
    title: 'Every spelling of a path is that path in one environment alone: the paths that are documented are the same in both.',
    override: {
      route: (conforming) => (method, target, environment) =>
        conforming(method, environment === 'first' ? straightened(target) : target, environment),
    },
  },
  'head-served-as-get': {
    title: 'HEAD is served as GET is, with its authentication (RFC 9110 §9.3.2).',
    override: {
      route: (conforming) => (method, target, environment) => conforming(method === 'HEAD' ? 'GET' : method, target, environment),
    },
  },
  'head-and-options-answered-to-all': {
    title: 'HEAD and OPTIONS of any path get an empty 204, as a gateway answers preflights.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        /^(HEAD|OPTIONS)$/.test(call.arrival.request.method) ? { status: 204, body: undefined } : conforming(refusal, call, expected),
    },
  },
  'unknown-queries-refused': {
    title: 'A parameter of the query that no document names is refused by a 4xx: no document says that it is ignored.',
    override: {
      route: (conforming) => (method, target, environment) =>
        /[?&](?:v|format|_method|debug)=/.test(target) ? { kind: 'unknown-path' } : conforming(method, target, environment),
    },
  },
  'method-overrides-refused': {
    title: 'A call with a field that names another method is refused by a bare 4xx.',
    override: {
      transport: (conforming) => (arrival) =>
        arrival.request.headers.some(([name]) => /^x-http-method/i.test(name)) ? 'refuse-aloud' : conforming(arrival),
    },
  },
  'unusual-negotiation-refused': {
    title: 'HTML, XML, browsers, other languages, content codings and charsets are refused by a bare 4xx.',
    override: {
      transport: (conforming) => (arrival) => {
        const value = (name: string) => headerValue(arrival.request.headers, name) ?? '';
        const unusual =
          /^text\/html|xml/.test(value('Accept')) ||
          /Firefox/.test(value('User-Agent')) ||
          /^(pt|br|deflate|gzip|identity|\*)/.test(`${value('Accept-Language')}${value('Accept-Encoding')}`) ||
          value('Accept-Charset') !== '' ||
          value('X-Requested-With') !== '' ||
          /charset/i.test(value('Content-Type'));
        return unusual ? 'refuse-aloud' : conforming(arrival);
      },
    },
  },
  // Every coding is accepted by a client that sends this field, also one that few libraries know (RFC 9110 §12.5.3).
  'rare-coding-where-all-are-accepted': {
    title: 'Where every content coding is accepted, answers have one that few libraries know.',
    override: {
      deliver: (conforming) => (response, call) => {
        if (headerValue(call.arrival.request.headers, 'Accept-Encoding') !== '*' || response.body.length === 0)
          return conforming(response, call);
        const headers = withHeader(response.headers, 'Content-Encoding', 'compress');
        return conforming({ ...response, headers, body: Uint8Array.from(response.body, (byte) => byte ^ 0xa5) }, call);
      },
    },
  },
});
