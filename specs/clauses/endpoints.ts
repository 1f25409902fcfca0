import type { CatalogueClause } from '../clause.ts';

/** Rules for every operation of the OpenAPI document; each clause is asked once for each operation that it is about. */
export const endpointsClauses = [
  { id: 'END-01', party: 'provider' },
  { id: 'END-02', party: 'provider' },
  { id: 'END-03', party: 'provider' },
  { id: 'END-04', party: 'provider' },
  { id: 'END-05', party: 'provider' },
  { id: 'END-06', party: 'provider' },
  { id: 'END-07', party: 'provider' },
  { id: 'END-08', party: 'provider' },
  { id: 'END-09', party: 'provider' },
  { id: 'END-10', party: 'provider' },
  { id: 'END-11', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
