import type { CatalogueClause } from '../clause.ts';

/** The addresses from which the merchant's own calls come. */
export const egressClauses = [
  { id: 'USE-05', party: 'egress' },
  { id: 'USE-07', party: 'egress' },
] as const satisfies readonly CatalogueClause[];

/** The behaviour of a provider that mails whenever a key is used from a new address. */
export const keyUseClauses = [
  { id: 'USE-01', party: 'key-use' },
  { id: 'USE-02', party: 'key-use' },
  { id: 'USE-03', party: 'key-use' },
  { id: 'USE-04', party: 'key-use' },
  { id: 'USE-06', party: 'key-use' },
] as const satisfies readonly CatalogueClause[];
