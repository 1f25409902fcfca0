// IDM-14: an unusual key is honoured exactly or refused by a 4xx.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'keys-with-blanks-or-commas-refused',
  title: 'A key with a space, a tab or a comma in it is refused as ill-formed.',
  lie: {
    decision: 'fieldValue',
    instead: (honest) => (values, header, call) => {
      const value = honest(values, header, call);
      return header === 'X-Idempotency-Key' && value !== undefined && /[ \t,]/.test(value.trim()) ? undefined : value;
    },
  },
};
