import type { Clause } from '../clause.ts';

/** The documented codes with their HTTP status and envelope. They help people to find a mistake; the gate does not hang on them. */
export const errorsClauses = [
  {
    id: 'ERR-100',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 100, HTTP 401, `INVALID_CREDENTIALS`, X-Login is wrong or not active.',
    },
  },
  {
    id: 'ERR-101',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 101, HTTP 400, `MISSING_REQUIRED_HEADER`, a required header is missing or ill-formed.',
    },
  },
  {
    id: 'ERR-102',
    party: 'provider',
    level: 'should',
    basis: { kind: 'docs', sentence: 'Deposits API docs, API codes: 102, HTTP 400, `INVALID_SIGNATURE`, the hash does not match.' },
  },
  {
    id: 'ERR-103',
    party: 'provider',
    level: 'should',
    basis: { kind: 'docs', sentence: 'Deposits API docs, API codes: 103, HTTP 400, `INVALID_DATE_RANGE`, X-Date is outside the window.' },
  },
  {
    id: 'ERR-104',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 104, HTTP 400, `IDEMPOTENCY_KEY_ALREADY_USED`, the key was used before.',
    },
  },
  {
    id: 'ERR-105',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 105, HTTP 400, `EMPTY_HEADER_VALUE`, an optional header is present but blank.',
    },
  },
  {
    id: 'ERR-200',
    party: 'provider',
    level: 'should',
    basis: { kind: 'docs', sentence: 'Deposits API docs, API codes: 200, HTTP 405, `METHOD_NOT_ALLOWED`.' },
  },
] as const satisfies readonly Clause[];
