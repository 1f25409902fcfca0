// The event has a date, so that one is taken.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'date-of-the-change',
  title: 'X-Date is the moment of the change.',
  breaks: ['NTF-11'],
  lie: {
    decision: 'date',
    instead:
      () =>
      ({ changedAt }) =>
        changedAt,
  },
};
