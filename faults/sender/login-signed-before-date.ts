// The parts are joined in the order in which the header fields are written.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'login-signed-before-date',
  title: 'The hash is over X-Login, X-Date and body, in that order.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'message',
    instead: (honest) => (parts, notice) => honest({ ...parts, xDate: parts.xLogin, xLogin: parts.xDate }, notice),
  },
};
