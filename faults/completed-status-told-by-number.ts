// Final statuses come from the ledger, which numbers them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'completed-status-told-by-number',
  title: 'The status of a completed deposit is a number.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('status' in told) || told.status !== 'COMPLETED') return told;
      return { ...told, status: 9 };
    },
  },
};
