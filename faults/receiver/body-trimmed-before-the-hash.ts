// A gateway takes blanks off both ends of what passes.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-trimmed-before-the-hash',
  title: 'The hash is taken over the body without blanks at its ends.',
  row: 'S28',
  breaks: ['RCV-01', 'RCV-08', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.trim()), keys);
    },
  },
};
