import { member } from '../../../core/json.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'prefixed-keys',
  title: 'Keys are drawn, with a prefix and the invoice.',
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => {
      const invoice = member(ask.args, 'invoice_id');
      const key = honest(ask, sources);
      return key === undefined ? undefined : `shop-${invoice?.kind === 'string' ? invoice.value : ''}-${key}`;
    },
  },
};
