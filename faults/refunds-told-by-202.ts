// Refunds went to a queue, and their status with them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-told-by-202',
  title: 'A refund is answered by 202, which no page documents.',
  breaks: ['END-01'],
  lie: { decision: 'successStatus', instead: (honest) => (call) => (call.operation.creates === 'refund' ? 202 : honest(call)) },
};
