import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'in-flight-answered-by-409',
  title: 'A request whose key is in flight gets HTTP 409 (C7).',
  plays: { C7: 'refuse-409' },
};
