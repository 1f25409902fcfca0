import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'ids-counted-alike-in-both-environments',
  title: 'Ids are counted from the same number in both environments: one id means two deposits (ENV-03).',
  lie: { decision: 'numbersOf', instead: (honest) => () => honest('first') },
};
