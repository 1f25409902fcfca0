import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys } from '../../core/contract/credentials.ts';
import { signedRightly } from '../../core/contract/scheme.ts';
import { noBody } from '../../core/exchange.ts';
import { readContract } from '../../schemas/contract.ts';
import { direct } from '../direct.ts';
import { mockProvider } from '../provider.ts';

const example = '7c3b1f0e-5d5a-4a59-8a53-0f0a3cbe0c11';
const schema = '{ type: object, required: [uuid, state], properties: { uuid: { type: string, format: uuid }, state: { type: string } } }';
const answer = `content: { application/json: { schema: ${schema}, example: { uuid: ${example}, state: QUEUED, currency: EUR, country: DE } } }`;
const files: Readonly<Record<string, string>> = {
  'openapi.yaml': `
openapi: 3.1.0
info: { title: Payouts, version: "2" }
paths:
  /payouts:
    post:
      operationId: newPayout
      x-countersign-traits: [signed, creates]
      requestBody: { content: { application/json: { schema: { type: object }, example: {} } } }
      responses: { "200": { description: made, ${answer} } }
  /payouts/{uuid}:
    get:
      operationId: onePayout
      x-countersign-traits: [signed]
      parameters: [{ name: uuid, in: path, required: true, schema: { type: string }, example: ${example} }]
      responses: { "200": { description: shown, ${answer} } }
  /payouts/{uuid}/notes:
    post:
      operationId: noteOnPayout
      x-countersign-traits: [signed]
      parameters: [{ name: uuid, in: path, required: true, schema: { type: string }, example: ${example} }]
      requestBody: { content: { application/json: { schema: { type: object }, example: {} } } }
      responses: { "200": { description: noted, content: { application/json: { schema: { type: array }, example: [] } } } }
`,
  'scheme.yaml': `
keys: { secret: { name: secret, secret: true, set: signing, carrier: signature, variable: SECRET } }
signature: { message: "{body}", mac: HMAC-SHA-256, key: { encoding: utf8 }, hash: lower-hex, header: Signature, template: "{hash}" }
`,
  'resources.yaml': `
payout:
  create: newPayout
  read: onePayout
  members: { id: uuid, status: state, currency: currency }
  completed: SETTLED
  statuses: [{ status: QUEUED, final: false, basis: docs, meaning: waits }, { status: SETTLED, final: true, basis: docs, meaning: paid }]
  transitions: []
`,
};

const contract = readContract('payouts', { text: (path) => files[path], names: () => [] });
const keys = { apiKey: '', apiSignature: 'secretOfTheTest', readOnlyKey: '' };
const accounts = [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }];
const ask = direct(mockProvider({ contract, profile: contract.profiles[0], now: () => 0, accounts }));

async function called(
  method: string,
  target: string,
): Promise<{ readonly status: number; readonly uuid: unknown; readonly money: readonly unknown[] }> {
  const body = method === 'POST' ? Buffer.from('{}') : noBody;
  const headers = signedRightly(contract.scheme, '', { date: '', login: '', body }, keys.apiSignature);
  const request = { method, target, headers: [...headers, ['Content-Type', 'application/json'] as const], body };
  const got = await ask(request, { peer: '::1', secure: true, environment: 'first' });
  assert.ok(got.kind === 'response');
  const { uuid, currency, country } = JSON.parse(Buffer.from(got.response.body).toString('utf8')) as Readonly<Record<string, unknown>>;
  return { status: got.response.status, uuid, money: [currency, country] };
}

test('resources whose ids are UUIDs are stored, each under its own id', async () => {
  const [first, second] = [await called('POST', '/payouts'), await called('POST', '/payouts')];
  assert.equal(first.status, 200);
  assert.match(String(first.uuid), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(first.uuid, second.uuid);
  // What no creation named is that of the example.
  assert.deepEqual(first.money, ['EUR', 'DE']);
  assert.deepEqual(await called('GET', `/payouts/${String(first.uuid)}`), first);
  assert.equal((await called('GET', `/payouts/${example}`)).status, 404);
});

test('what acts on a resource by its id needs one that exists', async () => {
  const { uuid } = await called('POST', '/payouts');
  assert.equal((await called('POST', `/payouts/${String(uuid)}/notes`)).status, 200);
  assert.equal((await called('POST', `/payouts/${example}/notes`)).status, 404);
});
