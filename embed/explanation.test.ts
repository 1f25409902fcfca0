import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoKeys } from '../mock/demo-keys.ts';
import { explain } from './explanation.ts';
import { sign } from './signing.ts';

const now = Date.UTC(2020, 5, 21, 12, 33, 20, 999);

test('a wrong signature is explained as data and in words, without a key', () => {
  const headers = { ...sign({ ...demoKeys, body: '{"amount":100.0}', now }) };
  const { right, diagnosis, text } = explain({ headers, body: '{"amount":100.00}', ...demoKeys });
  assert.equal(right, false);
  assert.equal(diagnosis.found === 'explained' && diagnosis.mistakes[0]?.kind, 'body-rewritten');
  assert.match(text, /^The signature is wrong: .*\nFirst differing byte: offset 15, sent 30 \(0\)/);
  assert.doesNotMatch(text, /stgDemoSignature|stgDemoReadOnly/);
  assert.equal(explain({ headers, body: '{"amount":100.0}', ...demoKeys }).right, true);
});

test('keys that were mixed up are named by their role', () => {
  const headers = { ...sign({ apiKey: demoKeys.apiKey, apiSignature: demoKeys.readOnlyKey, now }) };
  assert.match(explain({ headers, ...demoKeys }).text, /the read-only key was used as HMAC key/);
});
