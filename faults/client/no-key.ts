// The header is optional.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'no-key',
  title: 'No POST carries a key.',
  row: 'C05',
  breaks: ['IDM-19'],
  lie: {
    decision: 'key',
    instead: () => () => undefined,
  },
};
