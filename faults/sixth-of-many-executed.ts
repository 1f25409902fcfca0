// The line of those who wait for a lock holds four; the fifth gets an error that is read as a free lock.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'sixth-of-many-executed',
  title: 'Of many concurrent requests with one key the sixth is executed too.',
  row: 'I01',
  breaks: ['IDM-08'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const waiting = new Map<string, number>();
      return (record, fingerprint, call) => {
        const found = honest(record, fingerprint, call);
        const line = found === 'in-flight' ? (waiting.get(fingerprint) ?? 0) + 1 : 0;
        waiting.set(fingerprint, line);
        return line === 5 ? 'fresh' : found;
      };
    },
  },
};
