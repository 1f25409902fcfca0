import type { Clause } from '../clause.ts';

const nothingShared = 'Seed A: the test environment and production share nothing: transactions, API Keys and configuration are separate.';

/** Two environments: the same API, and nothing in common. */
export const environmentsClauses = [
  {
    id: 'ENV-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: paths are the same in both environments; only the domain differs.' },
    statement: 'Every documented path is served in each environment; only the host differs.',
  },
  {
    id: 'ENV-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
    statement: 'Credentials of one environment, whole or in part, are refused by the other.',
  },
  {
    id: 'ENV-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
    statement:
      'A transaction of one environment does not exist in the other: neither its id nor its invoice id nor its key is known there.',
  },
  {
    id: 'ENV-04',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: nothingShared },
    statement: 'A change of the address list in one environment does not change the list of the other.',
  },
] as const satisfies readonly Clause[];
