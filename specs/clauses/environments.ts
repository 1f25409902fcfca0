import type { Clause } from '../clause.ts';

const nothingShared = 'Seed A: the test environment and production share nothing: transactions, API Keys and configuration are separate.';

/** Two environments: the same API, and nothing in common. */
export const environmentsClauses = [
  {
    id: 'ENV-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: paths are the same in both environments; only the domain differs.' },
  },
  {
    id: 'ENV-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
  },
  {
    id: 'ENV-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
  },
  {
    id: 'ENV-04',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
  },
] as const satisfies readonly Clause[];
