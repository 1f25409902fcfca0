// The deposit names the order already.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'invoice-unchecked',
  title: 'The invoice of the payment is not compared.',
  breaks: ['RCV-11'],
  lie: { decision: 'releases', instead: (honest) => (seen, order) => honest({ ...seen, invoiceId: order.invoiceId }, order) },
};
