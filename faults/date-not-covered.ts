// A hash without the date is taken too, for clients that cannot tell the time.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-not-covered',
  title: 'The hash over X-Login and body alone verifies.',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) ||
      honest(hash, message.subarray(headerValue(call.arrival.request.headers, 'X-Date')?.length), secret, call),
  },
};
