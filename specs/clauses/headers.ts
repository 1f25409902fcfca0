import type { Clause } from '../clause.ts';

/** The header fields of a call and of its answer. */
export const headersClauses = [
  {
    id: 'HDR-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A, table of headers: Authorization, X-Login and X-Date are mandatory.' },
  },
  {
    id: 'HDR-02',
    party: 'provider',
    level: 'should',
    basis: { kind: 'docs', sentence: 'Deposits API docs, API codes: 105, an optional header that is present must not be blank.' },
  },
  {
    id: 'HDR-03',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C44'],
      sentence: 'Seed A, table of headers: Content-Type is always `application/json`, on every request.',
    },
  },
  {
    id: 'HDR-05',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: requests and responses are JSON.' },
  },
  {
    id: 'HDR-06',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C51'] },
  },
] as const satisfies readonly Clause[];
