import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'lookups-take-the-deposit-key',
  title: 'Read-only endpoints take signed calls and the API Key as Bearer too (C28).',
  plays: { C28: 'deposit-key-too' },
};
