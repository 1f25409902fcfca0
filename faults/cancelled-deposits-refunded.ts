// Only what is still open may not be refunded.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'cancelled-deposits-refunded',
  title: 'A cancelled deposit can be refunded.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) =>
      honest(deposit.status === 'CANCELLED' ? { ...deposit, status: 'COMPLETED' } : deposit, refunds, amount, call),
  },
};
