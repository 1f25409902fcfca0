// The key lives as long as the call.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'new-key-when-asked-again',
  title: 'A repeat that the caller asks for has a key of its own.',
  row: 'C01',
  breaks: ['IDM-15'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' && ask.attempt > 1 ? sources.perAsk : honest(ask, sources)),
  },
};
