// The status is fetched, and its answer is only logged.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'any-status-is-paid',
  title: 'Every status releases.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: { decision: 'releases', instead: (honest) => (seen, order) => honest({ ...seen, status: 'COMPLETED' }, order) },
};
