import type { Clause } from '../clause.ts';

/** The merchant's client: the code that calls the API. */
export const clientClauses = [
  {
    id: 'TLS-02',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: the API is HTTPS only.',
      argument: 'TLS whose certificate is not verified keeps nobody out: the keys of a call would go to any server that answers.',
    },
  },
  {
    id: 'ENV-05',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: each environment has a host and credentials of its own.' },
  },
  {
    id: 'AUT-07',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: keys are secret; they belong in no code, no log and no address.' },
  },
  {
    id: 'AUT-10',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: keys are secret; they belong in no code, no log and no address.' },
  },
  {
    id: 'HDR-04',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence:
        'Seed A, table of headers: Authorization, X-Login, X-Date and Content-Type are mandatory, Content-Type always `application/json`.',
    },
  },
  {
    id: 'HDR-07',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A, table of headers: Content-Type is always `application/json`, on every request.' },
  },
  {
    id: 'SIG-09',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A, Calculating the signature: HMAC-SHA-256 over X-Date, X-Login and the body as it is sent.' },
  },
  {
    id: 'SIG-10',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Calculating the signature: the date that is signed is the value of the X-Date header.',
    },
  },
  {
    id: 'SIG-11',
    party: 'client',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Calculating the signature: without a body the payload is the empty string.' },
  },
  {
    id: 'UTF-05',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: requests are encoded in UTF-8.' },
  },
  {
    id: 'CLK-06',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: "Seed A, table of headers: X-Date is `yyyy-MM-dd'T'HH:mm:ssZ` in UTC, as in `2020-06-21T12:33:20Z`." },
  },
  {
    id: 'CLK-07',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: a request is blocked when its X-Date differs by more than 5 seconds from the clock of the server.',
      argument: 'A retry that keeps its first date is refused for it, and the payment that it was to save is lost.',
    },
  },
  {
    id: 'CLK-08',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C8', 'C53'],
      sentence: 'RFC 9110 §6.6.1: Date tells the clock of the server; no page says what a client does after 103.',
    },
  },
  {
    id: 'IDM-15',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: a request can be repeated safely after a lost answer; the same key guarantees at most one deposit.',
    },
  },
  {
    id: 'IDM-22',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: the outcome of the first request is kept under its key and answers every later one.' },
  },
  {
    id: 'IDM-16',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: X-Idempotency-Key is a unique value made by the client, a V4 UUID or another string of high entropy.',
    },
  },
  {
    id: 'IDM-23',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: X-Idempotency-Key is a V4 UUID or another string of high entropy.' },
  },
  {
    id: 'IDM-17',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: on GET and DELETE the header has no effect and should not be sent.' },
  },
  {
    id: 'IDM-18',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: later requests with the key are answered with the kept outcome; a kept 500 is replayed as well.',
      argument:
        'A client that waits for another answer under that key waits for ever, and one that takes the failure for a success ships goods that nobody paid.',
    },
  },
  {
    id: 'IDM-19',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: all POSTs accept the X-Idempotency-Key header, so that they can be repeated safely.' },
  },
  {
    id: 'CLT-01',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: an answer can be lost, and whether the request took effect is then unknown.',
      argument: 'Who waits without end serves nobody, and a deposit that nobody confirmed is none.',
    },
  },
  {
    id: 'CLT-02',
    party: 'client',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Creating a deposit and Refunds: the members of a request and their types.' },
  },
  {
    id: 'CLT-03',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs: ids are of 64 bits, statuses are added, and a creation answers ONE_SHOT or HOSTED.',
    },
  },
  {
    id: 'CLT-04',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: a deposit is paid when its status is COMPLETED, which the status call tells.' },
  },
  {
    id: 'CLT-05',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C15'],
      sentence: 'Deposits API docs: an amount is a decimal in major units, with as many decimals as its currency has.',
    },
  },
  {
    id: 'CLT-06',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: the same key guarantees at most one deposit.',
      argument: 'A user who presses twice wants to pay once.',
    },
  },
] as const satisfies readonly Clause[];
