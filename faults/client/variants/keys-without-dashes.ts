import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'keys-without-dashes',
  title: 'Keys are 32 hex digits.',
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => honest(ask, sources)?.replaceAll('-', ''),
  },
};
