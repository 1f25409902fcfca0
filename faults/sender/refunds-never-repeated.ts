// Refunds are sent by an older service, which has no queue.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'refunds-never-repeated',
  title: 'Notifications of refunds are not repeated.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => (notice.about === 'refund' ? undefined : honest(notice)),
  },
};
