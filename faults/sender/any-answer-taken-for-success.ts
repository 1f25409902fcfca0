// The HTTP library throws for no status, and nobody looks at it.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'any-answer-taken-for-success',
  title: 'Any answer counts as received.',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: () => (answer) => answer.kind === 'response',
  },
};
