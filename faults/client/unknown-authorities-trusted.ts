// The chain is not looked at where the name is right and the time is too.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'unknown-authorities-trusted',
  title: 'A certificate of an authority that nobody trusts is taken.',
  row: 'C12',
  breaks: ['TLS-02'],
  lie: { decision: 'trusts', instead: (honest) => (problem) => problem === 'unknown-authority' || honest(problem) },
};
