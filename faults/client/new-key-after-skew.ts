// The whole request is built anew.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'new-key-after-skew',
  title: 'The request with the corrected date has a new idempotency key.',
  row: 'T11',
  breaks: ['CLK-08'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' && sources.corrections > 0 ? sources.perTry : honest(ask, sources)),
  },
};
