// The body goes through a serialiser that writes its escapes in lower case.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'escapes-hashed-in-lower-case',
  title: 'The hash is taken over the body with its escapes in lower case.',
  row: 'S10',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      const lower = text?.replace(/\\u[0-9A-Fa-f]{4}/g, (found) => found.toLowerCase());
      return honest(xDate, xLogin, lower === undefined ? body : encodeUtf8(lower), keys);
    },
  },
};
