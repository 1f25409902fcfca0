// The request is handed to a queue and to the database, and the queue's worker does it again.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keyed-creation-made-twice',
  title: 'A creation with an idempotency key makes two deposits and tells of one.',
  breaks: ['IDM-01'],
  lie: {
    decision: 'copies',
    instead: (honest) => (call) =>
      call.arrival.request.headers.some(([name]) => name.toLowerCase() === 'x-idempotency-key') ? 2 : honest(call),
  },
};
