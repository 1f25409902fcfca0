import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { withHeader } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** Other spellings and fields of the header. */
export const headersVariants = defineConforming<ClientDecisions>({
  'keys-without-white-space': {
    title: 'All white space is taken out of its API Key: keys have none.',
    override: { login: (conforming) => (keys) => conforming(keys).replace(/\s/g, '') },
  },
  'charset-in-content-type': {
    title: 'The Content-Type names UTF-8 (C44).',
    override: {
      headers: (conforming) => (documented, ask) =>
        withHeader(conforming(documented, ask), 'content-type', 'application/json; charset=utf-8'),
    },
  },
  'connection-closed-after-each': {
    title: 'It keeps no connection.',
    override: { headers: (conforming) => (documented, ask) => [...conforming(documented, ask), ['Connection', 'close']] },
  },
  'headers-in-lower-case': {
    title: 'Field names are in lower case.',
    override: {
      headers: (conforming) => (documented, ask) =>
        conforming(documented, ask).map(([name, value]) => [name.toLowerCase(), value] as const),
    },
  },
  'headers-in-upper-case': {
    title: 'Field names are in upper case, in another order, and more of them.',
    override: {
      headers: (conforming) => (documented, ask) =>
        [...conforming(documented, ask), ['User-Agent', 'shop/1'] as const, ['Accept', '*/*'] as const]
          .toReversed()
          .map(([name, value]) => [name.toUpperCase(), value] as const),
    },
  },
});
