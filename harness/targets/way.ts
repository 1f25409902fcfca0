import type { Answer } from '../../core/exchange.ts';

type Response = Answer & { readonly kind: 'response' };

/** How one message travels: its time to the party and back, ms, and the answer of a gateway in place of the party's. */
interface Travel {
  readonly thereMs: number;
  readonly backMs: number;
  readonly instead?: Response;
}

/** A way between us and a party: it says of each message, in turn, how that travels. */
export type Way = () => Travel;

/** How long a message and its answer take together, ms: `slow` is slower than the shortest deadline of a client, which `late` is not. */
const ranges = { slow: { from: 3000, to: 6000 }, late: { from: 750, to: 1500 } } as const;

export type WayName = keyof typeof ranges | 'stumbling';

/** The multiplier spreads successive messages over the whole range. */
const spread = 2_654_435_761;

const gateway = (status: number): Response => ({
  kind: 'response',
  response: { status, headers: [['Content-Type', 'text/html']], body: new Uint8Array() },
});

/** The messages of the moment in which the gateway itself fails. */
const moment = [41, 42];

/** A way on which each message takes another time, or, where it stumbles, none: then each tenth one gets 503, and once two in a row get 500. */
export function wayOf(name: WayName): Way {
  let number = 0;
  return () => {
    number += 1;
    if (name !== 'stumbling') {
      const { from, to } = ranges[name];
      const both = from + ((number * spread) % (to - from));
      return { thereMs: Math.floor(both / 2), backMs: Math.ceil(both / 2) };
    }
    const status = number % 10 === 0 ? 503 : moment.includes(number) ? 500 : undefined;
    return { thereMs: 0, backMs: 0, ...(status === undefined ? {} : { instead: gateway(status) }) };
  };
}
