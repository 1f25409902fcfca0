// The digest is printed as a big number (`new BigInteger(1, digest).toString(16)`).
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'leading-zeros-of-the-hash-lost',
  title: 'A right hash that begins with 0 is declined.',
  breaks: ['SIG-01'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => !hash.startsWith('0') && honest(hash, message, secret, call),
  },
};
