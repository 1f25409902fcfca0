import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'slash-behind-refused',
  title: 'A path with a slash behind it is unknown (C37).',
  plays: { C37: 'refuse' },
};
