// Refunds were never given to the idempotency filter.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-ignored-on-refunds',
  title: 'On refunds X-Idempotency-Key has no effect.',
  breaks: ['IDM-01', 'IDM-05'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => (call.operation.creates === 'refund' ? undefined : honest(value, call)),
  },
};
