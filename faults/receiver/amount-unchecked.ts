// COMPLETED is all that is looked at, with the currency and the invoice.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'amount-unchecked',
  title: 'The amount of the payment is not compared.',
  breaks: ['RCV-11'],
  lie: { decision: 'releases', instead: (honest) => (seen, order) => honest({ ...seen, amount: order.amount }, order) },
};
