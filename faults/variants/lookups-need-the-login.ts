import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'lookups-need-the-login',
  title: 'Read-only calls need X-Login, as seed A has it for every call (C27).',
  plays: { C27: 'required' },
};
