// Parts are summed in binary floats, and the sum of a right split is a little more than the whole.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-summed-in-floats',
  title: 'The last part of a right split is refused where the sum in floats is above the whole.',
  row: 'S14',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => {
      const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), 0) + Number(amount);
      return sum > Number(deposit.amount) ? { because: 'refund-exceeds' } : honest(deposit, refunds, amount, call);
    },
  },
};
