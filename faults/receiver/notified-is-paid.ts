// The notification is taken for the payment.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'notified-is-paid',
  title: 'The status is never asked: whatever is notified is paid.',
  row: 'R08',
  breaks: ['RCV-05', 'RCV-06', 'RCV-10', 'RCV-11'],
  lie: {
    decision: 'source',
    instead: () => (_body, order) =>
      order ? { kind: 'state', status: 'COMPLETED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId } : 'api',
  },
};
