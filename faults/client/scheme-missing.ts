// The prefix is in a footnote of the page.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'scheme-missing',
  title: 'The hash stands alone in Authorization.',
  row: 'S02',
  breaks: ['SIG-09'],
  lie: {
    decision: 'authorization',
    instead: () => (_scheme, hash) => hash,
  },
};
