// The body is serialised again by a library that escapes what is not ASCII.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'characters-hashed-as-escapes',
  title: 'The hash is over the body with characters beyond ASCII escaped.',
  row: 'S09',
  breaks: ['UTF-02', 'SIG-04'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => {
      const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return honest(
        xDate,
        xLogin,
        encodeUtf8(
          Buffer.from(body)
            .toString('utf8')
            .replace(/[\u0080-\uffff]/g, escaped),
        ),
        call,
      );
    },
  },
};
