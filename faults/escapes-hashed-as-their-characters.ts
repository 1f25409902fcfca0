// A proxy decodes \u escapes before the hash is made.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'escapes-hashed-as-their-characters',
  title: 'The hash is over the body with its escapes decoded.',
  row: 'S09',
  breaks: ['UTF-02', 'SIG-04'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => {
      const text = Buffer.from(body).toString('utf8');
      const decoded = text.replace(/\\u([0-9a-fA-F]{4})/g, (spelled, hex: string) =>
        Number.parseInt(hex, 16) < 0x80 ? spelled : String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return honest(xDate, xLogin, encodeUtf8(decoded), call);
    },
  },
};
