// The text writer of the platform marks UTF-8.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'byte-order-mark-before-the-body',
  title: 'A byte order mark stands before the JSON.',
  row: 'N09',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (notice) => new Uint8Array([0xef, 0xbb, 0xbf, ...honest(notice)]),
  },
};
