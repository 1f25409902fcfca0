import { headerValue } from '../../core/exchange.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'content-length-required',
  title: 'A body without Content-Length is refused by a 4xx, as RFC 9112 §6.1 allows.',
  lie: {
    decision: 'requiredHeaders',
    instead: (honest) => (call) =>
      headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined ? honest(call) : [...honest(call), 'Content-Length'],
  },
};
