import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'four-repeats',
  title: 'There are four repeats (C25).',
  plays: { C25: 'four-repeats' },
};
