// The arguments of the HMAC function stand in another order.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-and-message-swapped',
  title: 'Key and message are swapped.',
  row: 'S36',
  breaks: ['SIG-09'],
  lie: {
    decision: 'hash',
    instead: (honest) => (message, secret) => honest(encodeUtf8(secret), Buffer.from(message).toString('utf8')),
  },
};
