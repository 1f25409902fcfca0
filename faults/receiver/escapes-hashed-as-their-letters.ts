// The framework hands over text in which escapes are letters already.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'escapes-hashed-as-their-letters',
  title: 'The hash is taken over the body with its escapes undone.',
  row: 'S09',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => {
      const text = decodeUtf8(body);
      const letters = text?.replaceAll(/\\u00([a-f]\w)/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
      return honest(xDate, xLogin, letters === undefined ? body : encodeUtf8(letters), keys);
    },
  },
};
