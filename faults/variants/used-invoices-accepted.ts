import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'used-invoices-accepted',
  title: 'A used invoice_id makes a further deposit (C42).',
  plays: { C42: 'accept' },
};
