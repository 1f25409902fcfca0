import type { CatalogueClause } from '../clause.ts';

/** X-Idempotency-Key. */
export const idempotencyClauses = [
  { id: 'IDM-01', party: 'provider' },
  { id: 'IDM-02', party: 'provider' },
  { id: 'IDM-03', party: 'provider' },
  { id: 'IDM-04', party: 'provider' },
  { id: 'IDM-05', party: 'provider' },
  { id: 'IDM-06', party: 'provider' },
  { id: 'IDM-07', party: 'provider' },
  { id: 'IDM-08', party: 'provider' },
  { id: 'IDM-09', party: 'provider' },
  { id: 'IDM-10', party: 'provider' },
  { id: 'IDM-11', party: 'provider' },
  { id: 'IDM-12', party: 'provider' },
  { id: 'IDM-13', party: 'provider' },
  { id: 'IDM-14', party: 'provider' },
  { id: 'IDM-20', party: 'provider' },
  { id: 'IDM-21', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
