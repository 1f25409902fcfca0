// Field names are looked up as they were sent, and the key is in one spelling only.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-field-read-in-one-spelling',
  title: 'A key counts only in a field that is spelled X-Idempotency-Key.',
  breaks: ['IDM-01'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) =>
      call.arrival.request.headers.some(([name]) => name === 'X-Idempotency-Key') ? honest(value, call) : undefined,
  },
};
