import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { unlessOnPath } from './program-on-path.ts';

test('a program is on the PATH where a folder of it has a file of that name that may be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-path-'));
  const path = [tmpdir(), folder].join(delimiter);
  try {
    assert.notEqual(unlessOnPath(path, 'one'), false);
    writeFileSync(join(folder, 'one'), '');
    chmodSync(join(folder, 'one'), 0o755);
    assert.notEqual(unlessOnPath('', 'one'), false);
    assert.equal(unlessOnPath(path, 'one'), false);
    assert.equal(unlessOnPath(path, 'one', 'two'), 'not run: two is not on this machine');
    assert.equal(unlessOnPath(undefined, 'one'), 'not run: one is not on this machine');
    assert.equal(unlessOnPath(tmpdir(), process.execPath), false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
