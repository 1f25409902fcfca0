// The exception of the HTTP library is logged, and the code goes on.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'closed-connection-taken-for-success',
  title: 'A connection that is closed without an answer counts as received.',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) => honest(answer, notice) || answer.kind === 'none',
  },
};
