// PENDING was dealt with, so the next one is a duplicate.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'pending-is-final',
  title: 'A deposit that was PENDING is not looked at again.',
  row: 'R06',
  breaks: ['RCV-07', 'RCV-12', 'RCV-17'],
  lie: {
    decision: 'isDuplicate',
    instead:
      () =>
      ({ released, lastStatus }) =>
        released || lastStatus === 'PENDING',
  },
};
