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

test('another contract says by its scheme which fields a message has', () => {
  const scheme = {
    keys: {},
    signature: {
      message: '{body}',
      mac: 'HMAC-SHA-256',
      key: { encoding: 'utf8' },
      hash: 'lower-hex',
      header: 'X-Hub-Signature-256',
      template: 'sha256={hash}',
    },
  } as const;
  // The example of GitHub's own pages: "Validating webhook deliveries", Testing the webhook payload validation.
  assert.deepEqual(sign({ contract: scheme, apiSignature: "It's a Secret to Everybody", body: 'Hello, World!' }), {
    'X-Hub-Signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  });
  const dated = { ...scheme, id: { header: 'webhook-id' }, login: { header: 'x-account' } } as const;
  assert.throws(() => sign({ contract: dated, apiSignature: 's', apiKey: 'a' }), /id is not set: webhook-id is signed/);
  assert.throws(() => sign({ contract: dated, apiSignature: 's', id: '1' }), /apiKey is not set/);
  const worded = { ...scheme, signature: { ...scheme.signature, template: '{scheme} {hash}' } } as const;
  assert.throws(() => sign({ contract: worded, apiSignature: 's' }), /scheme is not set: X-Hub-Signature-256 is `\{scheme\} \{hash\}`/);
  assert.throws(() => sign({ contract: { keys: {} }, apiSignature: 's' }), /signs nothing/);
});
