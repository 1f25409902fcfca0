// A search by prefix finds the order.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'invoices-compared-by-their-beginning',
  title: 'An invoice that begins as that of the order is taken for it.',
  breaks: ['RCV-11'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) =>
      honest(seen.invoiceId.startsWith(order.invoiceId) ? { ...seen, invoiceId: order.invoiceId } : seen, order),
  },
};
