// What is none of the known refusals is taken for a payment.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'unknown-status-is-paid',
  title: 'A status that is not known releases.',
  breaks: ['RCV-06'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) =>
      honest(seen.status === 'A_NEW_STATUS' || seen.status === 'FOR_REVIEW' ? { ...seen, status: 'COMPLETED' } : seen, order),
  },
};
