// verify=False.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'certificates-unverified',
  title: 'No certificate is verified.',
  row: 'C12',
  breaks: ['TLS-02'],
  lie: {
    decision: 'trusts',
    instead: () => () => true,
  },
};
