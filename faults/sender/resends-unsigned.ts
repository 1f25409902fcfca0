// The panel has a sender of its own.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'resends-unsigned',
  title: 'What a person asks for again goes out without an Authorization value.',
  row: 'N07',
  breaks: ['NTF-01'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (hash, notice) => (notice.cause === 'resend' ? undefined : honest(hash, notice)),
  },
};
