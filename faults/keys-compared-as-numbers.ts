// The column is an integer, and the database reads as much of a text as is a number.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-compared-as-numbers',
  title: 'Keys are the same when they begin with the same digits, or with none.',
  breaks: ['IDM-09', 'IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : String(Number.parseInt(key, 10) || 0);
    },
  },
};
