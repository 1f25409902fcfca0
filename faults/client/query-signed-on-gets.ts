// Something has to be covered, somebody thought.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'query-signed-on-gets',
  title: 'A GET is signed over its target.',
  breaks: ['SIG-11', 'SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? encodeUtf8(target) : honest(sent, body, target)),
  },
};
