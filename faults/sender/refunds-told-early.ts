// Refunds are read from a replica that lags.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'refunds-told-early',
  title: 'A refund is told before its status can be read.',
  breaks: ['NTF-06'],
  lie: {
    decision: 'writesAfter',
    instead: (honest) => (notice) => (notice.about === 'refund' ? 10_000 : honest(notice)),
  },
};
