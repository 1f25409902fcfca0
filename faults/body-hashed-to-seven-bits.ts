// Bytes go through a text type that drops their eighth bit where they are no UTF-8.
import { decodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-hashed-to-seven-bits',
  title: 'Ill-formed bytes are hashed without their highest bit.',
  breaks: ['UTF-07'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, decodeUtf8(body) === undefined ? body.map((byte) => byte & 0x7f) : body, call),
  },
};
