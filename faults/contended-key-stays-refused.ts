// That a key was asked for twice at once is noted, and the note is never taken away.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'contended-key-stays-refused',
  title: 'A key that was in flight twice at once is refused ever after.',
  row: 'I06',
  breaks: ['IDM-08'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const contended = new Set<string>();
      return (record, fingerprint, call) => {
        const found = honest(record, fingerprint, call);
        if (found === 'in-flight') contended.add(fingerprint);
        return found !== 'fresh' && contended.has(fingerprint) ? 'conflicting' : found;
      };
    },
  },
};
