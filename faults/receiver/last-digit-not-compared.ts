// A loop that ends one too early.
import { sign } from '../../core/contract/signature.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'last-digit-not-compared',
  title: 'The last digit of the hash is not compared.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    instead: () => (hash, message, secret) => hash.length === 64 && hash.slice(0, 63) === sign(message, secret).slice(0, 63),
  },
};
