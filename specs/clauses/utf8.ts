import type { CatalogueClause } from '../clause.ts';

/** Text and its bytes. */
export const utf8Clauses = [
  { id: 'UTF-01', party: 'provider' },
  { id: 'UTF-02', party: 'provider' },
  { id: 'UTF-03', party: 'provider' },
  { id: 'UTF-04', party: 'provider' },
  { id: 'UTF-06', party: 'provider' },
  { id: 'UTF-07', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
