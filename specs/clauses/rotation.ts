import type { CatalogueClause } from '../clause.ts';

/** A rotation of keys: the new set, the old one, and what outlives it. */
export const rotationClauses = [
  { id: 'ROT-01', party: 'provider' },
  { id: 'ROT-02', party: 'provider' },
  { id: 'ROT-03', party: 'provider' },
  { id: 'ROT-04', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
