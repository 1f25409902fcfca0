// The column has 64 characters, and the database cuts what is longer without a word.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-cut-at-64',
  title: 'Keys are the same when their first 64 characters are.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.slice(0, 64);
    },
  },
};
