import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'keys-by-path',
  title: 'Keys are unique within one merchant account and one path (C9).',
  plays: { C9: 'account-and-path' },
};
