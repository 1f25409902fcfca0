// The rule counts trusted proxies from the right, and status calls come through one fewer.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'last-forwarded-for-believed-on-reads',
  title: 'The last X-Forwarded-For stands in for the source address of a GET.',
  breaks: ['IPA-03'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) => {
      const peer = headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(',').at(-1)?.trim();
      return (
        honest(account, call) ||
        (peer !== undefined && call.operation.method === 'GET' && honest(account, { ...call, arrival: { ...call.arrival, peer } }))
      );
    },
  },
};
