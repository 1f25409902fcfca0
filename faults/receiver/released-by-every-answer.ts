// A duplicate is told when it comes, and no more.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'released-by-every-answer',
  title: 'What was under way when another released the order releases it again.',
  row: 'R04',
  breaks: ['RCV-03'],
  lie: { decision: 'releaseGuard', instead: () => () => 'none' },
};
