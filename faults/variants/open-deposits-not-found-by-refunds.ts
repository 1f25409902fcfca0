import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'open-deposits-not-found-by-refunds',
  title: 'A refund of a deposit that is not completed gets code 208 with HTTP 404 (C48).',
  plays: { C48: 'code-208' },
};
