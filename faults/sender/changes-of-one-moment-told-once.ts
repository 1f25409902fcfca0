// Events are told apart by merchant and moment, so that of those of one moment the first is left.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'changes-of-one-moment-told-once',
  title: 'Of changes in the same moment one is told.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => {
      let last = -1;
      return (notice) => {
        if (notice.changedAt === last) return undefined;
        last = notice.changedAt;
        return honest(notice);
      };
    },
  },
};
