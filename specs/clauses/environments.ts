import type { CatalogueClause } from '../clause.ts';

/** Two environments: the same API, and nothing shared. */
export const environmentsClauses = [
  { id: 'ENV-01', party: 'provider' },
  { id: 'ENV-02', party: 'provider' },
  { id: 'ENV-03', party: 'provider' },
  { id: 'ENV-04', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
