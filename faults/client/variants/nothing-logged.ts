import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'nothing-logged',
  title: 'It logs nothing.',
  lie: {
    decision: 'logs',
    instead: () => () => [],
  },
};
