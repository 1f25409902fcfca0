// The retry policy is that of the queue.
import type { SenderFault } from './fault.ts';

const minute = 60_000;

export const fault: SenderFault = {
  id: 'repeated-every-five-minutes',
  title: 'Repeats come every five minutes.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead:
      () =>
      ({ attempt }) =>
        attempt <= 5 ? 5 * minute : undefined,
  },
};
