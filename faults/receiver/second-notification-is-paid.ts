// The first notification tells of the creation, the second of the payment.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'second-notification-is-paid',
  title: 'The second notification of a deposit releases it, whatever its status.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'releases',
    instead: (honest) => {
      const known = new Set<string>();
      return (seen, order) => {
        const decided = honest(seen, order);
        if (decided !== 'not-paid') return decided;
        if (known.has(order.depositId)) return 'release';
        known.add(order.depositId);
        return decided;
      };
    },
  },
};
