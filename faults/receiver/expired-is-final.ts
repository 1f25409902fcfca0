// What is expired stays so.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'expired-is-final',
  title: 'A deposit that was EXPIRED or CANCELLED is not looked at again.',
  breaks: ['RCV-12', 'RCV-17'],
  lie: {
    decision: 'isDuplicate',
    instead:
      () =>
      ({ released, lastStatus }) =>
        released || lastStatus === 'EXPIRED' || lastStatus === 'CANCELLED',
  },
};
