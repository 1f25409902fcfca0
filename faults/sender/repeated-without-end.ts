// Nobody counts the attempts.
import type { SenderFault } from './fault.ts';

const minute = 60_000;

export const fault: SenderFault = {
  id: 'repeated-without-end',
  title: 'Repeats never stop.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => honest(notice) ?? 3125 * minute,
  },
};
