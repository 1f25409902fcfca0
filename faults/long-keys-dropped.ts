// A key beyond 128 characters does not fit the store and is not stored.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'long-keys-dropped',
  title: 'A key of more than 128 characters has no effect.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key !== undefined && key.length <= 128 ? key : undefined;
    },
  },
};
