import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { address, caller, creation, noon, read, signed, testProvider } from './caller.ts';
import { serveControl } from './control.ts';
import { direct } from './direct.ts';
import type { LoopbackServing } from './loopback-api.ts';
import type { MockProvider } from './provider.ts';

const token = 'control-token-1';

describe('the control API', () => {
  let mock: MockProvider;
  let controlling: LoopbackServing;

  before(async () => {
    mock = testProvider();
    controlling = await serveControl({ mock, token, port: 0 });
  });
  after(() => controlling.close());

  async function ask(path: string, body?: unknown, bearer = token): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${controlling.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  }
  const call = (request: ReturnType<typeof signed>) => direct(mock)(request, { peer: address, secure: true, environment: 'first' });

  test('is on loopback, and open only to its token except for the health', async () => {
    assert.equal(new URL(controlling.url).hostname, '127.0.0.1');
    for (const bearer of ['', 'wrong', `${token}x`]) assert.equal((await ask('/clock', { at: null }, bearer)).status, 401);
    assert.equal((await fetch(`${controlling.url}/deposits/count`)).status, 401);
    assert.deepEqual(await ask('/health', undefined, 'wrong'), { status: 200, body: { status: 'ok' } });
    assert.equal((await ask('/unknown', {})).status, 404);
  });

  test('refuses a Host that does not name loopback, whatever the token', async () => {
    const { port } = new URL(controlling.url);
    const status = (host: string, path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { Host: host, Authorization: `Bearer ${token}` };
        get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject);
      });
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'localhost.',
      '127.999.1.1',
    ])
      assert.deepEqual([await status(host, '/health'), await status(host, '/deposits/count')], [421, 421], host);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]']) assert.equal(await status(host, '/health'), 200, host);
  });

  test('takes no moment, id, text or list without measure', async () => {
    const long = 'x'.repeat(2049);
    for (const [path, body] of [
      ['/clock', { at: 1e300 }],
      ['/clock', { at: -1 }],
      ['/clock', { at: 0.5 }],
      ['/clock', '{"at":1e999}'],
      ['/clock', { at: Date.UTC(10_000, 0, 1) }],
      ['/advance', { ms: 1e300 }],
      ['/status', { depositId: 1e300, status: 'COMPLETED' }],
      ['/refund-status', { refundId: 0.5, status: 'COMPLETED' }],
      ['/resend', { about: 'deposit', id: -1e300 }],
      ['/provoke-500', { invoiceId: long }],
      ['/addresses', { merchant: 'first', addresses: ['10.0.0.0/8000'] }],
      ['/addresses', { merchant: 'first', addresses: Array(1001).fill('127.0.0.1') }],
      ['/merchants', { merchant: 'many', credentials: Array(1001).fill(caller), addresses: [] }],
      ['/confirm-url', { merchant: 'first', url: long }],
    ] as const)
      assert.equal((await ask(path, body)).status, 400, `${path} ${JSON.stringify(body).slice(0, 60)}`);
    assert.equal((await ask('/clock', { at: Date.UTC(10_000, 0, 1) - 1 })).status, 204);
    assert.equal((await ask('/advance', { ms: 1000 })).status, 400);
    assert.equal((await ask('/clock', { at: null })).status, 204);
  });

  test('stops the clock and lets it run', async () => {
    assert.equal((await ask('/clock', { at: noon + 60_000 })).status, 204);
    assert.equal(mock.now(), noon + 60_000);
    assert.equal((await ask('/clock', { at: null })).status, 204);
    assert.equal(mock.now(), noon);
  });

  test('provokes a 500, counts deposits and moves a status', async () => {
    assert.equal((await ask('/provoke-500', { invoiceId: 'C1' })).status, 204);
    assert.equal(read(await call(creation('C1'))).status, 500);
    const depositId = read(await call(creation('C1'))).body.deposit_id;
    assert.deepEqual((await ask('/deposits/count?merchant=first&invoice=C1')).body, { count: 1 });
    assert.deepEqual((await ask('/deposits/count?merchant=first&invoice=C1&environment=second')).body, { count: 0 });
    assert.equal((await ask('/status', { depositId, status: 'COMPLETED' })).status, 204);
    const refused = await ask('/status', { depositId, status: 'CANCELLED' });
    assert.deepEqual(
      [refused.status, refused.body.error],
      [409, 'the panel sets an open deposit to COMPLETED or CANCELLED, and nothing else'],
    );
    assert.equal((await ask('/status', { depositId: 1, status: 'COMPLETED' })).status, 404);
    assert.equal(read(await call(signed({ target: `/v3/deposits/${depositId}` }))).body.status, 'COMPLETED');
  });

  test('passes a deposit on as the documents let it go', async () => {
    const depositId = read(await call(creation('C3'))).body.deposit_id;
    for (const status of ['CANCELLED', 'COMPLETED']) assert.equal((await ask('/pass-on', { depositId, status })).status, 204);
    assert.equal((await ask('/pass-on', { depositId, status: 'CANCELLED' })).status, 409);
    assert.equal((await ask('/pass-on', { depositId: 1, status: 'COMPLETED' })).status, 404);
  });

  test('changes addresses and merchants', async () => {
    assert.equal((await ask('/addresses', { merchant: 'first', addresses: ['10.0.0.0/8'] })).status, 204);
    assert.equal(read(await call(creation('C2'))).body.code, 202);
    assert.equal((await ask('/addresses', { merchant: 'first', addresses: [address] })).status, 204);
    assert.equal((await ask('/addresses', { merchant: 'nobody', addresses: [] })).status, 404);
    const third = { ...caller, apiKey: 'thirdLogin' };
    assert.equal((await ask('/merchants', { merchant: 'third', credentials: [third], addresses: [address] })).status, 204);
    assert.equal(read(await call(creation('C2', { as: third }))).status, 201);
  });

  test('says what is wrong with a body, in a 400', async () => {
    for (const [path, body, word] of [
      ['/clock', { at: 'now' }, 'at'],
      ['/clock', '{', 'JSON'],
      ['/clock', [], 'object'],
      ['/provoke-500', {}, 'invoiceId'],
      ['/status', { depositId: true, status: 'X' }, 'depositId'],
      ['/addresses', { merchant: 'first', addresses: 'all' }, 'addresses'],
      ['/addresses', { merchant: 'first', addresses: [], environment: 'third' }, 'environment'],
      ['/merchants', { merchant: 'x', credentials: [{}], addresses: [] }, 'apiKey'],
    ] as const) {
      const { status, body: answer } = await ask(path, body);
      assert.equal(status, 400, path);
      assert.ok(`${answer.error}`.includes(word), `${path}: ${answer.error}`);
    }
    assert.equal((await ask('/deposits/count?merchant=first')).status, 400);
  });

  // Last, because the connection ends with a body that is not read.
  test('reads no body without measure', async () => {
    assert.equal((await ask('/provoke-500', { invoiceId: 'y'.repeat(2_000_000) })).status, 413);
  });
});
