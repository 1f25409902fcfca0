// The list of statuses that bar a refund lacks the first of them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unopened-deposits-refunded',
  title: 'A HOSTED deposit that the payer never opened can be refunded.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) =>
      honest(deposit.status === 'CREATED' ? { ...deposit, status: 'COMPLETED' } : deposit, refunds, amount, call),
  },
};
