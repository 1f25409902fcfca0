// The body is escaped for HTML on its way in (Go's encoder), before the hash is made.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'ampersands-escaped-before-hashing',
  title: 'The hash is over a body with <, > and & escaped.',
  row: 'S12',
  breaks: ['SIG-01', 'SIG-04'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => {
      const escaped = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
      return honest(xDate, xLogin, encodeUtf8(Buffer.from(body).toString('utf8').replace(/[<>&]/g, escaped)), call);
    },
  },
};
