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
  },
  {
    id: 'SIG-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: declined },
  },
  {
    id: 'SIG-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: rule },
  },
  {
    id: 'SIG-04',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Calculating the signature: the payload is the body exactly as it is sent.' },
  },
  {
    id: 'SIG-05',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Calculating the signature: for GETs and other empty payloads the third part is the empty string.',
    },
  },
  {
    id: 'SIG-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A, table of headers: Authorization is `D24 `, with one space, and the HMAC-SHA-256 control hash.',
    },
  },
  {
    id: 'SIG-07',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: `${rule} Its result is written in hex.` },
  },
  {
    id: 'SIG-08',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: declined,
      argument: 'An answer that showed the expected hash or the secret would let anyone sign the request that was declined.',
    },
  },
  {
    id: 'SIG-12',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C52'], sentence: rule },
  },
  {
    id: 'SIG-13',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C43', 'C2'],
      sentence: 'Deposits API docs, Calculating the signature: the Authorization value is case-sensitive.',
    },
  },
] as const satisfies readonly Clause[];
