// Every status that is not 2xx counts as passing.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'refusals-for-ever',
  title: 'A 4xx is tried again until it changes.',
  row: 'C08',
  breaks: ['IDM-18'],
  lie: {
    decision: 'repeats',
    instead: (honest) => (ended, tries, ask) =>
      ended.kind === 'response' && ended.response.status >= 400 && ended.response.status < 500 ? 100 : honest(ended, tries, ask),
  },
};
