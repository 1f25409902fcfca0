// Keys are cleaned of white space before they are looked up.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'spaces-in-keys-dropped',
  title: 'Keys that differ in inner spaces alone are one key.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replace(/\s+/g, '');
    },
  },
};
