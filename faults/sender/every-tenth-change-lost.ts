// One of ten workers of the queue acknowledges and does nothing.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'every-tenth-change-lost',
  title: 'Every tenth change is not told.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => {
      let changes = 0;
      return (notice) => {
        changes += 1;
        return changes % 10 === 0 ? undefined : honest(notice);
      };
    },
  },
};
