import type { Clause } from '../clause.ts';

/** How the API is reached. */
export const transportClauses = [
  {
    id: 'TLS-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: the API is HTTPS only; a call over plain HTTP fails.' },
  },
] as const satisfies readonly Clause[];
