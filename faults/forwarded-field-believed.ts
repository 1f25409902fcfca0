// RFC 7239 is implemented, and whom to believe is not.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'forwarded-field-believed',
  title: 'Forwarded: for=… stands in for the source address.',
  breaks: ['IPA-03'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) => {
      const peer = /for="?\[?([0-9a-f.:]+?)\]?(?::\d+)?"?(?:[;,]|$)/i.exec(
        headerValue(call.arrival.request.headers, 'Forwarded') ?? '',
      )?.[1];
      return honest(account, call) || (peer !== undefined && honest(account, { ...call, arrival: { ...call.arrival, peer } }));
    },
  },
};
