import type { Clause } from '../clause.ts';

const converted = 'Seed A asks for UTF-8 throughout: received data is converted to it.';
const asSent = 'Deposits API docs, Calculating the signature: the payload is the body exactly as it is sent.';

/** Text and its bytes. */
export const utf8Clauses = [
  {
    id: 'UTF-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: converted },
  },
  {
    id: 'UTF-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: asSent },
  },
  {
    id: 'UTF-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: converted },
  },
  {
    id: 'UTF-04',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C39', 'C40', 'C41'] },
  },
  {
    id: 'UTF-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Country states codes: the states of Brazil are given with their names, `AP` as `Amapá`.',
    },
  },
  {
    id: 'UTF-07',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: asSent,
      argument: 'Where ill-formed bytes are replaced before hashing, bodies that differ become one message, and a changed body passes.',
    },
  },
] as const satisfies readonly Clause[];
