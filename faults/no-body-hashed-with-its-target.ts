// The target is put under the hash where there is no body, as other schemes have it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'no-body-hashed-with-its-target',
  title: 'A call without a body is hashed with its target.',
  breaks: ['SIG-05', 'SIG-01'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, body.length === 0 ? Buffer.from(call.arrival.request.target, 'latin1') : body, call),
  },
};
