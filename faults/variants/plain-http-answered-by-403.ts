import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'plain-http-answered-by-403',
  title: 'Plain HTTP gets a bare 403 (C38).',
  plays: { C38: '4xx' },
};
