import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'ids-as-text',
  title: 'Ids in answers are text of digits (C18, C19).',
  plays: { C18: 'string', C19: 'string' },
};
