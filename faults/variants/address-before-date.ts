import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'address-before-date',
  title: 'The address is judged before date and signature (C11).',
  plays: { C11: 'address-first' },
};
