import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'lookups-without-authorization-get-401',
  title: 'A read-only call without Authorization gets code 101 with HTTP 401 (C54).',
  plays: { C54: 'code-101-status-401' },
};
