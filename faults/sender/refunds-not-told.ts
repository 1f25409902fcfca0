// Notifications were built for deposits, and nobody called them from the refunds' module.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'refunds-not-told',
  title: 'Changes of refunds are not told.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => (notice) => (notice.about === 'deposit' ? honest(notice) : undefined),
  },
};
