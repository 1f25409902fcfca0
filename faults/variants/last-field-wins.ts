import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'last-field-wins',
  title: 'Of two fields of one name the last counts (C51).',
  plays: { C51: 'last-wins' },
};
