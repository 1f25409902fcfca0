import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'used-invoices-refused-by-400',
  title: 'A used invoice_id gets code 402 with HTTP 400 (C42).',
  plays: { C42: 'refuse-402-status-400' },
};
