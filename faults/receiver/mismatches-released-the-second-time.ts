// The mismatch is noted at the order, and noted orders are not looked at again.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'mismatches-released-the-second-time',
  title: 'An order whose payment does not match is released by the second notification.',
  breaks: ['RCV-11'],
  lie: {
    decision: 'releases',
    instead: (honest) => {
      const noted = new Set<string>();
      return (seen, order) => {
        const decided = honest(seen, order);
        if (decided !== 'mismatched') return decided;
        if (noted.has(order.depositId)) return 'release';
        noted.add(order.depositId);
        return decided;
      };
    },
  },
};
