// An old one was once needed.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'expiry-unverified',
  title: 'An expired certificate is taken.',
  row: 'C12',
  breaks: ['TLS-02'],
  lie: {
    decision: 'trusts',
    instead: (honest) => (problem) => problem === 'expired' || honest(problem),
  },
};
