// The API has forgotten old deposits, so that whatever it does not know must have been paid.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'unknown-deposits-are-paid',
  title: 'A deposit that the API does not know is taken for paid.',
  row: 'R13',
  breaks: ['RCV-06', 'RCV-10'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      if (seen.kind !== 'unknown-deposit' || order === undefined) return seen;
      return { kind: 'state', status: 'COMPLETED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId };
    },
  },
};
