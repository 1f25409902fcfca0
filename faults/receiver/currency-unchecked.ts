// All orders were in one currency when it was written.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'currency-unchecked',
  title: 'The currency of the payment is not compared.',
  breaks: ['RCV-11'],
  lie: { decision: 'releases', instead: (honest) => (seen, order) => honest({ ...seen, currency: order.currency }, order) },
};
