import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'exact-content-type',
  title: 'Only application/json is taken as Content-Type of a POST (C44).',
  plays: { C44: 'exact' },
};
