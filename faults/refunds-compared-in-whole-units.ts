// Cents are rounded away before the comparison.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-compared-in-whole-units',
  title: 'Refunds may exceed the deposit by less than one unit.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => {
      const refusal = honest(deposit, refunds, amount, call);
      const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), Number(amount));
      return refusal?.because === 'refund-exceeds' && Math.floor(sum) <= Number(deposit.amount) ? undefined : refusal;
    },
  },
};
