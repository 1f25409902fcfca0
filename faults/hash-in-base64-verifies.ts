// Some libraries give the digest in base64, and both forms are taken.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-in-base64-verifies',
  title: 'The digest in base64 verifies.',
  row: 'S35',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) || hash === Buffer.from(sign(message, secret), 'hex').toString('base64'),
  },
};
