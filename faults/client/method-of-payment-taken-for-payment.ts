// The member is documented for completed deposits, and was never seen without one.
import { member } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'method-of-payment-taken-for-payment',
  title: 'A deposit with completed_payment_method_code counts as paid.',
  breaks: ['CLT-04'],
  lie: {
    decision: 'paid',
    instead: (honest) => (body, ask) => honest(body, ask) || member(body, 'completed_payment_method_code') !== undefined,
  },
};
