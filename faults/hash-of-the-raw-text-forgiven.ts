// Clients that escape after signing are helped.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-of-the-raw-text-forgiven',
  title: 'The hash of the raw spelling verifies for an escaped body.',
  row: 'S09',
  breaks: ['UTF-02'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const text = Buffer.from(message).toString('latin1');
      const decode = (spelled: string, hex: string) =>
        Number.parseInt(hex, 16) < 0x80 ? spelled : Buffer.from(String.fromCharCode(Number.parseInt(hex, 16))).toString('latin1');
      const raw = Buffer.from(text.replace(/\\u([0-9a-f]{4})/gi, decode), 'latin1');
      return honest(hash, message, secret, call) || honest(hash, raw, secret, call);
    },
  },
};
