// It is in the hash, after all.
import { withoutHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'login-missing',
  title: 'X-Login is signed and not sent.',
  breaks: ['HDR-04', 'SIG-09'],
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => withoutHeader(honest(documented, ask), 'x-login'),
  },
};
