// Three tries are what the library makes.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'three-repeats',
  title: 'There are three repeats.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => (notice.attempt > 3 ? undefined : honest(notice)),
  },
};
