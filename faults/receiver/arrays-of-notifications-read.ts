// Some senders batch.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'arrays-of-notifications-read',
  title: 'The first notification of an array is read.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const [first] = body.kind === 'array' ? body.items : [];
      return first ? honest(first, request) : honest(body, request);
    },
  },
};
