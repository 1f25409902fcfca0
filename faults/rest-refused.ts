// Less than, where at most is meant.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'rest-refused',
  title: 'The refund that makes the deposit whole is refused.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => {
      const sum = refunds.reduce((sofar, refund) => sofar + Number(refund.amount), Number(amount));
      const whole = Math.round(sum * 100) === Math.round(Number(deposit.amount) * 100);
      return whole ? { because: 'refund-exceeds' } : honest(deposit, refunds, amount, call);
    },
  },
};
