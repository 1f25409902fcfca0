// There is no content.
import { withoutHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'no-content-type-on-gets',
  title: 'GETs have no Content-Type.',
  breaks: ['HDR-07'],
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => {
      const lines = honest(documented, ask);
      return ask.method === 'GET' ? withoutHeader(lines, 'content-type') : lines;
    },
  },
};
