import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'lookups-without-authorization-get-100',
  title: 'A read-only call without Authorization gets code 100 with HTTP 401 (C54).',
  plays: { C54: 'code-100' },
};
