// IDM-14: an unusual key is honoured exactly or refused by a 4xx.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'long-keys-refused',
  title: 'A key of more than 64 characters is refused as ill-formed.',
  lie: {
    decision: 'fieldValue',
    instead: (honest) => (values, header, call) => {
      const value = honest(values, header, call);
      return header === 'X-Idempotency-Key' && value !== undefined && value.length > 64 ? undefined : value;
    },
  },
};
