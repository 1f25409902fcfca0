// Refunds hold their keys in a lock of their own, without an end.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-locked-when-a-refund-caller-goes',
  title: 'After a lost connection on a refund its key is in flight for ever.',
  row: 'I06',
  breaks: ['IDM-07'],
  lie: {
    decision: 'onAbandoned',
    instead: (honest) => (call) => (call.operation.creates === 'refund' ? 'hold' : honest(call)),
  },
};
