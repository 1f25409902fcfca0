// The key is made where the headers are made.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'new-key-per-try',
  title: 'Each try has a key of its own.',
  row: 'C01',
  breaks: ['IDM-15'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' ? sources.perTry : honest(ask, sources)),
  },
};
