import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'repeats-refused',
  title: 'The same signed bytes are served once (C52).',
  plays: { C52: 'refused' },
};
