import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'hash-in-upper-case-accepted',
  title: 'The right hash in upper case is taken (C43).',
  plays: { C43: 'accept' },
};
