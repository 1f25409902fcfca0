import type { Clause } from '../clause.ts';

const rule =
  'Deposits API docs, Calculating the signature: HMAC-SHA-256 over the X-Date value, the X-Login value and the JSON payload, joined with nothing between.';
const declined = 'Seed A: the server computes the hash again and compares; where it does not match, the request is declined.';

/** The control hash of a call. */
export const signatureClauses = [
  {
    id: 'SIG-01',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: every request carries `Authorization: D24 ` and its control hash, and the server compares it with its own.',
    },
    statement: 'A rightly signed request is accepted.',
  },
  {
    id: 'SIG-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: declined },
    statement: 'A request whose signature does not match is declined and has no effect.',
  },
  {
    id: 'SIG-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: rule },
    statement: 'The signed message is X-Date, X-Login and body bytes with nothing between: a change in any part is declined.',
  },
  {
    id: 'SIG-04',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Calculating the signature: the payload is the body exactly as it is sent.' },
    statement: 'The body is signed as the bytes sent: spaces, member order, escapes and number forms count.',
  },
  {
    id: 'SIG-05',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Calculating the signature: for GETs and other empty payloads the third part is the empty string.',
    },
    statement: 'A call without a body is signed over the empty string.',
  },
  {
    id: 'SIG-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A, table of headers: Authorization is `D24 `, with one space, and the HMAC-SHA-256 control hash.',
    },
    statement: 'A hash with no scheme before it, no space, a lower-case scheme, `Basic` or `Bearer` is declined.',
  },
  {
    id: 'SIG-07',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: `${rule} Its result is written in hex.` },
    statement: 'A hash that is truncated, extended by hex, in base64, of another algorithm, or with any bit flipped is declined.',
  },
  {
    id: 'SIG-08',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: declined,
      argument: 'An answer that told the expected hash or the secret would let anyone sign the request that was declined.',
    },
    statement: 'An answer that declines a request never tells the expected hash or a secret.',
  },
  {
    id: 'SIG-12',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C52'], sentence: rule },
    statement:
      'The limits of the scheme are recorded: method, path, query and idempotency key unsigned, no delimiter before the body, no nonce.',
  },
  {
    id: 'SIG-13',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'reading',
      disputes: ['C43', 'C2'],
      sentence: 'Deposits API docs, Calculating the signature: the Authorization value is case-sensitive.',
    },
    statement: 'What an upper-case hash and the prefixes of sister brands (`OKP `, `TUPAY `, …) get is recorded.',
  },
] as const satisfies readonly Clause[];
