// The framework has parsed the body, and it is written again for the hash.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-written-again',
  title: 'The hash is taken over the body as it is serialised again.',
  row: 'S07',
  breaks: ['RCV-01', 'RCV-08', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      try {
        return honest(xDate, xLogin, encodeUtf8(JSON.stringify(JSON.parse(decodeUtf8(body) ?? ''))), keys);
      } catch {
        return honest(xDate, xLogin, body, keys);
      }
    },
  },
};
