// Keys are unique in the table, and a repeated one is an error like any other.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'used-keys-refused',
  title: 'A used key gets code 104, for the same request too.',
  breaks: ['IDM-02', 'IDM-07'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const found = honest(record, fingerprint, call);
      return found === 'replayed' ? 'conflicting' : found;
    },
  },
};
