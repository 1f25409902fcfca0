// Invoice ids are stored in upper case, so that people find them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'invoice-ids-told-in-upper-case',
  title: 'A status shows the invoice id in upper case.',
  breaks: ['END-06'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('invoice_id' in told)) return told;
      return { ...told, invoice_id: String(told.invoice_id).toUpperCase() };
    },
  },
};
