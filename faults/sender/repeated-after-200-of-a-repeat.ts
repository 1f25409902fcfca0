// Only the first attempt looks at its answer; the others are jobs that were planned.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'repeated-after-200-of-a-repeat',
  title: 'A 200 that answers a repeat does not end the repeats.',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) => honest(answer, notice) && notice.attempt === 1,
  },
};
