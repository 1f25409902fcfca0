// `if (header && !verify(header))`: who sends no header is never asked.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'missing-authorization-believed',
  title: 'A notification without Authorization is believed.',
  row: 'S40',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'withoutField', instead: (honest) => (name, request) => (name === 'authorization' ? 'believe' : honest(name, request)) },
};
