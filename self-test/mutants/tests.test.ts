import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { noticedByTests } from './tests.ts';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'audit', 'entropy.ts');
const url = pathToFileURL(file).href;
const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
const files = [join(root, 'audit', 'entropy.test.ts')];
const longestMs = 60_000;

test('unit tests notice other code of a module, and not the same code', async () => {
  assert.equal(await noticedByTests(url, code.replace('Math.min(free, ', 'Math.max(99, '), files, longestMs), 'noticed');
  assert.equal(await noticedByTests(url, `${code}\n`, files, longestMs), 'unnoticed');
});

test('tests that do not end in time show nothing, and neither does a module without tests', async () => {
  assert.equal(await noticedByTests(url, `${code}\nfor (;;);`, files, 1000), 'late');
  assert.equal(await noticedByTests(url, `${code}\nfor (;;);`, [], longestMs), 'unnoticed');
});
