import type { CatalogueClause } from '../clause.ts';

/** The list of addresses that may call. */
export const addressesClauses = [
  { id: 'IPA-01', party: 'provider' },
  { id: 'IPA-02', party: 'provider' },
  { id: 'IPA-03', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
