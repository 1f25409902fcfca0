// The refund status service reads voucher with a strict parser, and nothing is not a boolean.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refund-status-needs-voucher',
  title: 'A refund status without the optional voucher parameter is refused.',
  breaks: ['END-01'],
  lie: {
    decision: 'parameterProblems',
    instead: (honest) => (call) => {
      const left = call.parameters.refund_id !== undefined && !call.arrival.request.target.includes('voucher=');
      return left ? [{ pointer: '/voucher', rule: 'must be boolean' }] : honest(call);
    },
  },
};
