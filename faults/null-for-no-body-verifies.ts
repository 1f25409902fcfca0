// Clients that sign the text of nothing are helped.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'null-for-no-body-verifies',
  title: 'The hash over null verifies for a call without a body.',
  row: 'S05',
  breaks: ['SIG-05'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) ||
      (call.arrival.request.body.length === 0 && honest(hash, Buffer.concat([message, Buffer.from('null')]), secret, call)),
  },
};
