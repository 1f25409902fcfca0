// A 4xx is the fault of the one who asks, says the rule of thumb.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'given-up-at-the-first-4xx',
  title: 'A 4xx ends the repeats.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) =>
      honest(answer, notice) || (answer.kind === 'response' && answer.response.status >= 400 && answer.response.status < 500),
  },
};
