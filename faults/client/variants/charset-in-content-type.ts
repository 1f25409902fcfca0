import { withHeader } from '../../../core/exchange.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'charset-in-content-type',
  title: 'The Content-Type names UTF-8 (C44).',
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => withHeader(honest(documented, ask), 'content-type', 'application/json; charset=utf-8'),
  },
};
