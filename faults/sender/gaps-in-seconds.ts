// The figures are right and the unit is not.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'gaps-in-seconds',
  title: 'The pauses are 5, 25, 125 and 625 seconds.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => {
      const gap = honest(notice);
      return gap === undefined ? undefined : gap / 60;
    },
  },
};
