import type { HeaderLine } from '../../core/exchange.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'field-names-in-lower-case',
  title: 'Field names of answers are in lower case, as HTTP/2 writes them (RFC 9110 §5.1).',
  lie: {
    decision: 'deliver',
    instead: (honest) => (response, call) =>
      honest({ ...response, headers: response.headers.map(([name, value]): HeaderLine => [name.toLowerCase(), value]) }, call),
  },
};
