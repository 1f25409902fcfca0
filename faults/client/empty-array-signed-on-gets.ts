// PHP writes an empty array for no members.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'empty-array-signed-on-gets',
  title: 'A GET is signed over `[]`.',
  row: 'S05',
  breaks: ['SIG-11', 'SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? encodeUtf8('[]') : honest(sent, body, target)),
  },
};
