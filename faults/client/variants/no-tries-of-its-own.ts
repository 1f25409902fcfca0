import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'no-tries-of-its-own',
  title: 'It does not repeat by itself: its caller does.',
  lie: {
    decision: 'repeats',
    instead: () => () => undefined,
  },
};
