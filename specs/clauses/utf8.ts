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
    statement:
      'Accepted text of letters, marks and symbols comes back from the status call without loss; a clear 4xx instead is right too.',
  },
  {
    id: 'UTF-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: asSent },
    statement: 'Raw and `\\u`-escaped spellings of one text are different messages, each right with its own hash.',
  },
  {
    id: 'UTF-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: converted },
    statement: 'A body in another charset is refused by a 4xx or converted without loss; no garbled text is stored.',
  },
  {
    id: 'UTF-04',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C39', 'C40', 'C41'] },
    statement: 'What NFC and NFD, lone surrogates, NUL, a byte order mark, duplicate members and deep nesting get is recorded.',
  },
  {
    id: 'UTF-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Country states codes: the states of Brazil are given with their names, `AP` as `Amapá`.',
    },
    statement: 'Text outside ASCII in an answer decodes as UTF-8, such as the state `Amapá`.',
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
    statement: 'The hash covers the bytes: two different ill-formed byte strings never pass under one signature.',
  },
] as const satisfies readonly Clause[];
