// Two libraries, one that gives hex and one that gives base64: both are tried.
import { sign } from '../../core/contract/signature.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'hash-of-any-encoding',
  title: 'The right digest in base64 verifies.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret) =>
      honest(hash, message, secret) || hash === Buffer.from(sign(message, secret), 'hex').toString('base64'),
  },
};
