import type { CatalogueClause } from '../clause.ts';

/** The header fields of a call and of its answer. */
export const headersClauses = [
  { id: 'HDR-01', party: 'provider' },
  { id: 'HDR-02', party: 'provider' },
  { id: 'HDR-03', party: 'provider' },
  { id: 'HDR-05', party: 'provider' },
  { id: 'HDR-06', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
