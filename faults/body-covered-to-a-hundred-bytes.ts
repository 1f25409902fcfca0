// The body is read for the hash from a peek buffer of a hundred bytes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-covered-to-a-hundred-bytes',
  title: 'Only the first hundred bytes of the body are under the hash.',
  breaks: ['SIG-03', 'SIG-01'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => honest(xDate, xLogin, body.subarray(0, 100), call),
  },
};
