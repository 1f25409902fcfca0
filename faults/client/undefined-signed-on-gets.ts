// A missing argument becomes a word.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'undefined-signed-on-gets',
  title: 'A GET is signed over `undefined`.',
  row: 'S05',
  breaks: ['SIG-11', 'SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? encodeUtf8('undefined') : honest(sent, body, target)),
  },
};
