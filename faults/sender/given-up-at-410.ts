// Other senders of webhooks unsubscribe at a 410.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'given-up-at-410',
  title: '410 Gone ends the repeats.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'ends',
    instead: (honest) => (answer, notice) => honest(answer, notice) || (answer.kind === 'response' && answer.response.status === 410),
  },
};
