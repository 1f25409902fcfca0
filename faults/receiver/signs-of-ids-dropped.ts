// Digits are all that is kept of an id.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'signs-of-ids-dropped',
  title: 'A negative id is read as its positive one.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = member(body, 'deposit_id');
      return id?.kind === 'number' && id.text.startsWith('-') ? id.text.slice(1) : honest(body, request);
    },
  },
};
