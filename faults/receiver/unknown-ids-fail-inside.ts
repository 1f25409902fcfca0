// The client of the API throws on 404.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'unknown-ids-fail-inside',
  title: 'A deposit that the API does not know gets 503.',
  row: 'R13',
  breaks: ['RCV-10'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      return seen.kind === 'unknown-deposit' ? { kind: 'failed' } : seen;
    },
  },
};
