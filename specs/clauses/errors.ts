import type { CatalogueClause } from '../clause.ts';

/** The documented codes with their HTTP status and envelope. They help people to find a mistake; the gate does not depend on them. */
export const errorsClauses = [
  { id: 'ERR-000', party: 'provider' },
  { id: 'ERR-100', party: 'provider' },
  { id: 'ERR-101', party: 'provider' },
  { id: 'ERR-102', party: 'provider' },
  { id: 'ERR-103', party: 'provider' },
  { id: 'ERR-104', party: 'provider' },
  { id: 'ERR-105', party: 'provider' },
  { id: 'ERR-200', party: 'provider' },
] as const satisfies readonly CatalogueClause[];
