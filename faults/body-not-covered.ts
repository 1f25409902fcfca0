// Older clients signed the headers alone, and their hash is still taken.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-not-covered',
  title: 'The hash over X-Date and X-Login alone verifies.',
  row: 'S43',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) ||
      honest(hash, message.subarray(0, message.length - call.arrival.request.body.length), secret, call),
  },
};
