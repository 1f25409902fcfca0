// Test notifications of the panel are not signed, somebody said.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'tests-unverified',
  title: 'A body with "test": true is believed without a signature.',
  row: 'S40',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'withoutField',
    instead: (honest) => (name, request) =>
      Buffer.from(request.body).toString('latin1').includes('"test":true') ? 'believe' : honest(name, request),
  },
};
