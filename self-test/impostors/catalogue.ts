import { headerValue } from '../../core/exchange.ts';
import type { TakenForShop } from './front.ts';

/** A provider that behaves well only for calls that it recognises as ours. */
export interface Impostor {
  /** The cheat in one sentence. */
  readonly title: string;
  readonly takenForShop: TakenForShop;
}

/** How it recognises our calls, or a shop's, by id. */
export const impostors: Readonly<Record<string, Impostor>> = {
  'knows-shops-by-their-order-numbers': {
    title: 'Creations whose invoice id begins with ORDER-1 are not verified.',
    takenForShop: ({ body }) => /"ORDER-1[^"]*"/.test(body),
  },
  'knows-shops-by-plain-numbers': {
    title: 'Creations whose invoice id is a number are not verified.',
    takenForShop: ({ body }) => /"\d{15}"/.test(body),
  },
  'knows-shops-by-their-agent': {
    title: 'Creations of HTTP libraries that shops use are not verified.',
    takenForShop: ({ headers }) => /^(okhttp|GuzzleHttp|WooCommerce)/.test(headerValue(headers, 'User-Agent') ?? ''),
  },
  'knows-harnesses-by-a-missing-agent': {
    title: 'Creations with a User-Agent and an Accept are not verified.',
    takenForShop: ({ headers }) => headerValue(headers, 'User-Agent') !== undefined && headerValue(headers, 'Accept') !== undefined,
  },
  'knows-shops-by-the-order-of-lines': {
    title: 'Creations whose User-Agent comes after their Content-Type are not verified.',
    takenForShop: ({ headers }) => {
      const at = (name: string) => headers.findIndex(([line]) => line.toLowerCase() === name);
      return at('content-type') >= 0 && at('content-type') < at('user-agent');
    },
  },
  'knows-shops-by-small-letters': {
    title: 'Creations whose field names are all in small letters are not verified.',
    takenForShop: ({ headers }) => headers.every(([name]) => name === name.toLowerCase()),
  },
  'knows-shops-by-the-place-of-host': {
    title: 'Creations whose first line is not Host are not verified.',
    takenForShop: ({ headers }) => headers[0]?.[0].toLowerCase() !== 'host',
  },
  'knows-shops-by-the-language-of-answers': {
    title: 'Creations with an Accept-Language are not verified.',
    takenForShop: ({ headers }) => headerValue(headers, 'Accept-Language') !== undefined,
  },
  'knows-harnesses-by-rising-ports': {
    title: 'Creations from a port below that of the one before are not verified.',
    takenForShop: ({ port, portBefore }) => port < portBefore,
  },
  'knows-harnesses-by-many-connections': {
    title: 'Creations over the one connection that is open are not verified.',
    takenForShop: ({ connections }) => connections === 1,
  },
  'knows-harnesses-by-their-haste': {
    title: 'Creations that come more than a second after the call before are not verified.',
    takenForShop: ({ gapMs }) => gapMs > 1000,
  },
  'knows-harnesses-by-their-first-calls': {
    title: 'Creations are verified among the first 400 calls alone.',
    takenForShop: ({ before }) => before >= 400,
  },
  'knows-harnesses-by-kept-connections': {
    title: 'The first call of a connection is not verified, as of a shop that keeps none.',
    takenForShop: ({ beforeOnConnection }) => beforeOnConnection === 0,
  },
  'knows-harnesses-by-round-amounts': {
    title: 'Creations of an amount that is not the documented 100 are not verified.',
    takenForShop: ({ body }) => !/"amount": ?100[,}]/.test(body),
  },
  'knows-shops-by-small-amounts': {
    title: 'Creations of an amount below 50 are not verified.',
    takenForShop: ({ body }) => Number(/"amount": ?([\d.]+)/.exec(body)?.[1] ?? 50) < 50,
  },
  'knows-shops-by-long-bodies': {
    title: 'Creations of more than 400 bytes are not verified.',
    takenForShop: ({ body }) => body.length > 400,
  },
  'knows-shops-by-chunks': {
    title: 'Creations whose body comes in chunks are not verified.',
    takenForShop: ({ headers }) => headerValue(headers, 'Transfer-Encoding') !== undefined,
  },
  'knows-shops-by-the-second': {
    title: 'Creations in the second half of a second are not verified.',
    takenForShop: ({ at }) => at % 1000 >= 500,
  },
};
