// A filter against double clicks refuses what it has just seen.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'equal-bodies-refused',
  title: 'A body that was just sent under another key is refused with code 104.',
  row: 'I11',
  breaks: ['IDM-09'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const seen = new Set<string>();
      return (record, fingerprint, call) => {
        const found = honest(record, fingerprint, call);
        if (found === 'fresh' && seen.has(fingerprint)) return 'conflicting';
        seen.add(fingerprint);
        return found;
      };
    },
  },
};
