import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'plain-http-redirected',
  title: 'Plain HTTP gets a redirect (C38).',
  plays: { C38: 'redirect' },
};
