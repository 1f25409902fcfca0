// The insert of a key beyond 255 characters throws.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'long-keys-fail-inside',
  title: 'A key of more than 255 characters gets a 500.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      if (key !== undefined && key.length > 255) throw new Error('value too long for type character varying(255)');
      return key;
    },
  },
};
