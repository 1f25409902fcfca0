import type { Clause } from '../clause.ts';

const atMostOnce = 'Seed A: a request can be repeated safely after a lost answer; the same key guarantees at most one deposit.';
const kept =
  'Seed A: status code and body of the first request are kept under its key, successes and failures alike, and answer every later one.';
const unique = 'Seed A: X-Idempotency-Key is a unique value made by the client, a V4 UUID or another string of high entropy.';

/** X-Idempotency-Key. */
export const idempotencyClauses = [
  {
    id: 'IDM-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
  },
  {
    id: 'IDM-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: kept },
  },
  {
    id: 'IDM-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: kept },
  },
  {
    id: 'IDM-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: later requests with the key are answered with the kept outcome; a kept 500 is replayed as well.',
    },
  },
  {
    id: 'IDM-05',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: all POSTs accept the X-Idempotency-Key header.' },
  },
  {
    id: 'IDM-06',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: on GET and DELETE the header has no effect and should not be sent.' },
  },
  {
    id: 'IDM-07',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
  },
  {
    id: 'IDM-08',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
  },
  {
    id: 'IDM-09',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: unique,
      argument:
        'The key is what tells requests apart; two separate payments of the same amount may have equal bodies, and neither may be lost.',
    },
  },
  {
    id: 'IDM-10',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: a request without authentication fails.',
      argument: 'A stored answer given to an unauthenticated request or to another merchant would be a success without authentication.',
    },
  },
  {
    id: 'IDM-11',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
  },
  {
    id: 'IDM-12',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C8'], sentence: kept },
  },
  {
    id: 'IDM-13',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C9'] },
  },
  {
    id: 'IDM-14',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: unique,
      argument:
        'A key is unique as it was made; one that is shortened, folded or trimmed meets the key of another request, whose answer it then gets.',
    },
  },
  {
    id: 'IDM-20',
    party: 'provider',
    level: 'should',
    basis: { kind: 'seed', sentence: kept },
  },
  {
    id: 'IDM-21',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C6'], sentence: kept },
  },
] as const satisfies readonly Clause[];
