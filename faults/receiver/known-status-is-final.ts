// A deposit that has a status in the database is done.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'known-status-is-final',
  title: 'A deposit whose status was seen once is not looked at again.',
  row: 'R06',
  breaks: ['RCV-07', 'RCV-12', 'RCV-17'],
  lie: {
    decision: 'isDuplicate',
    instead:
      () =>
      ({ released, lastStatus }) =>
        released || lastStatus !== undefined,
  },
};
