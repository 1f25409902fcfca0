// The unique index throws, and nobody catches it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-fail-inside',
  title: 'A duplicate gets 500.',
  row: 'R03',
  breaks: ['RCV-04'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'duplicate' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 500 } }
        : delivery;
    },
  },
};
