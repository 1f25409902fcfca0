import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'read-only-key-names-the-merchant-on-reads',
  title: 'A status call may bear the read-only key as X-Login, signed with the API Signature (C29).',
  plays: { C29: 'read-only-key-too' },
};
