import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'declared-charsets-converted',
  title: 'A body is converted from the charset that it declares (C40, C44).',
  plays: { C40: 'convert', C44: 'any' },
};
