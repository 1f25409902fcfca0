import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions, Routing } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import type { Authentication } from '../../../specs/traits.ts';
import { defineFaults } from '../../define.ts';

function unguarded(routing: Routing): Routing {
  return routing.kind === 'operation' ? { ...routing, operation: { ...routing.operation, authentication: 'none' } } : routing;
}

/** Paths of that spelling lead to the operation, past the access rule. */
const openPath = (spelling: RegExp, usual: string): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment) =>
    spelling.test(target)
      ? unguarded(conforming(method, target.replace(spelling, usual), environment))
      : conforming(method, target, environment),
});

/** That method is served as a GET, past the access rule: of all operations, or of those with that authentication. */
const openMethod = (open: string, authentication?: Authentication): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment) => {
    const read = conforming('GET', target, environment);
    const isOpen = authentication === undefined || (read.kind === 'operation' && read.operation.authentication === authentication);
    return method === open && isOpen ? unguarded(read) : conforming(method, target, environment);
  },
});

/** Such a method acts as POST does, past the access rule, where a field of that value is sent or none. */
const actingMethod = (acts: string, named?: string): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment, arrival) => {
    const routing = conforming(method, target, environment);
    const isSuch = method === acts && headerValue(arrival?.request.headers ?? [], 'X-HTTP-Method-Override') === named;
    return isSuch && routing.kind === 'unknown-method' ? unguarded(conforming('POST', target, environment)) : routing;
  },
});

const overrides = (name: string, field = 'X-HTTP-Method-Override'): Override<ProviderDecisions> => ({
  requiredHeaders: (conforming) => (call) => (headerValue(call.arrival.request.headers, field) === name ? [] : conforming(call)),
});

/**
 * Methods and spellings of paths that reach an operation without its rules (AUT-01, SIG-02). An access rule that compares texts is before a router
 * that does not.
 */
