import type { Clause } from '../clause.ts';

const window = 'Seed A: a request is blocked when its X-Date differs by more than 5 seconds from the clock of the server.';

/** X-Date and the clock that judges it. */
export const clockClauses = [
  {
    id: 'CLK-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
    statement: 'An X-Date clearly behind (more than 5 s, 1 s of resolution and the measured uncertainty) is blocked.',
  },
  {
    id: 'CLK-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
    statement: 'An X-Date clearly ahead (more than 5 s, 1 s of resolution and the measured uncertainty) is blocked.',
  },
  {
    id: 'CLK-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
    statement: 'An X-Date clearly inside (5 s less 1 s of resolution and the measured uncertainty, on both sides) is accepted.',
  },
  {
    id: 'CLK-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: "Seed A, table of headers: X-Date is mandatory, `yyyy-MM-dd'T'HH:mm:ssZ` in UTC, as in `2020-06-21T12:33:20Z`.",
    },
    statement: 'An empty, garbage or impossible X-Date, one with a two-digit year or with digits of another script is refused by a 4xx.',
  },
  {
    id: 'CLK-05',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C3', 'C4', 'C5'], sentence: window },
    statement:
      'What offsets, milliseconds, lower-case `t` and `z`, a leap second and exactly 5 s get is recorded, and the window in figures.',
  },
  {
    id: 'CLK-09',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'RFC 9110 §6.6.1: an origin server with a clock sends Date in every 2xx, 3xx and 4xx answer.',
      argument:
        'A provider that judges X-Date has a clock, and a Date from another one misleads whoever corrects theirs after 103; the pages promise none, so that a miss warns.',
    },
    statement: 'Answers carry a Date from the clock that judges X-Date.',
  },
] as const satisfies readonly Clause[];
