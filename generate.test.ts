import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { generated } from './generate.ts';

const { dirname: root } = import.meta;

test('the types in specs/types are those that the schemas make', async () => {
  const files = await generated();
  const stale = [...files].filter(([path, text]) => {
    try {
      return readFileSync(join(root, path), 'utf8') !== text;
    } catch {
      return true;
    }
  });
  const left = globSync('specs/types/*', { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !files.has(path));
  const names = [...stale.map(([path]) => path), ...left];
  assert.deepEqual(names, [], 'These types are not those of the schemas: run `npm run generate`.');
});
