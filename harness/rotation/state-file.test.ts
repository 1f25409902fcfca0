import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readState } from './state-file.ts';

test('a state that is damaged is named, with what is wrong in it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-state-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state.json');
  assert.equal(readState(file), undefined);
  for (const [text, why] of [
    ['{', /state\.json cannot be used: it is not JSON\. Name/],
    ['{"a":1}', /state\.json cannot be used: \/ must have required property '[a-z]+'\. Name/],
  ] as const) {
    writeFileSync(file, text);
    assert.throws(() => readState(file), why);
  }
});
