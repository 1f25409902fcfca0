import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withFaultTable } from './fault-table.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the table of faults in docs/self-test.md is that of the recorded self-test', () => {
  const page = read('../docs/self-test.md');
  assert.equal(page, withFaultTable(page, JSON.parse(read('invariants/detected.json'))), 'Run `npm run invariants -- --write`.');
});

test('counts each fault once for each clause that caught it', () => {
  const page = 'Before\n<!-- faults of each must: written by `npm run invariants -- --write` -->\nold\n<!-- end -->\nAfter\n';
  const detected = { 'provider fault a': 'IDM-01 caught, IDM-02 silent', 'provider fault b': 'IDM-01 caught', 'provider honest c': '' };
  const written = withFaultTable(page, detected);
  assert.match(written, /^\| provider \| IDM \| IDM-01: 2 \|$/m);
  assert.doesNotMatch(written, /old|IDM-02/);
  assert.match(written, /^<!-- end -->\nAfter\n$/m);
});
