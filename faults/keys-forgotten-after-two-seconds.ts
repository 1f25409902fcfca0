// The store of keys lets them expire soon, as sessions do.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-forgotten-after-two-seconds',
  title: 'A key is forgotten two seconds after its first use.',
  breaks: ['IDM-01'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) =>
      honest(record !== undefined && call.now - record.since > 2000 ? undefined : record, fingerprint, call),
  },
};
