import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys, printedKey } from '../core/contract/credentials.ts';
import { basicValue, bearerValue, dateText, signedRightly } from '../core/contract/scheme.ts';
import { type HeaderLine, noBody, withHeader, withoutHeader } from '../core/exchange.ts';
import { readContract } from '../schemas/contract.ts';
import { direct } from './direct.ts';
import { mockProvider } from './provider.ts';

const operation = (id: string, traits: string) => `
  /${id}:
    get:
      operationId: ${id}
      x-countersign-traits: [${traits}]
      x-countersign-headers: headers.json#/any
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } } }`;

const files: Readonly<Record<string, string>> = {
  'openapi.yaml': `openapi: 3.1.0\ninfo: { title: Keys, version: v1 }\npaths:${operation('charges', 'basic')}${operation('tokens', 'bearer')}${operation('status', '')}\n`,
  'headers.json': '{ "any": { "type": "object" } }',
  'scheme.yaml': `
keys:
  secretKey: { name: secret key, secret: true, set: read-only, carrier: basic, variable: SECRET_KEY }
basic: { header: Authorization }
bearer: { header: Authorization, template: "Bearer {key}" }
`,
};

const contract = readContract('keys', { text: (path) => files[path], names: () => [] });
const [profile] = contract.profiles;
const account = {
  merchant: 'm',
  ...accountKeys([{ apiKey: 'login', apiSignature: 'signature', readOnlyKey: 'skey_1' }]),
  addresses: ['::1'],
};
const ask = direct(mockProvider({ contract, profile, now: () => 0, accounts: [account] }));

async function statusOf(id: string, authorization?: string): Promise<number | undefined> {
  const headers = authorization === undefined ? [] : [['Authorization', authorization] as const];
  const answer = await ask({ method: 'GET', target: `/${id}`, headers, body: noBody }, { peer: '::1', secure: true, environment: 'first' });
  return answer.kind === 'response' ? answer.response.status : undefined;
}

test('the traits of an operation say how it is authenticated', () => {
  assert.deepEqual(
    contract.operations.map(({ authentication }) => authentication),
    ['basic', 'bearer', 'none'],
  );
});

test('an operation takes the key that its trait names, only in that way', async () => {
  const [basic, bearer] = [basicValue(contract.scheme, 'skey_1'), bearerValue(contract.scheme, 'skey_1')];
  assert.equal(await statusOf('charges', basic), 200);
  assert.equal(await statusOf('tokens', bearer), 200);
  for (const wrong of [undefined, '', bearer, 'Basic', 'skey_1', basicValue(contract.scheme, 'skey_2'), `${basic.slice(0, -4)}Zzo=`]) {
    assert.ok(Number(await statusOf('charges', wrong)) >= 400, String(wrong));
  }
  for (const wrong of [undefined, basic, bearerValue(contract.scheme, 'skey_2')]) {
    assert.ok(Number(await statusOf('tokens', wrong)) >= 400, String(wrong));
  }
});

test('a key of which the fingerprint is kept is taken, and its fingerprint is not a key', async () => {
  const kept = printedKey('skey_1');
  const accounts = [{ merchant: 'm', signingSets: [], readOnlyKeys: [kept], addresses: [] }];
  const printed = direct(mockProvider({ contract, profile, now: () => 0, accounts }));
  const answered = async (key: string) => {
    const headers = [['Authorization', basicValue(contract.scheme, key)] as const];
    const answer = await printed(
      { method: 'GET', target: '/charges', headers, body: noBody },
      { peer: '::1', secure: true, environment: 'first' },
    );
    return answer.kind === 'response' && answer.response.status;
  };
  assert.equal(await answered('skey_1'), 200);
  for (const wrong of [kept.key, 'skey_2']) assert.ok(Number(await answered(wrong)) >= 400, wrong);
});

test('an operation without a trait of authentication is open, whatever is sent', async () => {
  for (const sent of [undefined, 'Basic nobody', basicValue(contract.scheme, 'skey_2')]) assert.equal(await statusOf('status', sent), 200);
});

const signedFiles: Readonly<Record<string, string>> = {
  'openapi.yaml': `openapi: 3.1.0\ninfo: { title: Signed, version: v1 }\npaths:${operation('events', 'signed, dated')}\n`,
  'headers.json': '{ "any": { "type": "object" } }',
  'scheme.yaml': `
keys:
  secret: { name: signing secret, secret: true, set: signing, carrier: signature, variable: WEBHOOK_SECRET }
signature:
  message: "{id}.{date}.{body}"
  mac: HMAC-SHA-256
  key: { encoding: base64, prefix: whsec_ }
  hash: base64
  header: webhook-signature
  template: "v1,{hash}"
id: { header: webhook-id }
date: { header: webhook-timestamp, format: unix-seconds, toleranceMs: 300000 }
`,
};

test('a contract of another scheme is mocked by its data: message, hash form, carrier, date and tolerance', async () => {
  const signed = readContract('signed', { text: (path) => signedFiles[path], names: () => [] });
  const now = Date.UTC(2026, 0, 1);
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const keys = accountKeys([{ apiKey: 'a', apiSignature: secret, readOnlyKey: 'r' }]);
  const accounts = [{ merchant: 'm', ...keys, addresses: ['::1'] }];
  const provider = direct(mockProvider({ contract: signed, profile: signed.profiles[0], now: () => now, accounts }));
  const answered = async (at: number, change: (lines: readonly HeaderLine[]) => readonly HeaderLine[] = (lines) => lines) => {
    const parts = { id: 'msg_1', date: dateText(signed.scheme, at), login: '', body: noBody };
    const headers = change(signedRightly(signed.scheme, '', parts, secret));
    const request = { method: 'GET', target: '/events', headers, body: noBody };
    const answer = await provider(request, { peer: '::1', secure: true, environment: 'first' });
    return answer.kind === 'response' ? answer.response.status : undefined;
  };
  assert.equal(await answered(now), 200);
  assert.equal(await answered(now - 300_000), 200);
  assert.equal(await answered(now - 301_000), 400);
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    assert.equal(await answered(now, (lines) => withoutHeader(lines, name)), 400, name);
    assert.equal(await answered(now, (lines) => withHeader(lines, name, '1')), 400, name);
  }
});
