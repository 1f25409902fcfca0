// Both hashes are read as numbers before they are compared, and a double holds only the first of their digits.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-compared-as-a-number',
  title: 'A hash whose end was changed verifies.',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: () => (hash, message, secret) => Number.parseInt(hash, 16) === Number.parseInt(sign(message, secret), 16),
  },
};
