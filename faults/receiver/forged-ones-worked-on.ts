// The check is logged, and nobody stops for it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'forged-ones-worked-on',
  title: 'A signature that does not verify changes nothing.',
  row: 'R01',
  breaks: ['RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-16', 'RCV-20'],
  lie: { decision: 'unverified', instead: () => () => 'work' },
};
