// The middleware hangs on the body parser, which does not run where there is no body.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'calls-without-body-unverified',
  title: 'Every signature verifies on a call without a body.',
  breaks: ['SIG-05', 'SIG-02', 'SIG-03', 'SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => call.arrival.request.body.length === 0 || honest(hash, message, secret, call),
  },
};
