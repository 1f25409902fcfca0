// A library normalises schemes, since HTTP says that they are case-insensitive.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'scheme-in-lower-case',
  title: 'The scheme is written d24.',
  row: 'S02',
  breaks: ['SIG-09'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (scheme, hash) => honest(scheme.toLowerCase(), hash),
  },
};
