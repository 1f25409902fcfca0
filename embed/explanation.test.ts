import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoKeys } from '../mock/demo-keys.ts';
import { explain } from './explanation.ts';
import { sign } from './signing.ts';
import { verify } from './verification.ts';

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

test('a documented member that a typed model added is found by its name', () => {
  const headers = { ...sign({ ...demoKeys, body: '{"amount":100,"promo_code":null}', now }) };
  const given = { headers, body: '{"amount":100}', ...demoKeys };
  assert.equal(explain(given).diagnosis.found, 'nothing');
  assert.match(explain({ ...given, members: ['amount', 'promo_code'] }).text, /promo_code/);
});

test('keys that were mixed up are named by their role', () => {
  const headers = { ...sign({ apiKey: demoKeys.apiKey, apiSignature: demoKeys.readOnlyKey, now }) };
  assert.match(explain({ headers, ...demoKeys }).text, /the read-only key was used as HMAC key/);
});

test('a reference to the key in a store is found under the names of the contract', () => {
  const headers = { ...sign({ apiKey: demoKeys.apiKey, apiSignature: 'secret/data/onekey#api_signature', now }) };
  assert.match(explain({ headers, ...demoKeys }).text, /a reference to it in a store/);
});

test('what is not a raw body is refused, with what to pass', () => {
  const headers = { ...sign({ ...demoKeys, body: '{}', now }) };
  for (const [body, says] of [
    [{ a: 1 }, /body is a parsed object.*raw body/],
    [undefined, /body is undefined.*text or the bytes/],
    [null, /body is null/],
    [new ArrayBuffer(2), /body is an ArrayBuffer \(wrap it: new Uint8Array/],
    [new Blob(['{}']).stream(), /body is a stream \(read it whole/],
    [new Blob(['{}']), /body is a Blob.*arrayBuffer/],
    [Promise.resolve('{}'), /body is a promise \(await it\)/],
    [7, /body is a number/],
  ] as const) {
    const given = body as unknown as string;
    for (const use of [
      () => sign({ ...demoKeys, body: given }),
      () => verify({ headers, body: given, keys: demoKeys }),
      () => explain({ headers, body: given, ...demoKeys }),
    ])
      assert.throws(use, (error) => error instanceof TypeError && says.test(error.message));
  }
});

test('a key that is what a missing variable becomes is refused, and so are missing keys and headers', () => {
  const headers = { ...sign({ ...demoKeys, body: '{}', now }) };
  for (const apiSignature of ['', 'undefined', 'null', ' ', '\n', '[object Object]']) {
    assert.throws(() => verify({ headers, body: '{}', keys: { apiSignature } }), /apiSignature is not set/);
    assert.throws(() => explain({ headers, body: '{}', apiSignature }), /apiSignature is not set/);
  }
  for (const keys of [undefined, null, {}, [{}], [demoKeys, undefined]])
    assert.throws(() => verify({ headers, body: '{}', keys: keys as unknown as typeof demoKeys }), /apiSignature is not set/);
  for (const none of [undefined, null, 'X-Date: now'])
    assert.throws(() => verify({ headers: none as unknown as typeof headers, body: '{}', keys: demoKeys }), /headers are .*pass those/);
});
