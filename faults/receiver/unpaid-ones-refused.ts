// A payment that is not there is an error to the handler.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'unpaid-ones-refused',
  title: 'A notification of a deposit that is not paid gets 422.',
  row: 'R03',
  breaks: ['RCV-02'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'not-paid' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 422 } }
        : delivery;
    },
  },
};
