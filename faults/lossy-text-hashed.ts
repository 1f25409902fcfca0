// The hash is made of the body as decoded text, and a lenient decoder turns all ill-formed bytes into one character.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lossy-text-hashed',
  title: 'Ill-formed bodies have one hash.',
  row: 'S22',
  breaks: ['UTF-07'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)), call),
  },
};
