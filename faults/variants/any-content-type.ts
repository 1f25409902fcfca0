import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'any-content-type',
  title: 'Whatever Content-Type says, the body is read as JSON (C44).',
  plays: { C44: 'any' },
};
