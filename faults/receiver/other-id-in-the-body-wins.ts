// Another product of the provider writes the member in camel case.
import { member } from '../../core/json.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'other-id-in-the-body-wins',
  title: '`depositId` stands for `deposit_id`.',
  breaks: ['RCV-06'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const other = member(body, 'depositId');
      return other?.kind === 'number' ? other.text : honest(body, request);
    },
  },
};
