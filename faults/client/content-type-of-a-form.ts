// curl -d's default.
import { withHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'content-type-of-a-form',
  title: 'The Content-Type is that of a form.',
  breaks: ['HDR-04'],
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => withHeader(honest(documented, ask), 'content-type', 'application/x-www-form-urlencoded'),
  },
};
