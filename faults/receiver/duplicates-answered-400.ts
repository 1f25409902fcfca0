// A repeat for a completed deposit is classed as a bad request.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-answered-400',
  title: 'A duplicate gets 400.',
  row: 'R03',
  breaks: ['RCV-04'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'duplicate' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 400 } }
        : delivery;
    },
  },
};
