// A gateway rewrites line ends.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'line-ends-rewritten',
  title: 'The hash is taken over the body with its CRLF as LF.',
  row: 'S28',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.replaceAll('\r\n', '\n')), keys);
    },
  },
};
