// A failed key may be used again when the body was mended.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'failures-kept-for-their-body-only',
  title: 'Under the key of a failure another body is executed.',
  breaks: ['IDM-03'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) => {
      const failed = record?.state === 'settled' && record.response.status >= 400;
      return failed && record.fingerprint !== fingerprint ? 'fresh' : honest(record, fingerprint, call);
    },
  },
};
