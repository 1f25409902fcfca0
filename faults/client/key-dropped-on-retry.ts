// The key was used up.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-dropped-on-retry',
  title: 'A repeat has no key.',
  row: 'C01',
  breaks: ['IDM-15'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.attempt > 1 ? undefined : honest(ask, sources)),
  },
};
