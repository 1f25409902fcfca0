// json.dumps(None) and its like.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'null-signed-on-gets',
  title: 'A GET is signed over `null`.',
  row: 'S05',
  breaks: ['SIG-11', 'SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? encodeUtf8('null') : honest(sent, body, target)),
  },
};
