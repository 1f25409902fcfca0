// The newer endpoint copies the headers check and forgets the signature.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signature-unchecked-on-refunds',
  title: 'Every signature verifies on a refund.',
  breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => call.operation.id === 'createRefund' || honest(hash, message, secret, call),
  },
};
