// The column is ASCII: every other byte is stored as a question mark.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-stored-as-ascii',
  title: 'Keys that differ in letters beyond ASCII are one key.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replace(/[^\x20-\x7e]/g, '?');
    },
  },
};
