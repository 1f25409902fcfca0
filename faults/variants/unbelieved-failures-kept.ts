import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'unbelieved-failures-kept',
  title: 'Failures before authentication are kept under their key once X-Login names a merchant (C8).',
  plays: { C8: 'kept' },
};