export const roadFaults = defineFaults<ProviderDecisions>({
  // The access rule is bound to GET, and the same handler answers HEAD.
  'head-reads-unguarded': {
    title: 'HEAD of a deposit is answered without authentication, by whether it exists.',
    breaks: ['AUT-01'],
    override: openMethod('HEAD'),
  },
  // The guard is bound to POST, and one handler takes every method of its path.
  'head-creates-unguarded': {
    title: 'HEAD creates a deposit without authentication.',
    breaks: ['AUT-01'],
    override: actingMethod('HEAD'),
  },
  'get-creates-unguarded': {
    title: 'GET with a body creates a deposit without authentication.',
    breaks: ['AUT-01'],
    override: actingMethod('GET'),
  },
  // The framework takes the method from the field, and the guard from the request line.
  'overridden-gets-create-unguarded': {
    title: 'GET that names POST in X-HTTP-Method-Override creates a deposit without authentication.',
    breaks: ['AUT-01'],
    // Whatever must be refused is asked along the same axis.
    mayBreak: ['AUT-03', 'HDR-01', 'HDR-02', 'SIG-02', 'SIG-03', 'SIG-04', 'SIG-06', 'SIG-07', 'CLK-01', 'CLK-02', 'CLK-04', 'IPA-01'],
    override: actingMethod('GET', 'POST'),
  },
  // The framework adds HEAD to routes of look-ups behind the filter that was bound to their GET.
  'head-look-ups-unguarded': {
    title: 'HEAD of a look-up is answered without authentication.',
    breaks: ['AUT-01'],
    override: openMethod('HEAD', 'bearer'),
  },
  // Preflights pass the access rule, and reach the handler.
  'options-read-unguarded': {
    title: 'OPTIONS of a deposit is answered without authentication, by whether it exists.',
    breaks: ['AUT-01'],
    override: openMethod('OPTIONS'),
  },
  // The access rule uses the method that a field names.
  'overridden-reads-unguarded': {
    title: 'A call that names GET in X-HTTP-Method-Override needs no Authorization.',
    breaks: ['AUT-01'],
    override: overrides('GET'),
  },
  'overridden-preflights-unguarded': {
    title: 'A call that names OPTIONS in X-HTTP-Method-Override needs no Authorization.',
    breaks: ['AUT-01'],
    override: overrides('OPTIONS'),
  },
  'methods-of-another-field-unguarded': {
    title: 'A call that names GET in X-HTTP-Method needs no Authorization.',
    breaks: ['AUT-01'],
    override: overrides('GET', 'X-HTTP-Method'),
  },
  'double-slash-in-front-unguarded': {
    title: 'A path that begins with two slashes needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/^\/\//, '/'),
  },
  'double-slash-inside-unguarded': {
    title: 'A path with two slashes inside needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/(?<=.)\/\/(?=\w)/, '/'),
  },
  'path-parameters-unguarded': {
    title: 'A path with a parameter after it needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/;v=1(?=\?|$)/, ''),
  },
  'path-parameters-inside-unguarded': {
    title: 'A path with a parameter inside needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/;v=1\//, '/'),
  },
  'capitals-unguarded': {
    title: 'A path in capitals needs no Authorization.',
    breaks: ['AUT-01'],
    override: {
      route: (conforming) => (method, target, environment) =>
        /^\/V3.*[A-Z]{3}/.test(target)
          ? unguarded(conforming(method, target.toLowerCase(), environment))
          : conforming(method, target, environment),
    },
  },
  // The gateway forwards all that begins with the version, in this letter case alone.
  'capitals-behind-version-unguarded': {
    title: 'A path in capitals behind its version needs no Authorization.',
    breaks: ['AUT-01'],
    override: {
      route: (conforming) => (method, target, environment) =>
        /^\/v3\/[A-Z]{3}/.test(target)
          ? unguarded(conforming(method, target.toLowerCase(), environment))
          : conforming(method, target, environment),
    },
  },
  // The routes of an old version stayed, and the guard is bound to the new one.
  'paths-without-version-unguarded': {
    title: 'A path without its version needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/^\/(?=deposits|refunds|states)/, '/v3/'),
  },
  'suffixes-unguarded': {
    title: 'A path with .json after it needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\.json/, ''),
  },
  'double-slash-behind-unguarded': {
    title: 'A path with two slashes after it needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\/\/(?=\?|$)/, ''),
  },
  // The page of the documentation shows examples by the same handlers.
  'queries-of-format-unguarded': {
    title: 'A path with format=json in its query needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/(?<=[?&])format=json/, ''),
  },
  // The framework takes the method from the query, and the guard from the request line.
  'queries-of-method-unguarded': {
    title: 'A path with _method in its query needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/(?<=[?&])_method=[A-Z]+/, ''),
  },
  'queries-of-debug-unguarded': {
    title: 'A path with debug=true in its query needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/(?<=[?&])debug=true/, ''),
  },
  'unknown-queries-unguarded': {
    title: 'A path with a query that nobody knows needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/(?<=[?&])v=1/, ''),
  },
  'escaped-letters-unguarded': {
    title: 'A path with an escaped letter needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/^\/%76/, '/v'),
  },
  // The guard decodes once, the router once more.
  'letters-escaped-twice-unguarded': {
    title: 'A path with a letter that is escaped twice needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/^\/%2576/, '/v'),
  },
  'escaped-slashes-unguarded': {
    title: 'A path with an escaped slash needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/%2F/, '/'),
  },
  // A URL parser takes a backslash for a slash, and the guard does not.
  'backslashes-unguarded': {
    title: 'A path with a backslash needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\\/, '/'),
  },
  'escaped-spaces-unguarded': {
    title: 'A path with an escaped space after it needs no Authorization.',
    breaks: ['AUT-01'],
    mayBreak: [
      'AUT-03',
      'AUT-04',
      'AUT-06',
      'HDR-01',
      'HDR-02',
      'SIG-02',
      'SIG-03',
      'SIG-04',
      'SIG-05',
      'SIG-06',
      'SIG-07',
      'CLK-01',
      'CLK-02',
      'CLK-04',
      'IDM-10',
      'IPA-01',
      'IPA-03',
      'ENV-02',
    ],
    override: openPath(/%20(?=\?|$)/, ''),
  },
  'absolute-form-unguarded': {
    title: 'Every signature verifies on a target in absolute form.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        call.arrival.request.travel?.absolute === true || conforming(hash, message, secret, call),
    },
  },
  'dot-segments-unguarded': {
    title: 'A path with a dot segment needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\/\.\//, '/'),
  },
  'ways-back-unguarded': {
    title: 'A path with a way back needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\/x\/\.\.\//, '/'),
  },
  'ways-back-with-parameters-unguarded': {
    title: 'A path with a way back that has a parameter needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\/x\/\.\.;\//, '/'),
  },
  'escaped-ways-back-unguarded': {
    title: 'A path with an escaped way back needs no Authorization.',
    breaks: ['AUT-01'],
    override: openPath(/\/x\/%2e%2e\//, '/'),
  },
});
