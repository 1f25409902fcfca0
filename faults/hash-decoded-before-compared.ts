// `Buffer.from(hash, 'hex')` stops at the first thing that is not hex and drops half a byte.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-decoded-before-compared',
  title: 'A hash with an odd digit or noise behind it verifies.',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: () => (hash, message, secret) => Buffer.from(hash, 'hex').toString('hex') === sign(message, secret),
  },
};
