import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./countersign.ts', import.meta.url));

/** The keys of the published vectors. */
const keys = { API_KEY: 'stgDemoLogin01', API_SIGNATURE: 'stgDemoSignature_0123456789abcdef' };

function explained(hash: string, options: readonly string[] = []) {
  const request = `POST /v3/deposits HTTP/1.1\r\nX-Date: 2020-06-21T12:33:20Z\r\nX-Login: stgDemoLogin01\r\nContent-Type: application/json\r\nAuthorization: D24 ${hash}\r\n\r\n{"invoice_id":"INV-0001","amount":100,"country":"BR","currency":"BRL"}`;
  return spawnSync(process.execPath, [program, 'explain', ...options], {
    input: request,
    encoding: 'utf8',
    env: { ...process.env, ...keys },
  });
}

test('a right signature ends with 0, a wrong one with 1 and its cause, and no key is printed', () => {
  const right = explained('9d44a0c2f47a0019605437cee30e0eeb9e9d80ac41bf7d42c7f44b612cbc20ea');
  assert.deepEqual([right.status, right.stderr], [0, '']);
  assert.match(right.stdout, /^The signature is right/);
  const wrong = explained('aeb459dd3f05c09116b9473c35aae5f3382772e0b16c6a856e928c97660fb91b');
  assert.deepEqual([wrong.status, wrong.stderr], [1, '']);
  assert.match(wrong.stdout, /the API Key was used as HMAC key/);
  assert.doesNotMatch(wrong.stdout, /stgDemoSignature/);
});

test('as JSON it is data with the sentences', () => {
  const { status, stdout } = explained('bccc685b23ca297e39010ff0b8014dde23fcbcc18de5a0872aa46e7a955bfdc8', ['--json']);
  assert.equal(status, 1);
  const [first] = JSON.parse(stdout) as readonly {
    readonly diagnosis: { readonly found: string };
    readonly sentences: readonly string[];
  }[];
  assert.equal(first?.diagnosis.found, 'explained');
  assert.match(first?.sentences[0] ?? '', /1 s later than X-Date/);
});

test('what cannot be read, or lacks its key, is one line and exit code 3', () => {
  for (const [argv, env, message] of [
    [['no-such-file'], keys, /no-such-file/],
    [['--received-at', 'noon'], keys, /noon.*2020-06-21/],
    [[], { API_SIGNATURE: '' }, /API_SIGNATURE is not set/],
    [[], keys, /nothing to read/],
  ] as const) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'explain', ...argv], {
      input: '',
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [3, '', 1], stderr);
    assert.match(stderr, message);
  }
});

test('a file without end is read up to a limit', () => {
  const large = join(mkdtempSync(join(tmpdir(), 'explain-')), 'large.http');
  writeFileSync(large, '');
  truncateSync(large, 65_000_000);
  const { status, stderr } = spawnSync(process.execPath, [program, 'explain', large], {
    encoding: 'utf8',
    env: { ...process.env, ...keys },
  });
  assert.equal(status, 3);
  assert.match(stderr, /It has more than 64 MB/);
});

test('keys of --other-keys are named by their line or name, and never shown', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'countersign-keys-')), 'keys.txt');
  writeFileSync(file, '# keys of a reseller\nshop-2=anotherSecretOfAShop\n');
  const hash = createHmac('sha256', 'anotherSecretOfAShop')
    .update('2020-06-21T12:33:20ZstgDemoLogin01{"invoice_id":"INV-0001","amount":100,"country":"BR","currency":"BRL"}')
    .digest('hex');
  const without = explained(hash);
  assert.match(without.stdout, /^No explanation found.*[\s\S]*`--other-keys FILE`/);
  const { status, stdout } = explained(hash, ['--other-keys', file]);
  assert.equal(status, 1);
  assert.match(stdout, /the second merchant shop-2 was used as HMAC key/);
  assert.doesNotMatch(stdout, /anotherSecretOfAShop/);
});
