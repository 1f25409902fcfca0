// A kept 500 is cached as negative answers are: shortly.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-forgotten-after-a-second',
  title: 'A 500 is forgotten a second after it was given.',
  breaks: ['IDM-04'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const failed = record?.state === 'settled' && record.response.status >= 500;
      return failed && call.now - record.since > 1000 ? 'fresh' : honest(record, fingerprint, call);
    },
  },
};
