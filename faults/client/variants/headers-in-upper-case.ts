import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'headers-in-upper-case',
  title: 'Field names are in upper case, in another order, and more of them.',
  lie: {
    decision: 'headers',
    instead: (honest) => (documented, ask) =>
      [...honest(documented, ask), ['User-Agent', 'shop/1'] as const, ['Accept', '*/*'] as const]
        .toReversed()
        .map(([name, value]) => [name.toUpperCase(), value] as const),
  },
};
