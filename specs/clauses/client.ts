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
      argument: 'TLS whose certificate is not verified keeps nobody out: the keys of a call would go to whoever answers.',
    },
    statement: 'The client calls only `https` and refuses a certificate that does not verify: self-signed, of another host, expired.',
  },
  {
    id: 'ENV-05',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: each environment has a host and credentials of its own.' },
    statement: 'Traffic goes to the environment that the client is configured for; credentials never meet another host.',
  },
  {
    id: 'AUT-07',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: keys are secret; they belong in no code, no log and no address.' },
    statement: 'Keys never appear in a URL, a body, a log, or a request to another host, redirects included.',
  },
  {
    id: 'AUT-10',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: keys are secret; they belong in no code, no log and no address.' },
    statement: "No key stands in the merchant's repository or front end.",
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
    statement: 'Every signed POST has all mandatory headers, and its Content-Type is `application/json`.',
  },
  {
    id: 'HDR-07',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A, table of headers: Content-Type is always `application/json`, on every request.' },
    statement: 'A GET has a Content-Type too.',
  },
  {
    id: 'SIG-09',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A, Calculating the signature: HMAC-SHA-256 over X-Date, X-Login and the body as it is sent.' },
    statement: 'Every signed call carries a signature that verifies over its own raw bytes.',
  },
  {
    id: 'SIG-10',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Calculating the signature: the date that is signed is the value of the X-Date header.',
    },
    statement: 'The date in the header is the date that was signed.',
  },
  {
    id: 'SIG-11',
    party: 'client',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Calculating the signature: without a body the payload is the empty string.' },
    statement: 'GETs are signed over the empty string.',
  },
  {
    id: 'UTF-05',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: requests are encoded in UTF-8.' },
    statement: 'A name with accents, emoji or CJK arrives as UTF-8, as it was given.',
  },
  {
    id: 'CLK-06',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: "Seed A, table of headers: X-Date is `yyyy-MM-dd'T'HH:mm:ssZ` in UTC, as in `2020-06-21T12:33:20Z`." },
    statement: 'X-Date is UTC in the documented format, whatever the local zone, locale or calendar.',
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
    statement: 'A retry that leaves later than the window carries a fresh X-Date and signature.',
  },
  {
    id: 'CLK-08',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'reading',
      disputes: ['C8', 'C53'],
      sentence: 'RFC 9110 §6.6.1: Date tells the clock of the server; no page says what a client does after 103.',
    },
    statement: 'After 103 the client corrects its clock from `Date` at most once, for the same operation; it never loops.',
  },
  {
    id: 'IDM-15',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: a request can be repeated safely after a lost answer; the same key guarantees at most one deposit.',
    },
    statement: 'A retry after a lost answer carries the same key.',
  },
  {
    id: 'IDM-22',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: the outcome of the first request is kept under its key and answers every later one.' },
    statement: 'A retry after a lost answer carries the same body bytes.',
  },
  {
    id: 'IDM-16',
    party: 'client',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: X-Idempotency-Key is a unique value made by the client, a V4 UUID or another string of high entropy.',
    },
    statement: 'Different operations carry different keys; the same invoice with an edited body is a different operation.',
  },
  {
    id: 'IDM-23',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: X-Idempotency-Key is a V4 UUID or another string of high entropy.' },
    statement: 'Keys have enough entropy: a UUID of version 4 or like.',
  },
  {
    id: 'IDM-17',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: on GET and DELETE the header has no effect and should not be sent.' },
    statement: 'A GET carries no idempotency key.',
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
    statement:
      'A replayed 500 ends in a bounded number of tries, reported as a failure or reconciled by a status call; no success is invented.',
  },
  {
    id: 'IDM-19',
    party: 'client',
    level: 'should',
    basis: { kind: 'seed', sentence: 'Seed A: all POSTs accept the X-Idempotency-Key header, so that they can be repeated safely.' },
    statement: 'A POST carries an idempotency key.',
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
    statement: 'Without an answer the client gives up within its deadline and reports a failure; it never invents a deposit.',
  },
  {
    id: 'CLT-02',
    party: 'client',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Creating a deposit and Refunds: the members of a request and their types.' },
    statement: 'Every body that is sent fits the request schema, by one reading or another.',
  },
  {
    id: 'CLT-03',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs: ids are of 64 bits, statuses are added, and a creation answers ONE_SHOT or HOSTED.',
    },
    statement: 'The client survives unknown members, unknown values, ids beyond 2^31 and 2^53, and any 2xx on creation.',
  },
  {
    id: 'CLT-04',
    party: 'client',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: a deposit is paid when its status is COMPLETED, which the status call tells.' },
    statement: 'A payment is believed from COMPLETED only, not from a redirect or a creation.',
  },
  {
    id: 'CLT-05',
    party: 'client',
    level: 'should',
    basis: {
      kind: 'reading',
      disputes: ['C15'],
      sentence: 'Deposits API docs: an amount is a decimal in major units, with as many decimals as its currency has.',
    },
    statement: 'Amounts arrive exactly: 29.95, 0.10, and those of currencies without decimals.',
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
    statement: 'One user action makes one operation, also when it is submitted twice.',
  },
] as const satisfies readonly Clause[];
