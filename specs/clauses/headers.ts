import type { Clause } from '../clause.ts';

/** The header fields of a call and of its answer. */
export const headersClauses = [
  {
    id: 'HDR-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A, table of headers: Authorization, X-Login and X-Date are mandatory.' },
    statement: 'A signed call that lacks Authorization, X-Login or X-Date is refused.',
  },
  {
    id: 'HDR-02',
    party: 'provider',
    level: 'should',
    basis: { kind: 'docs', sentence: 'Deposits API docs, API codes: 105, an optional header that is present must not be blank.' },
    statement: 'A POST with a present but blank X-Idempotency-Key is refused.',
  },
  {
    id: 'HDR-03',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'reading',
      disputes: ['C44'],
      sentence: 'Seed A, table of headers: Content-Type is always `application/json`, on every request.',
    },
    statement:
      'What a Content-Type gets that is missing, has a charset, other letter case or another type is recorded, on POST and on GET.',
  },
  {
    id: 'HDR-05',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: requests and responses are JSON.' },
    statement: 'Every non-empty body of a documented operation, errors included, is JSON and its Content-Type says so.',
  },
  {
    id: 'HDR-06',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C51'] },
    statement: 'What a second X-Date, X-Login or Authorization field gets is recorded: refused, or which one wins.',
  },
] as const satisfies readonly Clause[];
