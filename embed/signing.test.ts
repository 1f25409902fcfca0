import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoKeys } from '../mock/demo-keys.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { explain } from './explanation.ts';
import { sign } from './signing.ts';
import { verify } from './verification.ts';

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

test('keys of another contract have the names of their roles', () => {
  const contract: Scheme = {
    keys: {
      account: { name: 'Account', secret: false, set: 'signing', carrier: 'login', variable: 'ACCOUNT' },
      hookSecret: { name: 'Hook secret', secret: true, set: 'signing', carrier: 'signature', variable: 'HOOK_SECRET' },
    },
    signature: {
      message: '{login}{body}',
      mac: 'HMAC-SHA-256',
      key: { encoding: 'utf8' },
      hash: 'lower-hex',
      header: 'X-Hook',
      template: '{hash}',
    },
    login: { header: 'X-Account' },
  };
  const keys = { account: 'a1', hookSecret: 'secret of the hook' };
  const headers = sign({ contract, keys, body: '{}' });
  assert.deepEqual(headers, sign({ contract, apiKey: keys.account, apiSignature: keys.hookSecret, body: '{}' }));
  for (const set of [keys, { apiSignature: keys.hookSecret }]) assert.ok(verify({ contract, headers, body: '{}', keys: set }).ok);
  assert.ok(!verify({ contract, headers, body: '{}', keys: { hookSecret: 'another secret' } }).ok);
  assert.ok(explain({ contract, headers, body: '{}', keys }).right);
  const unset = { ...keys, hookSecret: '' };
  assert.throws(() => sign({ contract, keys: unset, body: '{}' }), /keys\.hookSecret is not set/);
  assert.throws(() => sign({ contract, keys: { hookSecret: 's' }, body: '{}' }), /keys\.account is not set/);
  assert.throws(() => verify({ contract, headers, body: '{}', keys: unset }), /keys\.hookSecret is not set/);
  assert.throws(() => explain({ contract, headers, body: '{}', keys: unset }), /keys\.hookSecret is not set/);
});
