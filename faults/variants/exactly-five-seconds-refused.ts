import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'exactly-five-seconds-refused',
  title: 'A difference of exactly 5 s is refused (C4).',
  plays: { C4: 'exclusive' },
};
