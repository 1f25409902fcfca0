import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'signature-before-date',
  title: 'The signature is judged before the date (C11).',
  plays: { C11: 'signature-before-date' },
};
