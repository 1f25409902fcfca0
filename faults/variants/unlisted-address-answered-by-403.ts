import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'unlisted-address-answered-by-403',
  title: 'Code 202 comes with HTTP 403 (C13).',
  plays: { C13: 'status-403' },
};
