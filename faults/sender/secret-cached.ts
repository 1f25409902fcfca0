// The process reads the secrets of merchants once.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'secret-cached',
  title: 'A secret that was used once is used for ever.',
  row: 'N07',
  breaks: ['ROT-05'],
  lie: {
    decision: 'keys',
    instead: (honest) => {
      const known = new Map<string, ReturnType<typeof honest>>();
      return (inForce, before, notice) => {
        const keys = known.get(notice.merchant) ?? honest(inForce, before, notice);
        known.set(notice.merchant, keys);
        return keys;
      };
    },
  },
};
