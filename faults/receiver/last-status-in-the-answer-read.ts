// The status is cut out of the answer by its last colon.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'last-status-in-the-answer-read',
  title: 'The last status anywhere in the answer counts.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'readStatus',
    instead: (honest) => (answer, body, order) => {
      const seen = honest(answer, body, order);
      if (seen.kind !== 'state' || answer.kind !== 'response') return seen;
      const last = [
        ...Buffer.from(answer.response.body)
          .toString()
          .matchAll(/"status":\s*"(\w+)"/g),
      ].at(-1)?.[1];
      return { ...seen, status: last ?? seen.status };
    },
  },
};
