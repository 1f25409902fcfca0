import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'headers-in-lower-case',
  title: 'Field names are in lower case.',
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) => honest(documented, ask).map(([name, value]) => [name.toLowerCase(), value] as const),
  },
};
