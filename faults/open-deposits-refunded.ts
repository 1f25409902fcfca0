// Nobody looks at the status of the deposit.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'open-deposits-refunded',
  title: 'A deposit that is not completed can be refunded.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundRefusal',
    instead: (honest) => (deposit, refunds, amount, call) => honest({ ...deposit, status: 'COMPLETED' }, refunds, amount, call),
  },
};
