// Always 200, so that the provider is content.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'failures-acknowledged',
  title: 'A failure while handling is acknowledged with 200.',
  row: 'R02',
  breaks: ['RCV-05'],
  lie: { decision: 'answer', instead: (honest) => (handled) => honest(handled === 'failed' ? 'not-paid' : handled) },
};
