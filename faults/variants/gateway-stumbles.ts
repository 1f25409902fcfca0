// What a gateway says, or a connection that ends, is no answer of the provider's: one in many must not leave a clause unjudged, nor be held against it.
import type { Delivery } from '../../core/exchange.ts';
import type { Variant } from './variant.ts';

/** One answer in so many is lost: a prime, so that it falls on another call of a case each time. */
const oneIn = 151;

/** What comes when the work was done, or may have been; a 429 says that it was not. */
const stumbles: readonly Delivery[] = [
  { kind: 'response', response: { status: 502, headers: [], body: new Uint8Array() } },
  { kind: 'closed' },
  { kind: 'response', response: { status: 503, headers: [], body: new Uint8Array() } },
];

export const variant: Variant = {
  id: 'gateway-stumbles',
  title: 'A gateway before it answers 502 or 503 now and then, or closes the connection.',
  lie: {
    decision: 'deliver',
    instead: (honest) => {
      let delivered = 0;
      return (response, call) => {
        delivered += 1;
        const stumble = stumbles[Math.floor(delivered / oneIn) % stumbles.length];
        return delivered % oneIn === 6 && stumble ? stumble : honest(response, call);
      };
    },
  },
};
