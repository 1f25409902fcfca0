import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'offsets-and-milliseconds',
  title: 'X-Date may have an offset and milliseconds (C3).',
  plays: { C3: 'offsets-and-milliseconds' },
};
