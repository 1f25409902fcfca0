// What was acknowledged is marked in a table that the sender does not read.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'repeated-after-200',
  title: 'A 200 does not end the repeats.',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) => honest(answer, notice) && !(answer.kind === 'response' && answer.response.status === 200),
  },
};
