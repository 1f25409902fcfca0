// The map is kept by the hash code of the key, 32 bits of it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-told-by-their-hash-code',
  title: 'Keys with one hash code are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : String([...key].reduce((code, letter) => (31 * code + letter.charCodeAt(0)) | 0, 0));
    },
  },
};
