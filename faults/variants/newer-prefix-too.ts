import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'newer-prefix-too',
  title: 'OKP is taken beside D24 (C2).',
  plays: { C2: 'okp-too' },
};
