// Deposits and refunds keep their keys in tables of different collations.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-of-refunds-folded',
  title: 'On refunds keys that differ in letter case alone are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return call.operation.creates === 'refund' ? key?.toLowerCase() : key;
    },
  },
};
