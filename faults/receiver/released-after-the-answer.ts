// The answer goes out first, so that the provider need not wait.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'released-after-the-answer',
  title: 'The order is released some time after the acknowledgement, and a crash in between loses it.',
  row: 'R10',
  breaks: ['RCV-19'],
  lie: { decision: 'releasesWhen', instead: () => () => 'after-answer' },
};
