// Older senders are said to send no date.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'missing-date-believed',
  title: 'A notification without X-Date is believed.',
  row: 'S40',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'withoutField', instead: (honest) => (name, request) => (name === 'x-date' ? 'believe' : honest(name, request)) },
};
