import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Credentials } from '../core/contract/ledger.ts';
import { accountOf, address, caller, creation, otherCaller, read, readOnly, signed, testProvider } from '../mock/caller.ts';
import { direct } from '../mock/direct.ts';
import type { LoopbackServing } from '../mock/loopback-api.ts';
import type { MockProvider } from '../mock/provider.ts';
import { servePanel } from './panel.ts';

const token = 'session-token-1';
const banks = '/v3/banks?country=BR';

describe('the panel', () => {
  let mock: MockProvider;
  let panel: LoopbackServing;
  let made = 0;
  /** The keys that were rolled last. */
  let current = caller;

  before(async () => {
    mock = testProvider({ secondAccounts: [accountOf('first', otherCaller)] });
    const newKeys = (): Credentials => {
      made += 1;
      return { apiKey: `rolledLogin${made}`, apiSignature: `rolledSignature${made}`, readOnlyKey: `rolledReadOnly${made}` };
    };
    panel = await servePanel({ mock, token, port: 0, merchant: 'first', newKeys });
  });
  after(() => panel.close());

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    bearer = token,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${panel.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${bearer}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  }
  const call = (request: ReturnType<typeof signed>, from = address) =>
    direct(mock)(request, { peer: from, secure: true, environment: 'first' });

  const create = (invoiceId: string, as: Credentials) => call(creation(invoiceId, { as, at: mock.now() }));

  test('is on loopback, and open only to its session', async () => {
    assert.equal(new URL(panel.url).hostname, '127.0.0.1');
    for (const bearer of ['', 'wrong', `${token}x`]) assert.equal((await ask('GET', '/addresses', undefined, bearer)).status, 401);
    assert.equal((await ask('GET', '/health', undefined, 'wrong')).status, 200);
    for (const url of ['x'.repeat(2049), 7]) assert.equal((await ask('PUT', '/confirm-url', { url })).status, 400);
  });

  test('can do nothing that a person at the panel cannot', async () => {
    for (const path of ['/clock', '/provoke-500', '/merchants', '/unknown']) assert.equal((await ask('POST', path, {})).status, 404);
  });

  test('sends a notification again and sets the Confirm URL, only of the own merchant', async () => {
    const depositId = read(await call(creation('N1'))).body.deposit_id;
    // This mock sends nothing, so there is nothing to send again.
    assert.equal((await ask('POST', `/deposits/${depositId}/notification`)).status, 404);
    assert.equal((await ask('POST', '/deposits/none/notification')).status, 404);
    assert.equal((await ask('PUT', '/confirm-url', { url: 'http://127.0.0.1:9/confirm' })).status, 204);
    assert.equal((await ask('PUT', '/confirm-url', { url: null })).status, 204);
    assert.equal((await ask('PUT', '/confirm-url', { url: 7 })).status, 400);
  });

  test('counts deposits by invoice, and approves or cancels open ones', async () => {
    const depositId = read(await call(creation('P1'))).body.deposit_id;
    const { body } = await ask('GET', '/deposits?invoice=P1');
    assert.deepEqual(body, { count: 1, deposits: [{ depositId, invoiceId: 'P1', amount: '100', currency: 'BRL', status: 'CREATED' }] });
    assert.equal((await ask('GET', '/deposits?invoice=P1&merchant=second')).body.count, 0);
    assert.equal((await ask('GET', '/deposits?invoice=P1&environment=second')).body.count, 0);
    assert.equal((await ask('PUT', `/deposits/${depositId}/status?merchant=second`, { status: 'COMPLETED' })).status, 404);
    assert.equal((await ask('PUT', `/deposits/${depositId}/status`, { status: 'EXPIRED' })).status, 409);
    assert.equal((await ask('PUT', `/deposits/${depositId}/status`, { status: 'COMPLETED' })).status, 204);
    assert.equal((await ask('PUT', `/deposits/${depositId}/status`, { status: 'CANCELLED' })).status, 409);
    assert.equal((await ask('PUT', '/deposits/1/status', { status: 'COMPLETED' })).status, 404);
    assert.equal(read(await call(signed({ target: `/v3/deposits/${depositId}` }))).body.status, 'COMPLETED');
  });

  test('puts addresses on the list of one environment and takes them off (IPA-02, ENV-04)', async () => {
    const other = '127.0.0.3';
    assert.equal(read(await call(creation('P2'), other)).body.code, 202);
    assert.equal((await ask('PUT', `/addresses/${other}`)).status, 204);
    assert.deepEqual((await ask('GET', '/addresses')).body, { addresses: [address, other] });
    assert.deepEqual((await ask('GET', '/addresses?environment=second')).body, { addresses: [address] });
    assert.equal(read(await call(creation('P2'), other)).status, 201);
    assert.equal((await ask('DELETE', `/addresses/${other}`)).status, 204);
    assert.equal((await ask('DELETE', `/addresses/${other}`)).status, 404);
    assert.equal(read(await call(creation('P3'), other)).body.code, 202);
    assert.equal((await ask('PUT', '/addresses/10.0.0.0%2F8')).status, 204);
    assert.equal(read(await call(creation('P3'), '10.1.2.3')).status, 201);
    assert.equal((await ask('DELETE', '/addresses/10.0.0.0%2F8')).status, 204);
  });

  test('rolls keys with an overlap, after which the old ones end on the clock of the mock (ROT-01, ROT-02)', async () => {
    const { status, body } = await ask('POST', '/keys', { overlapSeconds: 60 });
    assert.equal(status, 201);
    const rolled = body as unknown as Credentials;
    for (const as of [caller, rolled]) assert.equal(read(await call(readOnly(banks, as))).status, 200);
    await mock.controls.advance(59_999);
    assert.equal(read(await create('P4', caller)).status, 201);
    await mock.controls.advance(1);
    assert.equal(read(await create('P6', caller)).body.code, 100);
    assert.equal(read(await call(readOnly(banks, caller))).status, 401);
    assert.equal(read(await create('P6', rolled)).status, 201);
    current = rolled;
  });

  test('rolls only the signing set: the read-only key stays (ROT-02)', async () => {
    const { body } = await ask('POST', '/keys', { roll: 'signing', overlapSeconds: 10 });
    assert.deepEqual(Object.keys(body), ['apiKey', 'apiSignature', 'overlapSeconds']);
    const rolled: Credentials = { ...current, ...body };
    for (const as of [current, rolled]) assert.equal(read(await create(`P7${as.apiKey}`, as)).status, 201);
    // An earlier end stays: a longer overlap of the next roll does not extend a set that is ending.
    const next: Credentials = { ...rolled, ...(await ask('POST', '/keys', { roll: 'signing', overlapSeconds: 20 })).body };
    await mock.controls.advance(10_000);
    assert.equal(read(await create('P8', current)).body.code, 100);
    assert.equal(read(await create('P8', rolled)).status, 201);
    await mock.controls.advance(10_000);
    assert.equal(read(await create('P9', rolled)).body.code, 100);
    assert.equal(read(await create('P9', next)).status, 201);
    assert.equal(read(await call(readOnly(banks, current))).status, 200);
    current = next;
  });

  test('rolls only the read-only key: the signing set stays (ROT-02)', async () => {
    const { body } = await ask('POST', '/keys', { roll: 'read-only' });
    assert.deepEqual(Object.keys(body), ['readOnlyKey', 'overlapSeconds']);
    const rolled: Credentials = { ...current, ...body };
    assert.equal(read(await call(readOnly(banks, current))).status, 401);
    assert.equal(read(await call(readOnly(banks, rolled))).status, 200);
    assert.equal(read(await create('P10', current)).status, 201);
  });

  test('makes a merchant account of its own, whose keys roll without those of others (ROT-01)', async () => {
    const { status, body } = await ask('POST', '/accounts');
    assert.equal(status, 201);
    const own = body as unknown as Credentials;
    assert.equal(read(await create('P11', own)).status, 201);
    const rolled = (await ask('POST', `/keys?merchant=${encodeURIComponent(String(body.account))}`)).body as unknown as Credentials;
    assert.equal(read(await create('P12', own)).body.code, 100);
    assert.equal(read(await create('P12', rolled)).status, 201);
    assert.equal(read(await create('P13', current)).status, 201);
  });

  test('rolls keys at once, in one environment', async () => {
    const first = (await ask('POST', '/keys')).body as unknown as Credentials;
    const second = (await ask('POST', '/keys')).body as unknown as Credentials;
    assert.equal(read(await create('P5', first)).body.code, 100);
    assert.equal(read(await create('P5', second)).status, 201);
    const there = { peer: address, secure: true, environment: 'second' } as const;
    assert.equal(read(await direct(mock)(readOnly('/v3/banks?country=BR', otherCaller), there)).status, 200);
  });

  test('says what is wrong, in a 400', async () => {
    for (const [method, path, body, word] of [
      ['GET', '/deposits', undefined, 'invoice'],
      ['GET', '/addresses?merchant=nobody', undefined, 'merchant'],
      ['GET', '/addresses?environment=third', undefined, 'environment'],
      ['PUT', '/addresses/everybody', undefined, 'address'],
      ['PUT', '/addresses/10.0.0.0%2F99', undefined, 'address'],
      ['PUT', '/deposits/3000000001/status', {}, 'status'],
      ['POST', '/keys', { overlapSeconds: -1 }, 'overlapSeconds'],
      ['POST', '/keys', { roll: 'all' }, 'roll'],
    ] as const) {
      const { status, body: answer } = await ask(method, path, body);
      assert.equal(status, 400, path);
      assert.ok(`${answer.error}`.includes(word), `${path}: ${answer.error}`);
    }
  });
});
