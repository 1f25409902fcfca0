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
    statement: 'The same request again under the same key makes at most one deposit.',
  },
  {
    id: 'IDM-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: kept },
    statement: "A replay has the first answer's status and an equal JSON body.",
  },
  {
    id: 'IDM-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: kept },
    statement: 'A first answer that was a 4xx of validation or business is replayed.',
  },
  {
    id: 'IDM-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: later requests with the key are answered with the kept outcome; a kept 500 is replayed as well.',
    },
    statement: 'A first answer that was a 500 is replayed: same status and body, and no second effect.',
  },
  {
    id: 'IDM-05',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: all POSTs accept the X-Idempotency-Key header.' },
    statement: 'Every POST operation accepts keys.',
  },
  {
    id: 'IDM-06',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: on GET and DELETE the header has no effect and should not be sent.' },
    statement: 'On GET the key has no effect: the answer shows the current state.',
  },
  {
    id: 'IDM-07',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
    statement: 'A request that is processed, loses its answer and is repeated makes one deposit, and the repeat gets its answer.',
  },
  {
    id: 'IDM-08',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
    statement: 'Concurrent requests with one key have one effect, and each answer is the stored one or a 4xx.',
  },
  {
    id: 'IDM-09',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: unique,
      argument:
        'The key is what tells requests apart; two honest payments of the same amount may have equal bodies, and neither may be lost.',
    },
    statement: 'Different keys are different requests, also with equal bodies, unless the invoice id is refused for its own sake.',
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
    statement: 'A stored answer is given only to an authenticated request of the same merchant.',
  },
  {
    id: 'IDM-11',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: atMostOnce },
    statement: 'The same key with another body never makes a second deposit.',
  },
  {
    id: 'IDM-12',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C8'], sentence: kept },
    statement: 'Whether failures before authentication are stored under the key is recorded.',
  },
  {
    id: 'IDM-13',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C9'] },
    statement: 'Within what a key is unique (merchant, path) and how long it lives is recorded.',
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
    statement: 'Keys that differ (in case, inner spaces, at position 65 or 256) are different keys, or an unusual key is refused by a 4xx.',
  },
  {
    id: 'IDM-20',
    party: 'provider',
    level: 'should',
    basis: { kind: 'seed', sentence: kept },
    statement: "A replay has the first answer's body byte for byte.",
  },
  {
    id: 'IDM-21',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C6'], sentence: kept },
    statement: 'Whether the same key with another body is replayed or refused is recorded.',
  },
] as const satisfies readonly Clause[];
