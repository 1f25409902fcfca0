// Where the raw bytes do not fit, the hash of the repaired text is tried.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-of-the-repaired-text-forgiven',
  title: 'The hash of a body with replacement characters verifies for ill-formed bytes.',
  row: 'S22',
  breaks: ['UTF-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) ||
      honest(hash, encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(message)), secret, call),
  },
};
