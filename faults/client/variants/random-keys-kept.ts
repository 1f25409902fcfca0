import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'random-keys-kept',
  title: 'Keys are drawn, and kept with the action.',
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' ? sources.perAction : honest(ask, sources)),
  },
};
