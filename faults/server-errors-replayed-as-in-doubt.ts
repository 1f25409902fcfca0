// A key whose request broke down stays marked as begun.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-replayed-as-in-doubt',
  title: 'After a 500 its key is for ever in flight and gets code 104.',
  row: 'I06',
  breaks: ['IDM-04'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) =>
      record?.state === 'settled' && record.response.status >= 500 ? 'in-flight' : honest(record, fingerprint, call),
  },
};
