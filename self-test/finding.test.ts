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

test('each promise of docs/security.md, and each find of an attack, names tests that exist', () => {
  const tables = readFileSync(join(root, 'docs/security.md'), 'utf8').matchAll(/^(\| .+ \|)\n\|(?:---\|)+\n((?:\| .+ \|\n)+)/gm);
  const cells = (line: string): readonly string[] => line.slice(2, -2).split(' | ');
  const counts = [...tables].map(([, heading = '', lines = '']) => {
    const at = cells(heading).indexOf('test');
    const rows = lines.trimEnd().split('\n').map(cells);
    for (const row of rows) {
      const files = [...(row[at] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      assert.ok(files.length > 0, row[0]);
      for (const file of files) assert.ok(existsSync(join(root, file)), `${row[0]}: ${file}`);
    }
    return rows.length;
  });
  assert.deepEqual([counts.length, counts.every((count) => count >= 3)], [2, true]);
});
