// The loop of the comparison ends one too early.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'last-digit-of-the-hash-not-compared',
  title: 'The last digit of the hash is not compared.',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: () => (hash, message, secret) => hash.length === 64 && hash.slice(0, 63) === sign(message, secret).slice(0, 63),
  },
};
