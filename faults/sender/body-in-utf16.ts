// The platform holds texts in UTF-16, and nobody names a charset.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-in-utf16',
  title: 'The body is JSON in UTF-16.',
  row: 'N09',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (notice) => new Uint8Array(Buffer.from(Buffer.from(honest(notice)).toString('latin1'), 'utf16le')),
  },
};
