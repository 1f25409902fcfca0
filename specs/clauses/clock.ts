import type { CatalogueClause } from '../clause.ts';

/** X-Date and the clock that judges it. */
export const clockClauses = [
  { id: 'CLK-01', party: 'provider' },
  { id: 'CLK-02', party: 'provider' },
  { id: 'CLK-03', party: 'provider' },
  { id: 'CLK-04', party: 'provider' },
  { id: 'CLK-05', party: 'provider' },
  { id: 'CLK-09', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
