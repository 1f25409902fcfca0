// A duplicate is a conflict to whoever thinks of databases.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-refused',
  title: 'A duplicate gets 409.',
  row: 'R03',
  breaks: ['RCV-04'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'duplicate' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 409 } }
        : delivery;
    },
  },
};
