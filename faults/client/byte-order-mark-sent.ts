// A StreamWriter with Encoding.UTF8 writes it.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'byte-order-mark-sent',
  title: 'A byte order mark stands before the JSON.',
  row: 'S25',
  breaks: ['CLT-02'],
  lie: {
    decision: 'encode',
    instead: (honest) => (body) => Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), honest(body)]),
  },
};
