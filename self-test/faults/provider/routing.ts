import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** Paths, methods and transport: what is served at all (TLS, END-01, END-05). */
export const routingFaults = defineFaults<ProviderDecisions>({
  // The framework trusts X-Forwarded-Proto from anybody (`trust proxy: true`), so a plain call that claims TLS passes for one.
  'forwarded-proto-believed': {
    title: 'A plain call that says X-Forwarded-Proto: https is served.',
    breaks: ['TLS-01'],
    override: {
      transport: (conforming) => (arrival) =>
        headerValue(arrival.request.headers, 'X-Forwarded-Proto') === 'https' ? 'serve' : conforming(arrival),
    },
  },
  // The application listens on the plain port too, behind no redirect.
  'plain-http-served': {
    title: 'Plain HTTP is served as TLS is.',
    row: 'K05',
    breaks: ['TLS-01'],
    override: { transport: () => () => 'serve' },
  },
  // Look-ups for a front end are excluded from the redirect rule, for old browsers.
  'plain-lookups-served': {
    title: 'Bearer calls are served over plain HTTP.',
    row: 'K05',
    breaks: ['TLS-01'],
    override: {
      transport: (conforming) => (arrival) =>
        headerValue(arrival.request.headers, scheme.signature.header)?.startsWith('Bearer ') ? 'serve' : conforming(arrival),
    },
  },
  // The gateway redirects what a browser would follow, GET and HEAD, and passes the rest on.
  'plain-posts-served': {
    title: 'Over plain HTTP only GETs are redirected; POSTs are served.',
    row: 'K05',
    breaks: ['TLS-01'],
    override: { transport: (conforming) => (arrival) => (arrival.request.method === 'POST' ? 'serve' : conforming(arrival)) },
  },
  // The first segment of a path is the version, whatever it is.
  'any-version-served': {
    title: 'Paths are served under any first segment, not v3 alone.',
    breaks: ['END-05'],
    override: {
      route: (conforming) => (method, target, environment) => conforming(method, target.replace(/^\/[^/?]+\//, '/v3/'), environment),
    },
  },
  // A route is a prefix.
  'paths-matched-by-their-beginning': {
    title: 'A known path with more after it is the known path.',
    breaks: ['END-05'],
    override: {
      route: (conforming) => (method, target, environment) => {
        const routing = conforming(method, target, environment);
        return routing.kind === 'unknown-path' ? conforming(method, target.replace(/\/[^/?]*(?=\?|$)/, ''), environment) : routing;
      },
    },
  },
  // Lookups are bound to every method.
  'posts-taken-for-lookups': {
    title: 'A POST on a lookup is served as a GET.',
    breaks: ['END-05'],
    override: {
      route: (conforming) => (method, target, environment) => {
        const routing = conforming(method, target, environment);
        return routing.kind === 'unknown-method' && method === 'POST' ? conforming('GET', target, environment) : routing;
      },
    },
  },
  // PUT is mapped to the handler of POST.
  'put-taken-for-post': {
    title: 'PUT creates as POST does.',
    breaks: ['END-05'],
    override: {
      route: (conforming) => (method, target, environment) => conforming(method === 'PUT' ? 'POST' : method, target, environment),
    },
  },
  // The table of routes is asked with the whole target, query and all.
  'queries-unrouted': {
    title: 'Paths with a query are unknown.',
    breaks: ['END-01'],
    override: { route: (conforming) => (method, target, environment) => conforming(method, target.replace('?', '%3F'), environment) },
  },
  // The route of another method is not searched.
  'unknown-methods-are-unknown-paths': {
    title: 'An undocumented method gets 404.',
    breaks: ['END-05'],
    override: {
      route: (conforming) => (method, target, environment) => {
        const routing = conforming(method, target, environment);
        return routing.kind === 'unknown-method' ? { kind: 'unknown-path' } : routing;
      },
    },
  },
  // A missing resource cannot be deleted, so it is gone: no content.
  'deletes-acknowledged': {
    title: 'DELETE gets 204 though nothing is deleted.',
    breaks: ['END-05'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'method-not-allowed' && call.arrival.request.method === 'DELETE'
          ? { status: 204, body: undefined }
          : conforming(refusal, call, expected),
    },
  },
  // The server knows neither the method nor the path, and answers 501.
  'patch-not-implemented': {
    title: 'PATCH gets 501, not 405.',
    breaks: ['END-05'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const answer = conforming(refusal, call, expected);
        return refusal.because === 'method-not-allowed' && call.arrival.request.method === 'PATCH' ? { ...answer, status: 501 } : answer;
      },
    },
  },
  // Every unknown path gets the start page of the application.
  'unknown-paths-answered-by-200': {
    title: 'An unknown path gets 200.',
    breaks: ['END-05'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'path-unknown' ? { status: 200, body: {} } : conforming(refusal, call, expected),
    },
  },
});
