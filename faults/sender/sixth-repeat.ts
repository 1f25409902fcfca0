// The count begins at zero.
import type { SenderFault } from './fault.ts';

const minute = 60_000;

export const fault: SenderFault = {
  id: 'sixth-repeat',
  title: 'There are six repeats.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => (notice.attempt === 6 ? 5 * 3125 * minute : honest(notice)),
  },
};
