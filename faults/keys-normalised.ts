// Keys are decoded and normalised as names are.
import { decodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-normalised',
  title: 'Keys that differ in Unicode normalisation alone are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : (decodeUtf8(Uint8Array.from(key, (letter) => letter.charCodeAt(0))) ?? key).normalize('NFC');
    },
  },
};
