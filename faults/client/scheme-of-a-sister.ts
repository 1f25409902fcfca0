// The code was copied from an integration of another label.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'scheme-of-a-sister',
  title: 'The scheme is that of a sister label.',
  row: 'S02',
  breaks: ['SIG-09'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (_scheme, hash) => honest('TUPAY', hash),
  },
};
