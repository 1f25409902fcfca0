// The order is null, and null has no amount.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'deposits-without-order-fail-inside',
  title: 'A deposit without an order gets 500.',
  row: 'R13',
  breaks: ['RCV-10'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'no-order' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 500 } }
        : delivery;
    },
  },
};
