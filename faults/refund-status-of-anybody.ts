// The status of a refund is looked up by its id alone.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refund-status-of-anybody',
  title: 'A merchant reads the refunds of others.',
  breaks: ['AUT-06'],
  lie: {
    decision: 'owns',
    instead: (honest) => (account, owner, call) => call.operation.id === 'refundStatus' || honest(account, owner, call),
  },
};
