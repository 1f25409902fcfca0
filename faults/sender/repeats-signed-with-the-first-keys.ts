// The keys are kept in the queue with the notification.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'repeats-signed-with-the-first-keys',
  title: 'Repeats are signed with the keys of the first attempt.',
  row: 'N07',
  breaks: ['ROT-05'],
  lie: {
    decision: 'keys',
    instead:
      () =>
      ([newest], before) =>
        before ?? newest,
  },
};
