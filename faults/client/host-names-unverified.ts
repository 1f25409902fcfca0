// A verifier of host names that says yes.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'host-names-unverified',
  title: 'A certificate of another host is taken.',
  row: 'C12',
  breaks: ['TLS-02'],
  lie: {
    decision: 'trusts',
    instead: (honest) => (problem) => problem === 'wrong-host' || honest(problem),
  },
};
