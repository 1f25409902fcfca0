// IDM-14: an unusual key is honoured exactly or refused by a 4xx.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'keys-of-uuid-characters-only',
  title: 'A key of anything but letters, digits and dashes is refused as ill-formed.',
  lie: {
    decision: 'fieldValue',
    instead: (honest) => (values, header, call) => {
      const value = honest(values, header, call);
      return header === 'X-Idempotency-Key' && value !== undefined && /[^A-Za-z0-9-]/.test(value.trim()) ? undefined : value;
    },
  },
};
