// The refund table has its unique index on the key, and the error of the index is what a retry gets.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'used-keys-refused-on-refunds',
  title: 'A used key on a refund gets code 104, for the same request too.',
  breaks: ['IDM-02', 'IDM-05'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const found = honest(record, fingerprint, call);
      return found === 'replayed' && call.operation.creates === 'refund' ? 'conflicting' : found;
    },
  },
};
