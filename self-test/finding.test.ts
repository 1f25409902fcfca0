import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const rows = [...readFileSync(join(root, 'docs/finding.md'), 'utf8').matchAll(/^\| ([^|]+) \| `([^`|]+)` \|$/gm)];

test('docs/finding.md names thirty things or more, each with a file that exists, and no file twice', () => {
  assert.ok(rows.length >= 30, `${rows.length} rows`);
  for (const [, what, file = ''] of rows) assert.ok(existsSync(join(root, file)), `${what}: ${file}`);
  const files = rows.map(([, , file]) => file);
  assert.equal(new Set(files).size, files.length);
});

test('each promise of docs/security.md names tests that exist', () => {
  const promises = [...readFileSync(join(root, 'docs/security.md'), 'utf8').matchAll(/^\| (?!promise|---)(.+?) \| (.+?) \| .+ \|$/gm)];
  assert.ok(promises.length >= 3, `${promises.length} promises`);
  for (const [, promise, tests = ''] of promises) {
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    assert.ok(files.length > 0, promise);
    for (const file of files) assert.ok(existsSync(join(root, file)), `${promise}: ${file}`);
  }
});
