// The statement is put together from texts.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'quotes-in-keys-fail-inside',
  title: 'A key with an apostrophe gets a 500.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      if (key?.includes("'")) throw new Error('syntax error at or near');
      return key;
    },
  },
};
