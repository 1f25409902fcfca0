// Whether it was released is read, and some time later it is written.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'checked-then-released',
  title: 'Two notifications at once both find the order unreleased.',
  row: 'R04',
  breaks: ['RCV-03'],
  lie: { decision: 'releaseGuard', instead: () => () => 'check-then-act' },
};
