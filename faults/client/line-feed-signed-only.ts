// echo, a heredoc or Go's Encoder adds it.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'line-feed-signed-only',
  title: 'A line feed stands behind the body that is signed.',
  row: 'S27',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined ? honest(sent, body, target) : Buffer.concat([sent, encodeUtf8('\n')]),
  },
};
