// A proxy writes runs of white space as one space.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'spaces-in-keys-collapsed',
  title: 'Keys that differ in the length of a run of spaces are one key.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : key.replace(/[ \t]+/g, ' ');
    },
  },
};
