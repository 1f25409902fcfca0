// Other schemes have it so.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'hash-in-base64',
  title: 'The hash is in base64.',
  row: 'S35',
  breaks: ['SIG-09'],
  lie: {
    decision: 'hash',
    instead: (honest) => (message, secret) => Buffer.from(honest(message, secret), 'hex').toString('base64'),
  },
};
