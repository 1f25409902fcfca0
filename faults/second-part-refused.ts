// A deposit has one refund.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'second-part-refused',
  title: 'A second part of a deposit is not refunded.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) =>
      refunds.length > 0 ? { because: 'refund-exceeds' } : honest(deposit, refunds, amount, call),
  },
};
