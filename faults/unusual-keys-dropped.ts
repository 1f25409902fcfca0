// A key that is not of letters, digits and dashes is taken for garbage and left out.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unusual-keys-dropped',
  title: 'An unusual key has no effect.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key !== undefined && /^[A-Za-z0-9-]+$/.test(key) ? key : undefined;
    },
  },
};
