// A lock on the deposit, and whoever finds it taken says thank you.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'dropped-while-another-is-worked-on',
  title: 'A notification is acknowledged and dropped while an earlier one of its deposit is worked on.',
  row: 'R07',
  breaks: ['RCV-07', 'RCV-12'],
  lie: { decision: 'whileWorking', instead: () => () => 'drop' },
};
