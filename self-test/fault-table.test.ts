import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withFaultTable } from './fault-table.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the tables in docs/self-test.md are those of the recorded self-test', () => {
  const page = read('../docs/self-test.md');
  assert.equal(
    page,
    withFaultTable(page, JSON.parse(read('invariants/detected.json')), JSON.parse(read('../docs/mutants.json'))),
    'Run `npm run invariants -- --write`.',
  );
});

test('counts each fault once for each clause that caught it, and each party once', () => {
  const page =
    'Before\n<!-- figures: written by `npm run invariants -- --write` and `npm run long -- --part mutants --write` -->\nold\n<!-- end -->\nBetween\n' +
    '<!-- faults of each must: written by `npm run invariants -- --write` -->\nold\n<!-- end -->\nAfter\n';
  const detected = {
    'provider fault a': 'IDM-01 caught, IDM-02 silent',
    'provider fault b': 'IDM-01 caught',
    'provider fault c': 'IDM-02 silent',
    'provider honest c': '',
    'provider variant d': 'IDM-01 ALARM',
    'impostor fault e': 'a clause caught it',
  };
  const written = withFaultTable(page, detected, { least: 0.3, last: [{ noticed: 3, of: 4 }] });
  assert.match(written, /^\| provider \| IDM \| IDM-01: 2 \|$/m);
  assert.match(written, /^\| faults of the provider \| 2 of 3 detected \|/m);
  assert.match(written, /^\| impostors \| 1 of 1 detected \|/m);
  assert.match(written, /^\| conforming parties \| 1 of 2 failed \|/m);
  assert.match(written, /^\| mutants of our suites \| 3 of the last 4 noticed \|/m);
  assert.doesNotMatch(written, /old|IDM-02/);
  assert.match(written, /^<!-- end -->\nBetween\n/m);
  assert.match(written, /^<!-- end -->\nAfter\n$/m);
});
