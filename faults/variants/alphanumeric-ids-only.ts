import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'alphanumeric-ids-only',
  title: 'Ids of invoices and payers have letters and digits only (C16, C17).',
  plays: { C16: 'alphanumeric', C17: 'strict' },
};
