// The path parameter is an int.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'ids-beyond-32-bits-unread',
  title: 'Status calls for ids above 2^31 are refused as ill-formed.',
  row: 'S15',
  breaks: ['END-01', 'END-06'],
  lie: {
    decision: 'parameterProblems',
    instead: (honest) => (call) =>
      Number(call.parameters.deposit_id) > 2 ** 31 - 1 ? [{ pointer: '/deposit_id', rule: 'must be an int' }] : honest(call),
  },
};
