// Refunds are sent by an older service.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'refunds-unsigned',
  title: 'Notifications of refunds carry no Authorization value.',
  row: 'N07',
  breaks: ['NTF-01'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (hash, notice) => (notice.about === 'refund' ? undefined : honest(hash, notice)),
  },
};
