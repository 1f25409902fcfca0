// The order is compared with what was notified, before the API is asked for the status.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'amount-of-the-body-believed',
  title: 'An amount in the body stands for that of the API.',
  row: 'R08',
  breaks: ['RCV-06', 'RCV-08'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      const told = member(body, 'amount');
      return seen.kind === 'state' && told?.kind === 'number' ? { ...seen, amount: told.text } : seen;
    },
  },
};
