import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'refund-ids-as-text',
  title: 'refund_id is a string of digits (C19).',
  plays: { C19: 'string' },
};
