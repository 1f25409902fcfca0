// The sum is over distinct amounts.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'equal-refunds-counted-once',
  title: 'Of several refunds of one amount only one is counted.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => {
      const distinct = refunds.filter((refund, index) => refunds.findIndex((other) => other.amount === refund.amount) === index);
      return honest(deposit, distinct, amount, call);
    },
  },
};
