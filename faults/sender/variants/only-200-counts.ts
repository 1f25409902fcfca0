import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'only-200-counts',
  title: 'Only 200 ends the repeats, as the older pages say (C24).',
  plays: { C24: 'only-200' },
};
