import type { WireRequest } from '../../core/exchange.ts';
import { type Recognisable, Telltales } from '../../core/verdict/telltales.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Transport } from './transport.ts';

/** The creations of a run as the target sees them. */
export interface Creations {
  /** The same transport; what passes is counted. */
  watching(transport: Transport): Transport;
  /** How the target could recognise them. */
  recognisable(): Recognisable;
}

/** @param now ms on a clock that does not go back */
export function creationsOf(contract: Contract, now: () => number): Creations {
  const paid = Object.values(contract.resources).find(({ reverse }) => reverse !== undefined);
  const create = paid && contract.operation(paid.create);
  const telltales = new Telltales({ reference: paid?.members.reference ?? '', key: contract.scheme.idempotency?.header ?? '' });
  let lastAt: number | undefined;
  const saw = ({ method, target, headers, body }: WireRequest): void => {
    const at = now();
    if (method === create?.method && target === create.path)
      telltales.add({ headers, body, ...(lastAt === undefined ? {} : { gapMs: at - lastAt }) });
    lastAt = at;
  };
  return {
    watching: (transport) => ({
      ...transport,
      send(request, sending) {
        saw(request);
        return transport.send(request, sending);
      },
      race: (count, make) =>
        transport.race(count, () => {
          const requests = make();
          for (const request of requests) saw(request);
          return requests;
        }),
    }),
    recognisable: () => telltales.seen(),
  };
}
