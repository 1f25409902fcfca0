// The sum is the last row's, and not the sum of all.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'last-refund-alone-counted',
  title: 'A refund is held against the deposit less the refund before it.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => honest(deposit, refunds.slice(-1), amount, call),
  },
};
