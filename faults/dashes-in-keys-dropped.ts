// Keys are brought to the form of a UUID without dashes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'dashes-in-keys-dropped',
  title: 'Keys with and without dashes are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replaceAll('-', '');
    },
  },
};
