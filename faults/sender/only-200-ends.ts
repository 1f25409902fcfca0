// The older page says exactly 200; a profile that asks for any 2XX must see it.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'only-200-ends',
  title: 'Only 200 ends the repeats, though any 2XX should.',
  row: 'N03',
  breaks: ['NTF-09'],
  requires: ['C24'],
  lie: {
    decision: 'ends',
    instead: () => (answer) => answer.kind === 'response' && answer.response.status === 200,
  },
};
