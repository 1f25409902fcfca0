// The job that cancels tells first, and writes all of its batch at the end.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'cancellations-told-early',
  title: 'Cancellations are told before they can be read.',
  breaks: ['NTF-06'],
  lie: {
    decision: 'writesAfter',
    instead: (honest) => (notice) => (notice.status === 'CANCELLED' ? 30_000 : honest(notice)),
  },
};
