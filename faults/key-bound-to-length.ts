// The cache names an answer by the key and the Content-Length.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-bound-to-length',
  title: 'A used key with a body of another length is executed.',
  row: 'I09',
  breaks: ['IDM-11'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : `${key} ${call.arrival.request.body.length}`;
    },
  },
};
