import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { appendLines, readLines } from './line-file.ts';

test('a line that was cut is left out, and takes none with it that is written later', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lines-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'lines');
  assert.deepEqual(readLines(file, {}), []);
  appendLines(file, ['{"night":1}']);
  appendFileSync(file, '{"nig');
  appendLines(file, ['{"night":2}', '{"night":3}']);
  appendLines(file, []);
  assert.deepEqual(readLines(file, {}), [{ night: 1 }, { night: 2 }, { night: 3 }]);
  assert.equal(readFileSync(file, 'utf8'), '{"night":1}\n{"nig\n{"night":2}\n{"night":3}\n');
});

test('a value of another form is named with its line', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lines-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'lines');
  appendLines(file, ['1', '"2"']);
  assert.throws(() => readLines(file, { type: 'number' }), /lines, line 2 does not fit its schema: /);
});
