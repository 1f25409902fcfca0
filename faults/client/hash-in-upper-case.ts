// %X.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'hash-in-upper-case',
  title: 'The hash is in upper-case hex.',
  row: 'S35',
  breaks: ['SIG-09'],
  lie: {
    decision: 'hash',
    instead: (honest) => (message, secret) => honest(message, secret).toUpperCase(),
  },
};
