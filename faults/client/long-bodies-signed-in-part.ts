// The buffer of the hash has its own size.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'long-bodies-signed-in-part',
  title: 'Of a body the first 2,048 bytes are signed.',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => honest(sent, body, target).subarray(0, 2048),
  },
};
