// When the API is down, the notification is all there is.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'failures-read-from-the-body',
  title: 'Where the API fails, the status in the body is believed.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      const told = member(body, 'status');
      if (seen.kind !== 'failed' || told?.kind !== 'string' || order === undefined) return seen;
      return { kind: 'state', status: told.value, amount: order.amount, currency: order.currency, invoiceId: order.invoiceId };
    },
  },
};
