// The key is stored with the signed headers, so that a retry, which is signed anew, has another.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-bound-to-date',
  title: 'A key means the same request only together with the same X-Date.',
  breaks: ['IDM-01', 'IDM-02'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      const date = call.arrival.request.headers.find(([name]) => name.toLowerCase() === 'x-date')?.[1];
      return key === undefined ? undefined : `${key} ${date}`;
    },
  },
};
