// The queue keeps the body of a notification, and none of its header fields.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'authorization-left-out-of-repeats',
  title: 'Repeats go out without the Authorization value.',
  row: 'N07',
  breaks: ['NTF-01'],
  lie: {
    decision: 'headers',
    instead:
      () =>
      (lines, { attempt }) =>
        attempt === 1 ? lines : lines.filter(([name]) => name !== 'Authorization'),
  },
};
