// One page shows merchant_invoice_id where another shows invoice_id; objects are open.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'invoice-ids-under-both-names',
  title: 'Answers with an invoice id have it under both names.',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null) return told;
      if ('invoice_id' in told) return { ...told, merchant_invoice_id: told.invoice_id };
      return 'merchant_invoice_id' in told ? { ...told, invoice_id: told.merchant_invoice_id } : told;
    },
  },
};
