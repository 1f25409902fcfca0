// A list of the failures that were known.
import { member } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'not-pending-taken-for-paid',
  title: 'Whatever is not pending or cancelled counts as paid.',
  row: 'C16',
  breaks: ['CLT-04'],
  lie: {
    decision: 'paid',
    instead: () => (body) => {
      const status = member(body, 'status');
      return status?.kind === 'string' && !['CREATED', 'PENDING', 'CANCELLED', 'EXPIRED', 'DECLINED'].includes(status.value);
    },
  },
};
