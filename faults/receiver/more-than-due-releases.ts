// Who pays more has paid.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'more-than-due-releases',
  title: 'A payment of more than the amount releases.',
  breaks: ['RCV-11'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) =>
      honest(Number(seen.amount) > Number(order.amount) ? { ...seen, amount: order.amount } : seen, order),
  },
};
