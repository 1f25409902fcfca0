// A promise that is rejected and never answered.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'failures-never-answered',
  title: 'After a failed status call no answer is sent.',
  row: 'R11',
  breaks: ['RCV-14'],
  lie: { decision: 'answer', instead: (honest) => (handled) => (handled === 'failed' ? { kind: 'silent' } : honest(handled)) },
};
