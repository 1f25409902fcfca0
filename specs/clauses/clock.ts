import type { Clause } from '../clause.ts';

const window = 'Seed A: a request is blocked when its X-Date differs by more than 5 seconds from the clock of the server.';

/** X-Date and the clock that judges it. */
export const clockClauses = [
  {
    id: 'CLK-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
  },
  {
    id: 'CLK-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
  },
  {
    id: 'CLK-03',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: window },
  },
  {
    id: 'CLK-04',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: "Seed A, table of headers: X-Date is mandatory, `yyyy-MM-dd'T'HH:mm:ssZ` in UTC, as in `2020-06-21T12:33:20Z`.",
    },
  },
  {
    id: 'CLK-05',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C3', 'C4', 'C5'], sentence: window },
  },
  {
    id: 'CLK-09',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'RFC 9110 §6.6.1: an origin server with a clock sends Date in every 2xx, 3xx and 4xx answer.',
      argument:
        'A provider that judges X-Date has a clock, and a Date from another one misleads a client that corrects its clock after 103; the pages promise none, so that a miss warns.',
    },
  },
] as const satisfies readonly Clause[];
