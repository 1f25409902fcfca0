import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'impatient',
  title: 'It gives up early.',
  lie: {
    decision: 'patience',
    instead: () => () => 1200,
  },
};
