// The parts of the message were put together from memory.
import { signedMessage } from '../../core/contract/canonical.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'login-before-date',
  title: 'X-Login is signed before X-Date.',
  row: 'S01',
  breaks: ['SIG-09'],
  lie: {
    decision: 'message',
    instead: (_honest) => (xDate, xLogin, body) => signedMessage(xLogin, xDate, body),
  },
};
