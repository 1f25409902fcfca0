import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'time-ordered-keys',
  title: 'Keys are UUIDs of version 7: they begin with the time.',
  lie: {
    decision: 'key',
    instead:
      () =>
      ({ method, action }) =>
        method === 'POST' ? `019cbf2a-1d4e-7${action.slice(15)}` : undefined,
  },
};
