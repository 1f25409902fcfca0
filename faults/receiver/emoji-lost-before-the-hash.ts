// The log table takes three bytes a letter, and the hash is taken over what was logged.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'emoji-lost-before-the-hash',
  title: 'Letters of four bytes are question marks under the hash.',
  row: 'S21',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?')), keys);
    },
  },
};
