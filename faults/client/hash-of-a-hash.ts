// A wrapper around the wrapper.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'hash-of-a-hash',
  title: 'The hash is hashed once more.',
  row: 'S36',
  breaks: ['SIG-09'],
  lie: {
    decision: 'hash',
    instead: (honest) => (message, secret) => honest(encodeUtf8(honest(message, secret)), secret),
  },
};
