import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRunFile } from './run-file.ts';

test('a run file that does not fit is named with its member', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-run-file-'));
  const file = join(folder, 'run.json');
  process.env.COUNTERSIGN_RUN = file;
  t.after(() => {
    delete process.env.COUNTERSIGN_RUN;
    rmSync(folder, { recursive: true, force: true });
  });
  const party = { role: 'provider', circumstances: [], scale: 1, timeLimitMs: 1000, options: [] };
  const contract = { title: 'a contract', version: '3', digest: 'abc' };
  const run = {
    id: 'a',
    startedAt: 0,
    version: '0',
    contractId: 'deposits-v3',
    mode: 'run',
    level: 'full',
    contract,
    profile: 'onekey',
    seed: 7,
    reports: 'out',
    parties: [party],
    complete: true,
  };
  writeFileSync(file, JSON.stringify(run));
  assert.deepEqual(readRunFile(), run);
  writeFileSync(file, JSON.stringify({ ...run, parties: [{ ...party, role: 'nobody' }] }));
  assert.throws(readRunFile, /run\.json does not fit its schema: \/parties\/0\/role /);
});
