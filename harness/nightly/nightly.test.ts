import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { takePlace } from '../preflight/lease.ts';
import { nightly } from './nightly.ts';

test('two nights do not write into one folder: the history would have one of them twice', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-nightly-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'countersign.yaml');
  writeFileSync(config, 'client: { command: "true" }\n');
  const night = () => nightly({ config, contract: '/nowhere', reports: join(folder, 'reports'), seed: 1 }, 0);
  // The contract is found wrong after the lock, which is given back.
  await assert.rejects(night, /\/nowhere contract-unknown/);
  assert.deepEqual(readdirSync(join(folder, 'reports')), []);
  const lease = takePlace('the folder', join(folder, 'reports', '.lock.json'));
  assert.ok('release' in lease);
  await assert.rejects(night, new RegExp(`reports is in use since .*process ${process.pid}`));
  await lease.release();
});
