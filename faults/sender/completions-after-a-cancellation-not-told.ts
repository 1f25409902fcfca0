// What was told as final is final: support's correction goes to the ledger alone.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'completions-after-a-cancellation-not-told',
  title: 'COMPLETED behind CANCELLED or EXPIRED is not told.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => {
      const final = new Set<number>();
      return (notice) => {
        if (notice.about === 'deposit' && final.has(notice.id)) return undefined;
        if (notice.status === 'CANCELLED' || notice.status === 'EXPIRED') final.add(notice.id);
        return honest(notice);
      };
    },
  },
};
