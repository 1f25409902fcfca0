import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { ownDatabase } from './own-database.ts';

const setUp = ['PRAGMA journal_mode = WAL', 'CREATE TABLE IF NOT EXISTS ours (a INTEGER) STRICT'];

test('a database is made for its owner only, and opened again', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'own-database-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state');
  for (let times = 0; times < 2; times += 1) {
    const database = ownDatabase(file, ['ours'], setUp);
    database.exec('INSERT INTO ours VALUES (1)');
    for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
    database.close();
  }
  // An empty file is a new one.
  writeFileSync(join(folder, 'empty'), '');
  ownDatabase(join(folder, 'empty'), ['ours'], setUp).close();
});

test('the database of another program, a text and a device stay as they are', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'own-database-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'shop.sqlite');
  const shop = new DatabaseSync(file);
  shop.exec('CREATE TABLE orders (a)');
  shop.close();
  const bytes = readFileSync(file);
  assert.throws(() => ownDatabase(file, ['ours'], setUp), { code: 'not a state' });
  assert.deepEqual(readFileSync(file), bytes);
  assert.throws(() => ownDatabase('/dev/null', ['ours'], setUp), { code: 'not a state' });
  const text = join(folder, 'text');
  writeFileSync(text, 'SQLite format 3\0 and no more');
  assert.throws(() => ownDatabase(text, ['ours'], setUp), { code: 'ERR_SQLITE_ERROR' });
  assert.equal(readFileSync(text, 'latin1'), 'SQLite format 3\0 and no more');
});

test('nothing is left of a database that cannot be made', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'own-database-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state');
  assert.throws(() => ownDatabase(file, ['ours'], [...setUp, 'INSERT INTO absent VALUES (1)']));
  assert.deepEqual(readdirSync(folder), []);
  assert.ok(!existsSync(file));
});
