import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Configuration } from '../config/configuration.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { takeLease } from './lease.ts';

const nobody = () => Promise.reject(new Error('nobody is asked here'));

function configured(lines: readonly string[] = []): Configuration {
  const text = [
    'target: { url: https://127.0.0.1:9, environment: stg }',
    'merchant: { apiKey: "\u0024{API_KEY}", apiSignature: "\u0024{API_SIGNATURE}", readOnlyKey: "\u0024{READ_ONLY_KEY}" }',
    ...lines,
  ].join('\n');
  return readConfiguration(text, (name) => `value_of_${name}`, contractOf('deposits-v3'));
}

describe('the lock on an account', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lease-'));
  const locks = join(folder, 'countersign', 'locks');
  const known = process.env.XDG_STATE_HOME;
  before(() => {
    process.env.XDG_STATE_HOME = folder;
  });
  after(() => {
    if (known === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = known;
    rmSync(folder, { recursive: true });
  });
  const file = (): string => join(locks, readdirSync(locks)[0] ?? '');

  test('one run has it, another is told since when, and it is free again', async () => {
    const first = await takeLease(configured(), nobody);
    assert.ok('release' in first);
    assert.equal(first.note, undefined);
    const second = await takeLease(configured(), nobody);
    assert.ok('busy' in second);
    assert.match(second.busy, new RegExp(`Another run is at work on this account since .*${process.pid}.*inconclusive`));
    assert.ok(!readFileSync(file(), 'utf8').includes('value_of_'));
    await first.release();
    assert.deepEqual(readdirSync(locks), []);
    const third = await takeLease(configured(), nobody);
    assert.ok('release' in third);
    await third.release();
  });

  const left = async (change: Readonly<Record<string, unknown>>, now = Date.now) => {
    const held = await takeLease(configured(), nobody);
    assert.ok('release' in held);
    const path = file();
    const holder = { ...JSON.parse(readFileSync(path, 'utf8')), token: 'of-another', ...change };
    await held.release();
    writeFileSync(path, JSON.stringify(holder));
    const lease = await takeLease(configured(), nobody, now);
    if ('release' in lease) await lease.release();
    else rmSync(path);
    return lease;
  };

  test('a lock of a process of this host that does not live any more is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const lease = await left({ pid, host: hostname(), started: '1' });
    assert.match('release' in lease ? (lease.note ?? '') : '', /is taken over/);
    // Its id was given to another process.
    const reused = await left({ pid: process.pid, host: hostname(), started: '1' });
    assert.match('release' in reused ? (reused.note ?? '') : '', /is taken over/);
  });

  test('a lock of another host is taken over when it was not renewed for ten minutes', async () => {
    assert.ok('busy' in (await left({ host: 'elsewhere' })));
    const lease = await left({ host: 'elsewhere' }, () => Date.now() + 600_000);
    assert.match('release' in lease ? (lease.note ?? '') : '', /elsewhere is taken over/);
  });

  test('a recipe decides in its place', async () => {
    const node = JSON.stringify(process.execPath);
    const recipe = (script: string) =>
      configured(['recipes:', `  lock: { command: [${node}, -e, ${JSON.stringify(script)}, "{action}", "{holder}"] }`]);
    const free = await takeLease(recipe('console.log("taken")'), nobody);
    assert.ok('release' in free);
    await free.release();
    const held = await takeLease(recipe('console.log("2026-01-31T10:00:00Z, by the nightly job")'), nobody);
    assert.match('busy' in held ? held.busy : '', /since 2026-01-31T10:00:00Z, by the nightly job/);
    const refused = await takeLease(recipe('process.exit(1)'), nobody);
    assert.match('busy' in refused ? refused.busy : '', /inconclusive/);
  });
});
