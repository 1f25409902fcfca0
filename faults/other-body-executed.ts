// The unique index is over the key and a hash of the body.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'other-body-executed',
  title: 'A used key with another body is executed.',
  row: 'I09',
  breaks: ['IDM-11'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) =>
      record !== undefined && record.fingerprint !== fingerprint ? 'fresh' : honest(record, fingerprint, call),
  },
};
