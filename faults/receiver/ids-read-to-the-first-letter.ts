// parseInt reads as far as it can.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'ids-read-to-the-first-letter',
  title: 'An id is read to the first character that is no digit.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = member(body, 'deposit_id');
      const text = id?.kind === 'number' ? id.text : id?.kind === 'string' ? id.value : undefined;
      return text === undefined ? honest(body, request) : /^\d+/.exec(text)?.[0];
    },
  },
};
