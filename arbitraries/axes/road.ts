import type { HeaderLine, WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Axis, AxisValue } from './axis.ts';

/** The request with its path spelled differently, its query unchanged. */
function path(write: (path: string) => string): (request: WireRequest) => WireRequest {
  return (request) => {
    const [own = '', query] = request.target.split('?');
    return { ...request, target: write(own) + (query === undefined ? '' : `?${query}`) };
  };
}

/** The request with one more parameter in its query, made from the request. */
const query = (text: string, write: (request: WireRequest) => string = () => text): AxisValue => ({
  name: said('with-query', { text }),
  change: (request) => ({ ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${write(request)}` }),
});

const method = (name: string): AxisValue => ({
  name: said('with-method', { name }),
  change: (request) => ({ ...request, method: name }),
  needs: ['read'],
  anonymous: true,
});

/** A method that only reads, on a path where another one acts. */
const readingMethod = (name: string, ...lines: readonly HeaderLine[]): AxisValue => ({
  name: said('with-reading-method', { lines: [name, ...lines.map((line) => line.join(': '))].join(', ') }),
  change: (request) => ({ ...request, method: name, headers: [...request.headers, ...lines] }),
  needs: ['act'],
  anonymous: true,
});

const overridden = (field: string, name: string): AxisValue => ({
  name: said('with-field', { name: field, value: name }),
  change: (request) => ({ ...request, headers: [...request.headers, [field, name]] }),
});

/**
 * By which method and which spelling of its path an operation is called: the same path for a router, and perhaps an unknown one for an access rule.
 */
export const road: Axis = {
  name: said('axis-road'),
  because: said('axis-road-because'),
  needs: [],
  values: [
    { name: said('road-usual') },
    { name: said('slash-behind-path'), change: path((own) => `${own}/`) },
    { name: said('two-slashes-behind-path'), change: path((own) => `${own}//`) },
    { name: said('two-slashes-in-front-of-path'), change: path((own) => `/${own}`) },
    { name: said('two-slashes-inside-path'), change: path((own) => own.replace(/(?<=.)\//, '//')) },
    { name: said('path-parameter-behind-path'), change: path((own) => `${own};v=1`) },
    { name: said('path-parameter-inside-path'), change: path((own) => own.replace(/(?<=.)\//, ';v=1/')) },
    { name: said('path-in-capitals'), change: path((own) => own.toUpperCase()) },
    { name: said('path-in-capitals-behind-first-segment'), change: path((own) => own.replace(/(?<=.)\/.*/, (rest) => rest.toUpperCase())) },
    // One page writes a path without its version (C34).
    { name: said('first-segment-left-out'), change: path((own) => own.replace(/^\/[^/]+(?=\/)/, '')) },
    { name: said('suffix-behind-path'), change: path((own) => `${own}.json`) },
    query('v=1'),
    // What frameworks read from any query: the form of the answer, the method, and a switch for developers.
    query('format=json'),
    query('_method', (request) => `_method=${request.method}`),
    query('debug=true'),
    {
      name: said('escaped-letter-in-path'),
      change: path((own) => own.replace(/(?<=^\/)./, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
    },
    {
      name: said('letter-escaped-twice-in-path'),
      change: path((own) => own.replace(/(?<=^\/)./, (letter) => `%25${letter.charCodeAt(0).toString(16)}`)),
    },
    { name: said('escaped-slash-in-path'), change: path((own) => own.replace(/(?<=.)\//, '%2F')) },
    { name: said('backslash-in-path'), change: path((own) => own.replace(/(?<=.)\//, '\\')) },
    { name: said('escaped-space-behind-path'), change: path((own) => `${own}%20`) },
    { name: said('absolute-form'), change: (request) => ({ ...request, travel: { ...request.travel, absolute: true } }), needs: ['wire'] },
    method('HEAD'),
    method('OPTIONS'),
    readingMethod('HEAD'),
    readingMethod('GET'),
    readingMethod('GET', ['X-HTTP-Method-Override', 'POST']),
    overridden('X-HTTP-Method-Override', 'GET'),
    overridden('X-HTTP-Method-Override', 'OPTIONS'),
    overridden('X-HTTP-Method', 'GET'),
    { name: said('dot-segment-in-path'), change: path((own) => own.replace(/(?<=.)\//, '/./')) },
    { name: said('way-back-in-path'), change: path((own) => own.replace(/(?<=.)\//, '/x/../')) },
    { name: said('way-back-with-parameter-in-path'), change: path((own) => own.replace(/(?<=.)\//, '/x/..;/')) },
    { name: said('escaped-way-back-in-path'), change: path((own) => own.replace(/(?<=.)\//, '/x/%2e%2e/')) },
  ],
};
