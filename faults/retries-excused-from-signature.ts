// A key that is known vouches for who bears it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'retries-excused-from-signature',
  title: 'A wrong signature passes on a key that a right one came with before.',
  breaks: ['IDM-10'],
  lie: {
    decision: 'verifies',
    instead: (honest) => {
      const vouched = new Set<string>();
      return (hash, message, secret, call) => {
        const key = call.arrival.request.headers.find(([name]) => name.toLowerCase() === 'x-idempotency-key')?.[1];
        const right = honest(hash, message, secret, call);
        if (key === undefined) return right;
        if (right) vouched.add(key);
        return right || vouched.has(key);
      };
    },
  },
};
