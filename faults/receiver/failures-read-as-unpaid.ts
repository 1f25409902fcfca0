// A status that cannot be read is taken for none.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'failures-read-as-unpaid',
  title: 'A failed status call counts as a deposit that is not paid.',
  row: 'R02',
  breaks: ['RCV-05'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      return seen.kind === 'failed' ? { kind: 'state', status: 'PENDING', amount: '0', currency: '', invoiceId: '' } : seen;
    },
  },
};
