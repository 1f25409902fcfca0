// Servers recover.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'stored-500-for-ever',
  title: 'A 500 is tried again until it changes.',
  row: 'C08',
  breaks: ['IDM-18'],
  lie: {
    decision: 'repeats',
    instead: (honest) => (ended, tries, ask) =>
      ended.kind === 'response' && ended.response.status === 500 ? 100 : honest(ended, tries, ask),
  },
};
