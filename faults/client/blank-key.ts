// The variable was not set.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'blank-key',
  title: 'The key is blank.',
  row: 'C05',
  breaks: ['IDM-19'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' ? ' ' : honest(ask, sources)),
  },
};
