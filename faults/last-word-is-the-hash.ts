// The value is split at its spaces and the last word taken (`value.split(' ').pop()`).
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'last-word-is-the-hash',
  title: 'Any scheme before the hash is taken.',
  row: 'S02',
  breaks: ['SIG-06'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (value, call) => {
      const last = value.split(' ').at(-1) ?? '';
      return value.includes(' ') && /^[0-9a-f]{64}$/.test(last) ? { scheme: 'signed', hash: last } : honest(value, call);
    },
  },
};
