// The column compares without letter case, as collations do by default.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-folded',
  title: 'Keys that differ in letter case alone are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.toLowerCase();
    },
  },
};
