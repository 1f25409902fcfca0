// Ids are kept in a 32-bit column.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'ids-of-32-bits',
  title: 'Ids above 2^31 become others.',
  breaks: ['RCV-02'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = honest(body, request);
      return id === undefined ? undefined : String(Number(id) | 0);
    },
  },
};
