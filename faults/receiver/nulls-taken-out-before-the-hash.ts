// A middleware drops members that are null before the handler sees the body.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'nulls-taken-out-before-the-hash',
  title: 'The hash is taken over the body without its null members.',
  row: 'S31',
  breaks: ['RCV-06', 'RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.replaceAll(/"\w+":null,/g, '')), keys);
    },
  },
};
