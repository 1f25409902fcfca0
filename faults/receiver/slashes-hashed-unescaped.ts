// The body goes through a serialiser that does not escape slashes.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'slashes-hashed-unescaped',
  title: 'The hash is taken over the body with its slashes unescaped.',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.replaceAll('\\/', '/')), keys);
    },
  },
};
