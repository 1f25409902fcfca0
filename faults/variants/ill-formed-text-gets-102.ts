import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'ill-formed-text-gets-102',
  title: 'A body that is not UTF-8 has no right signature (C40).',
  plays: { C40: 'refuse-102' },
};
