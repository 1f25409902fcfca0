import type { CatalogueClause } from '../clause.ts';

/** How the API is reached. */
export const transportClauses = [{ id: 'TLS-01', party: 'provider' }] as const satisfies readonly CatalogueClause[];
