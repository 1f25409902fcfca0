// It looks like base64.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'secret-decoded',
  title: 'The API Signature is decoded from base64.',
  row: 'S33',
  breaks: ['SIG-09'],
  lie: {
    decision: 'secret',
    instead: (honest) => (keys) => Buffer.from(honest(keys), 'base64').toString('latin1'),
  },
};
