import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { basicValue, bearerValue } from '../core/contract/scheme.ts';
import { noBody } from '../core/exchange.ts';
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

test('an operation takes the key that its trait names, in that way alone', async () => {
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

test('an operation without a trait of authentication is open, whatever is sent', async () => {
  for (const sent of [undefined, 'Basic nobody', basicValue(contract.scheme, 'skey_2')]) assert.equal(await statusOf('status', sent), 200);
});
