// The refund endpoint refuses headers that its own page does not list.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-refused-on-refunds',
  title: 'A refund with an idempotency key is refused.',
  breaks: ['IDM-05'],
  lie: {
    decision: 'isBlank',
    instead: (honest) => (value, call) => call.operation.creates === 'refund' || honest(value, call),
  },
};
