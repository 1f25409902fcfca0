// Every header value goes through the decoder for URLs.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-percent-decoded',
  title: 'A hash with percent-encoded digits verifies.',
  breaks: ['SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const digits = hash.replace(/%([0-9a-fA-F]{2})/g, (_escaped, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      return honest(digits, message, secret, call);
    },
  },
};
