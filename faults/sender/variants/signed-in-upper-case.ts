import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'signed-in-upper-case',
  title: 'The hash is told in upper case (C26).',
  plays: { C26: 'upper-case' },
};
