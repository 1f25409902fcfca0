// A cent of tolerance is given for rounding.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'over-refund-by-a-cent',
  title: 'Refunds may exceed the deposit by one cent.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) =>
      honest({ ...deposit, amount: (Number(deposit.amount) + 0.01).toFixed(2) }, refunds, amount, call),
  },
};
