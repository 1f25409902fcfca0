// An array of one is that one to a loose language.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'ids-in-arrays-read',
  title: 'An id in an array is read as the id.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = member(body, 'deposit_id');
      const [only] = id?.kind === 'array' ? id.items : [];
      return only?.kind === 'number' ? only.text : honest(body, request);
    },
  },
};
