// The column has room for a UUID without its dashes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-of-32-at-most',
  title: 'Keys of more than 32 characters are refused, and so is every UUID as it is written.',
  breaks: ['IDM-05'],
  lie: {
    decision: 'fieldValue',
    instead: (honest) => (values, header, call) => {
      const value = honest(values, header, call);
      return header === 'X-Idempotency-Key' && (value?.length ?? 0) > 32 ? undefined : value;
    },
  },
};
