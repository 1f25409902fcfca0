// The column is not nullable, and no key is the empty text.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'absent-key-is-a-key',
  title: 'All requests without a key have the same one.',
  breaks: ['IDM-09'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => honest(value, call) ?? (call.operation.method === 'POST' ? '' : undefined),
  },
};
