// The column of keys has the type UUID, which reads several spellings of one.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-kept-as-uuids',
  title: 'Keys that are one UUID to a database are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      const digits = key?.replaceAll(/[-{}]/g, '').toLowerCase();
      return digits !== undefined && /^[0-9a-f]{32}$/.test(digits) ? digits : key;
    },
  },
};
