// The variable was not set in production, and HMAC takes an empty key.
import { verifies } from '../../core/contract/signature.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'empty-secret-verifies',
  title: 'A notification that is signed with an empty key verifies.',
  row: 'S41',
  breaks: ['RCV-01', 'RCV-13', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret) => honest(hash, message, secret) || verifies(hash, message, ''),
  },
};
