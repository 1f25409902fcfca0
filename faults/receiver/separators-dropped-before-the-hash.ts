// A filter against injected scripts takes line separators and DEL out of whatever comes in.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'separators-dropped-before-the-hash',
  title: 'U+2028, U+2029 and DEL are taken out before the hash.',
  row: 'S26',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      return honest(xDate, xLogin, text === undefined ? body : encodeUtf8(text.replaceAll(/[\u2028\u2029\u007f]/g, '')), keys);
    },
  },
};
