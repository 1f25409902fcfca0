// The id is written down when it comes, and what is written down is a duplicate.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'received-counts-as-done',
  title: 'A deposit that was notified before is not looked at again.',
  row: 'R06',
  breaks: ['RCV-05', 'RCV-07', 'RCV-12', 'RCV-17', 'RCV-19'],
  lie: {
    decision: 'isDuplicate',
    instead:
      () =>
      ({ received }) =>
        received,
  },
};
