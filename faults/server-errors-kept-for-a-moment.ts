// A kept 500 expires soon, in the hope that the fault was brief.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-kept-for-a-moment',
  title: 'A 500 is forgotten 30 ms after it was given.',
  row: 'I13',
  breaks: ['IDM-04'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const failed = record?.state === 'settled' && record.response.status >= 500;
      return failed && call.now - record.since > 30 ? 'fresh' : honest(record, fingerprint, call);
    },
  },
};
