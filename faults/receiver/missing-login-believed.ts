// A proxy once lost the field.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'missing-login-believed',
  title: 'A notification without X-Login is believed.',
  row: 'S40',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'withoutField', instead: (honest) => (name, request) => (name === 'x-login' ? 'believe' : honest(name, request)) },
};
