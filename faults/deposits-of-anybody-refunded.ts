// The refund service was given the id by the deposit service and trusts it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'deposits-of-anybody-refunded',
  title: 'A merchant refunds the deposits of others.',
  breaks: ['AUT-06'],
  lie: {
    decision: 'owns',
    instead: (honest) => (account, owner, call) => call.operation.id === 'createRefund' || honest(account, owner, call),
  },
};
