// Text is normalised when it comes in.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'text-composed-before-the-hash',
  title: 'The hash is taken over the body in composed form.',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.normalize('NFC')), keys);
    },
  },
};
