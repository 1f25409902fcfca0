import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'list-guards-signed-calls-only',
  title: 'The address list guards signed calls only (C46).',
  plays: { C46: 'signed-only' },
};
