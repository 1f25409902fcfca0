import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Configuration } from '../config/configuration.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { accountsOf, takeLease, takePlace } from './lease.ts';

const nobody = () => Promise.reject(new Error('nobody is asked here'));

function configured(lines: readonly string[] = [], keys = 'value_of', account = ''): Configuration {
  const text = [
    `target: { url: https://127.0.0.1:9, environment: stg${account} }`,
    'merchant: { apiKey: "\u0024{API_KEY}", apiSignature: "\u0024{API_SIGNATURE}", readOnlyKey: "\u0024{READ_ONLY_KEY}" }',
    ...lines,
  ].join('\n');
  return readConfiguration(text, (name) => `${keys}_${name}`, contractOf('deposits-v3'));
}

const take = (configuration = configured(), now = Date.now) => takeLease(accountsOf(configuration), nobody, now);

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

  test('one run has it, another learns since when, and it is free again', async () => {
    const first = await take();
    assert.ok('release' in first);
    assert.equal(first.note, undefined);
    const second = await take();
    assert.ok('busy' in second);
    assert.match(second.busy, new RegExp(`Another run has used this account since .*${process.pid}.*inconclusive`));
    assert.ok(!readFileSync(file(), 'utf8').includes('value_of_'));
    await first.release();
    assert.deepEqual(readdirSync(locks), []);
    const third = await take();
    assert.ok('release' in third);
    await third.release();
  });

  test('it is that of the environment, whatever the keys are, unless accounts are named', async () => {
    const first = await take();
    assert.ok('release' in first);
    // A rotation changes the keys, and another run has the new ones.
    assert.ok('busy' in (await take(configured([], 'rolled'))));
    const other = await take(configured([], 'rolled', ', account: shop-2'));
    assert.ok('release' in other);
    await other.release();
    await first.release();
  });

  test('another environment of the configuration is locked too, and given back where the first is not free', async () => {
    const keys = 'apiKey: "\u0024{A}", apiSignature: "\u0024{B}", readOnlyKey: "\u0024{C}"';
    const both = configured([`secondEnvironment: { url: https://127.0.0.1:8, environment: stg, ${keys} }`]);
    const first = await take(both);
    assert.ok('release' in first);
    assert.equal(readdirSync(locks).length, 2);
    await first.release();
    const second = await takeLease({ accounts: [{ url: 'https://127.0.0.1:8' }] }, nobody);
    assert.ok('release' in second);
    assert.ok('busy' in (await take(both)));
    assert.equal(readdirSync(locks).length, 1);
    await second.release();
  });

  const left = async (change: Readonly<Record<string, unknown>>, now = Date.now) => {
    const held = await take();
    assert.ok('release' in held);
    const path = file();
    const holder = { ...JSON.parse(readFileSync(path, 'utf8')), token: 'of-another', ...change };
    await held.release();
    writeFileSync(path, JSON.stringify(holder));
    const lease = await take(configured(), now);
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
    const free = await take(recipe('console.log("taken")'));
    assert.ok('release' in free);
    await free.release();
    const held = await take(recipe('console.log("2026-01-31T10:00:00Z, by the nightly job")'));
    assert.match('busy' in held ? held.busy : '', /since 2026-01-31T10:00:00Z, by the nightly job/);
    const refused = await take(recipe('process.exit(1)'));
    assert.match('busy' in refused ? refused.busy : '', /inconclusive/);
  });
});

test('one process at a time uses a folder; an empty lock is one that a machine cut', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lease-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const first = takePlace(folder, join(folder, '.lock.json'));
  assert.ok('release' in first);
  const second = takePlace(folder, join(folder, '.lock.json'));
  assert.match('busy' in second ? second.busy : '', new RegExp(`${folder} is in use since .*process ${process.pid}`));
  await first.release();
  const lock = join(folder, '.lock.json');
  writeFileSync(lock, '');
  const third = takePlace(folder, join(folder, '.lock.json'));
  assert.match('release' in third ? (third.note ?? '') : '', /The empty lock .* is taken over/);
  if ('release' in third) await third.release();
  // A file that is not a lock of ours is left to a person.
  writeFileSync(lock, '{');
  const fourth = takePlace(folder, join(folder, '.lock.json'));
  assert.match('busy' in fourth ? fourth.busy : '', /cannot be read: delete it/);
  assert.equal(readFileSync(lock, 'utf8'), '{');
});
