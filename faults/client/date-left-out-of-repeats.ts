// Headers are made for the first try, and taken out of a map that it emptied.
import { withoutHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'date-left-out-of-repeats',
  title: 'A creation that is repeated has no X-Date.',
  breaks: ['HDR-04'],
  lie: {
    decision: 'headers',
    instead: (honest) => {
      const sent = new Set<string>();
      return (documented, ask) => {
        const headers = honest(documented, ask);
        if (ask.method !== 'POST') return headers;
        if (sent.has(ask.action)) return withoutHeader(headers, 'x-date');
        sent.add(ask.action);
        return headers;
      };
    },
  },
};
