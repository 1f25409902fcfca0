// Two calls of the same helper, one line apart.
import { formatXDate } from '../../core/contract/clock.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'clock-read-twice',
  title: 'The clock is read once for the header and once for the hash.',
  row: 'S04',
  breaks: ['SIG-10', 'SIG-09'],
  lie: {
    decision: 'signedDate',
    instead: () => (_xDate, now) => formatXDate(now),
  },
};
