// An answer is handed out once and then deleted, as a flash message is.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-forgotten-once-replayed',
  title: 'The second replay of a key is executed again.',
  breaks: ['IDM-01'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const replayed = new Set<string>();
      return (record, fingerprint, call) => {
        if (replayed.delete(fingerprint)) return 'fresh';
        const found = honest(record, fingerprint, call);
        if (found === 'replayed') replayed.add(fingerprint);
        return found;
      };
    },
  },
};
