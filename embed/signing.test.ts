import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoKeys } from '../mock/demo-keys.ts';
import { sign } from './signing.ts';

const now = Date.UTC(2020, 5, 21, 12, 33, 20, 999);
const body = '{"deposit_id":3000000001,"name":"José"}';

test('a call is signed over date, login and body, as openssl signs it', () => {
  // printf '2020-06-21T12:33:20ZstgDemoLogin01%s' '{"deposit_id":3000000001,"name":"José"}' | openssl dgst -sha256 -hmac stgDemoSignature_0123456789abcdef
  assert.deepEqual(sign({ ...demoKeys, body, now }), {
    'X-Date': '2020-06-21T12:33:20Z',
    'X-Login': 'stgDemoLogin01',
    Authorization: 'D24 1345b0675055621dc1c5f1de27f64fa4db1ab71a03d315fea490f009f2a9c426',
  });
  assert.deepEqual(sign({ ...demoKeys, body: Buffer.from(body), now }), sign({ ...demoKeys, body, now }));
  assert.notEqual(sign({ ...demoKeys, now }).Authorization, sign({ ...demoKeys, body, now }).Authorization);
});

test('a key that is not set signs nothing', () => {
  assert.throws(() => sign({ ...demoKeys, apiSignature: '' }), /apiSignature is not set/);
  assert.throws(() => sign({ ...demoKeys, apiKey: '' }), /apiKey is not set/);
});
