import type { Clause } from '../clause.ts';

/** Who may call, and with which key. */
export const credentialsClauses = [
  {
    id: 'AUT-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: 'Seed A: a request without authentication fails.' },
  },
  {
    id: 'AUT-02',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: X-Login is the merchant API Key; API Keys together with IP addresses are what authenticates the merchant.',
    },
  },
  {
    id: 'AUT-03',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: there are two sets, an API Key with an API Signature for POST operations and an API Key for read-only endpoints.',
    },
  },
  {
    id: 'AUT-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, endpoint pages: read-only endpoints are called with `Authorization: Bearer` and the read-only API Key.',
    },
  },
  {
    id: 'AUT-05',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C1', 'C50'],
      sentence: 'Seed A: authentication is HTTP Basic with the API Key as user name and an empty password.',
    },
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
  },
  {
    id: 'AUT-08',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C28'] },
  },
  {
    id: 'AUT-09',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C27'], sentence: 'Seed A: the API Key goes in X-Login on every call.' },
  },
] as const satisfies readonly Clause[];
