// The status is looked for with `includes`.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'completed-anywhere-is-paid',
  title: 'Every status with COMPLETED in it releases.',
  breaks: ['RCV-06'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) => honest(seen.status.includes('COMPLETED') ? { ...seen, status: 'COMPLETED' } : seen, order),
  },
};
