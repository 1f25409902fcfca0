import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'new-key-after-103',
  title: 'The request after 103 has a new key: the kept answer of the old one might be replayed (C8).',
  warns: ['CLK-08'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' && sources.corrections > 0 ? sources.perTry : honest(ask, sources)),
  },
};
