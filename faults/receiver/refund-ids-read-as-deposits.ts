// One handler serves both kinds of notification, and takes the id that is there.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'refund-ids-read-as-deposits',
  title: 'The id of a refund is read as that of a deposit.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = member(body, 'refund_id');
      return id?.kind === 'number' ? id.text : honest(body, request);
    },
  },
};
