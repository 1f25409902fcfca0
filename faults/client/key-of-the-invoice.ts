// Stable across retries, and across edits.
import { member } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-of-the-invoice',
  title: 'The key is made of the invoice alone: an edited body has it too.',
  row: 'C03',
  breaks: ['IDM-16'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => {
      const invoice = member(ask.args, 'invoice_id');
      return ask.operation === 'createDeposit' && invoice?.kind === 'string'
        ? `deposit-4f1d2c8ab7e0-${invoice.value}`
        : honest(ask, sources);
    },
  },
};
