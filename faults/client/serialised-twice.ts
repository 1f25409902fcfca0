// `json=payload` lets the HTTP library serialise again.
import { plain } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'serialised-twice',
  title: 'The body is serialised once to be signed and once to be sent, with other spaces.',
  row: 'S06',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined ? honest(sent, body, target) : encodeUtf8(JSON.stringify(plain(body), null, 1)),
  },
};
