// The header is read as a list, and the first item is taken.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-end-at-a-comma',
  title: 'What stands behind a comma in a key is not read.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replace(/,.*/s, '');
    },
  },
};
