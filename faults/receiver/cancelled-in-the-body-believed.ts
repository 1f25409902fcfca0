// The body may say that there is nothing to do.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'cancelled-in-the-body-believed',
  title: 'A body that says CANCELLED or PENDING is not looked into.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      const told = member(body, 'status');
      return seen.kind === 'state' && told?.kind === 'string' && told.value !== 'COMPLETED' ? { ...seen, status: told.value } : seen;
    },
  },
};
