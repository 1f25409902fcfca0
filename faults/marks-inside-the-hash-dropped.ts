// The hash is read as a fingerprint, with whatever stands between its digits.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'marks-inside-the-hash-dropped',
  title: 'Dashes, colons and blanks inside the hash are skipped.',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => honest(hash.replaceAll(/[-: ]/g, ''), message, secret, call),
  },
};
