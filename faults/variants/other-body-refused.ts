import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'other-body-refused',
  title: 'A used key with another body gets code 104 (C6).',
  plays: { C6: 'refuse' },
};
