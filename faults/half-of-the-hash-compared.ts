// The column that held the hash was of 32 characters once.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'half-of-the-hash-compared',
  title: 'Only the first 32 digits of the hash are compared.',
  breaks: ['SIG-07'],
  lie: { decision: 'verifies', instead: () => (hash, message, secret) => hash.slice(0, 32) === sign(message, secret).slice(0, 32) },
};
