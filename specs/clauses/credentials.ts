import type { CatalogueClause } from '../clause.ts';

/** Who may call, and with which key. */
export const credentialsClauses = [
  { id: 'AUT-01', party: 'provider' },
  { id: 'AUT-02', party: 'provider' },
  { id: 'AUT-03', party: 'provider' },
  { id: 'AUT-04', party: 'provider' },
  { id: 'AUT-05', party: 'provider' },
  { id: 'AUT-06', party: 'provider' },
  { id: 'AUT-08', party: 'provider' },
  { id: 'AUT-09', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
