// A kept 500 is given once and then dropped, so that nobody is stuck with it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-kept-once',
  title: 'A 500 is replayed once; the retry after that is executed.',
  breaks: ['IDM-04'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const replayed = new Set<string>();
      return (record, fingerprint, call) => {
        const failed = record?.state === 'settled' && record.response.status >= 500;
        if (failed && replayed.has(fingerprint)) return 'fresh';
        if (failed) replayed.add(fingerprint);
        return honest(record, fingerprint, call);
      };
    },
  },
};
