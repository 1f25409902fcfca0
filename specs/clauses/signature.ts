import type { CatalogueClause } from '../clause.ts';

/** The control hash of a call. */
export const signatureClauses = [
  { id: 'SIG-01', party: 'provider' },
  { id: 'SIG-02', party: 'provider' },
  { id: 'SIG-03', party: 'provider' },
  { id: 'SIG-04', party: 'provider' },
  { id: 'SIG-05', party: 'provider' },
  { id: 'SIG-06', party: 'provider' },
  { id: 'SIG-07', party: 'provider' },
  { id: 'SIG-08', party: 'provider' },
  { id: 'SIG-12', party: 'provider' },
  { id: 'SIG-13', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
