// The key is a member of the client.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-per-client',
  title: 'One key serves all calls of a client object.',
  row: 'C03',
  breaks: ['IDM-16'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' ? sources.perClient : honest(ask, sources)),
  },
};
