import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'first-field-wins',
  title: 'Of two fields of one name the first counts (C51).',
  plays: { C51: 'first-wins' },
};
