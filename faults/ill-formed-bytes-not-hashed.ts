// Bytes that are no UTF-8 are filtered out before the hash is made.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'ill-formed-bytes-not-hashed',
  title: 'What is ill-formed in a body is not under its hash.',
  row: 'S22',
  breaks: ['UTF-07'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body).replaceAll('\ufffd', '')), call),
  },
};
