// Only an exception counts as a failure, and an answer of 500 throws none.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'server-errors-read-as-unpaid',
  title: 'A 5xx of the status API counts as a deposit that is not paid.',
  row: 'R02',
  breaks: ['RCV-05'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) =>
      answer.kind === 'response' && answer.response.status >= 500
        ? { kind: 'state', status: 'UNKNOWN', amount: '0', currency: '', invoiceId: '' }
        : honest(answer, body, order),
  },
};
