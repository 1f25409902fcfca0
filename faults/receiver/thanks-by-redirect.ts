// The handler ends as a page does, by a redirect to thanks.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'thanks-by-redirect',
  title: 'A release is answered by 302.',
  breaks: ['RCV-02', 'RCV-06', 'RCV-08', 'RCV-09', 'RCV-13'],
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'released' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 302 } }
        : delivery;
    },
  },
};
