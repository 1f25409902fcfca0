// An empty answer is taken for no answer.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: '204-ends-nothing',
  title: '204 does not end the repeats, though any 2XX should.',
  row: 'N03',
  breaks: ['NTF-09'],
  requires: ['C24'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) => honest(answer, notice) && !(answer.kind === 'response' && answer.response.status === 204),
  },
};
