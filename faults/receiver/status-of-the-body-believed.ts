// A model of the notification has a status, so it is used.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'status-of-the-body-believed',
  title: 'A status in the body stands for that of the API.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      const told = member(body, 'status');
      return seen.kind === 'state' && told?.kind === 'string' ? { ...seen, status: told.value } : seen;
    },
  },
};
