import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'wrong-scheme-gets-102',
  title: 'A wrong scheme is a wrong signature (C47).',
  plays: { C47: 'code-102' },
};
