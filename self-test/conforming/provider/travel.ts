import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { type Arrival, headerValue } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** Whether a request travels as only few clients send it. */
function isUnusual({ request: { headers, travel } }: Arrival): boolean {
  return (
    travel?.version !== undefined ||
    travel?.absolute === true ||
    travel?.connection?.pipelined === true ||
    ['Expect', 'Transfer-Encoding'].some((name) => headerValue(headers, name) !== undefined)
  );
}

/** Ways to travel that a provider may refuse: a server that does not offer them says so, or closes the connection. */
export const travelVariants = defineConforming<ProviderDecisions>({
  'unusual-travel-refused': {
    title: 'HTTP/1.0, absolute targets, Expect, chunks and pipelined calls are refused by a bare 4xx.',
    override: { transport: (conforming) => (arrival) => (isUnusual(arrival) ? 'refuse-aloud' : conforming(arrival)) },
  },
  'unusual-travel-dropped': {
    title: 'HTTP/1.0, absolute targets, Expect, chunks and pipelined calls end in a closed connection.',
    override: { transport: (conforming) => (arrival) => (isUnusual(arrival) ? 'refuse' : conforming(arrival)) },
  },
  // A server may close a connection at any time (RFC 9112 §9.3).
  'connections-serve-one-call': {
    title: 'A connection is closed after one call, and what comes after it gets no answer.',
    override: {
      transport: (conforming) => {
        const used = new WeakSet();
        return (arrival) => {
          const { connection } = arrival;
          if (connection !== undefined && used.has(connection)) return 'refuse';
          if (connection !== undefined) used.add(connection);
          return conforming(arrival);
        };
      },
    },
  },
});
