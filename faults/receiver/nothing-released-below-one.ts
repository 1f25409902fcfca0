// Amounts are read as whole numbers, and nothing is due for 0.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'nothing-released-below-one',
  title: 'An amount below 1 is taken for 0, and its order is not released.',
  breaks: ['RCV-02'],
  lie: { decision: 'releases', instead: (honest) => (seen, order) => (Number(order.amount) < 1 ? 'mismatched' : honest(seen, order)) },
};
