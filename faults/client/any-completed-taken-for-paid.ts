// A search in the text.
import { writeJson } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'any-completed-taken-for-paid',
  title: 'COMPLETED anywhere in the answer counts as paid.',
  row: 'C16',
  breaks: ['CLT-04'],
  lie: {
    decision: 'paid',
    instead: () => (body) => writeJson(body).includes('COMPLETED'),
  },
};
