// The library sets it for forms only.
import { withoutHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'content-type-missing',
  title: 'No Content-Type is sent.',
  breaks: ['HDR-04', 'HDR-07'],
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => withoutHeader(honest(documented, ask), 'content-type'),
  },
};
