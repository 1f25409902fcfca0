// The event is called deposit.completed, and there is no other.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'only-completions-told',
  title: 'Only COMPLETED is told, and no other status.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => (notice) => (notice.status === 'COMPLETED' ? honest(notice) : undefined),
  },
};
