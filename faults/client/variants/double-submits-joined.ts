import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'double-submits-joined',
  title: 'An action that is under way is joined.',
  lie: {
    decision: 'joins',
    instead: () => () => true,
  },
};
