// The header is read as a structured field, whose strings stand in quotes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'quotes-of-keys-taken-off',
  title: 'A key in quotes and the same without are one key.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replace(/^"(.*)"$/s, '$1');
    },
  },
};
