import type { Clause } from '../clause.ts';

/** Who may call, and with which key. */
export const credentialsClauses = [
  {
    id: 'AUT-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: a request without authentication fails.' },
    statement: 'A request without authentication fails, on every operation.',
  },
  {
    id: 'AUT-02',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: X-Login is the merchant API Key; API Keys together with IP addresses are what authenticates the merchant.',
    },
    statement: 'A signed call with an unknown X-Login is refused.',
  },
  {
    id: 'AUT-03',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: there are two sets, an API Key with an API Signature for POST operations and an API Key for read-only endpoints.',
    },
    statement: 'The read-only key performs no POST operation, in whatever place of the request it is put.',
  },
  {
    id: 'AUT-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, endpoint pages: read-only endpoints are called with `Authorization: Bearer` and the read-only API Key.',
    },
    statement: 'Read-only endpoints serve `Authorization: Bearer` with the read-only key and refuse a wrong key.',
  },
  {
    id: 'AUT-05',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'reading',
      disputes: ['C1', 'C50'],
      sentence: 'Seed A: authentication is HTTP Basic with the API Key as user name and an empty password.',
    },
    statement: 'What HTTP Basic (API Key as user name, empty password) gets is recorded, on each kind of endpoint.',
  },
  {
    id: 'AUT-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: API Keys together with IP addresses are what authenticates the merchant.',
      argument: "A key that reached another merchant's deposits would not authenticate the merchant whose deposits they are.",
    },
    statement: "One merchant can neither read another merchant's deposit nor act on it.",
  },
  {
    id: 'AUT-08',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C28'] },
    statement: 'What read-only endpoints give to the deposit key as Bearer and to a signed call is recorded.',
  },
  {
    id: 'AUT-09',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C27'], sentence: 'Seed A: the API Key goes in X-Login on every call.' },
    statement: 'Whether read-only endpoints serve a call without X-Login is recorded.',
  },
] as const satisfies readonly Clause[];
