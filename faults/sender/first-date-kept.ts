// The whole request is kept in the queue.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'first-date-kept',
  title: 'Repeats carry the X-Date of the first attempt.',
  breaks: ['NTF-11'],
  lie: {
    decision: 'date',
    instead: () => (_notice, firstAt) => firstAt,
  },
};
