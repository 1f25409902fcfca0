// The refund service keeps its keys in the transaction that a failure rolls back.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refund-failures-not-kept',
  title: 'A refused refund is executed again under its key.',
  breaks: ['IDM-03'],
  lie: {
    decision: 'keeps',
    instead: (honest) => (response, stage, call) =>
      honest(response, stage, call) && !(call.operation.creates === 'refund' && response.status >= 400),
  },
};
