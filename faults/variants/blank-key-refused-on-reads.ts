import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'blank-key-refused-on-reads',
  title: 'A blank X-Idempotency-Key is refused on GET too (C10).',
  plays: { C10: 'blank-refused' },
};
