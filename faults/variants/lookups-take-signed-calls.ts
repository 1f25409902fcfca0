import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'lookups-take-signed-calls',
  title: 'Read-only endpoints take signed calls too (C28).',
  plays: { C28: 'signed-too' },
};
