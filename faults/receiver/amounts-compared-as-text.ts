// 100.50 is not 100.5 to a text.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'amounts-compared-as-text',
  title: 'The amount of the order and that of the status are compared as text.',
  breaks: ['RCV-02'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) =>
      seen.status === 'COMPLETED' && seen.amount !== order.amount ? 'mismatched' : honest(seen, order),
  },
};
