// One function makes all headers.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-on-gets',
  title: 'GETs carry a key.',
  breaks: ['IDM-17'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => honest(ask, sources) ?? sources.perAsk,
  },
};
