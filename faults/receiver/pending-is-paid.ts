// The payer has done his part.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'pending-is-paid',
  title: 'PENDING releases.',
  breaks: ['RCV-06'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) => honest(seen.status === 'PENDING' ? { ...seen, status: 'COMPLETED' } : seen, order),
  },
};
