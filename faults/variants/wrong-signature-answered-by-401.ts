import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'wrong-signature-answered-by-401',
  title: 'Code 102 comes with HTTP 401, as in the neighbouring API (C12).',
  plays: { C12: 'status-401' },
};
