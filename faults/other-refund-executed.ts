// The refund table takes a key together with the deposit and the amount.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'other-refund-executed',
  title: 'A used key on a refund with another body is executed.',
  row: 'I09',
  breaks: ['IDM-11'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const other = record !== undefined && record.fingerprint !== fingerprint;
      return other && call.operation.creates === 'refund' ? 'fresh' : honest(record, fingerprint, call);
    },
  },
};
