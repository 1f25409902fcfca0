// The gateway sets X-Real-IP, and does not take away one that came with the call.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'real-ip-believed',
  title: 'X-Real-IP stands in for the source address.',
  breaks: ['IPA-03'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) => {
      const peer = headerValue(call.arrival.request.headers, 'X-Real-IP') ?? call.arrival.peer;
      return honest(account, { ...call, arrival: { ...call.arrival, peer } });
    },
  },
};
