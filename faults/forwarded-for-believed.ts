// The framework takes the first X-Forwarded-For for the caller (`trust proxy: true`).
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'forwarded-for-believed',
  title: 'X-Forwarded-For stands in for the source address.',
  breaks: ['IPA-03'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) => {
      const [peer = call.arrival.peer] = headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(/\s*,\s*/) ?? [];
      return honest(account, { ...call, arrival: { ...call.arrival, peer } });
    },
  },
};
