import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'connection-closed-after-each',
  title: 'It keeps no connection.',
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => [...honest(documented, ask), ['Connection', 'close']],
  },
};
