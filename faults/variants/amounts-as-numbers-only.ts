import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'amounts-as-numbers-only',
  title: 'Amounts are taken as numbers only (C15).',
  plays: { C15: 'numbers-only' },
};
