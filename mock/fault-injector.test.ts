import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { answering, answerLost, changed, dropped, redirected, type Script, served, silent } from '../core/contract/fault-injection.ts';
import type { Arrival } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import { faultInjector } from './fault-injector.ts';
import { mockProvider } from './provider.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const keys = { apiKey: 'stgDemoLogin01', apiSignature: 'stgDemoSignature_0123456789', readOnlyKey: 'stgDemoReadOnly01' };
const peer = '127.0.0.1';
const arrival: Arrival = {
  request: {
    method: 'GET',
    target: '/v3/payment_methods?country=BR',
    headers: [['Authorization', `Bearer ${keys.readOnlyKey}`]],
    body: new Uint8Array(0),
  },
  peer,
  secure: true,
};

function opened() {
  const accounts = [{ merchant: 'shop', ...accountKeys([keys]), addresses: [peer] }];
  const mock = mockProvider({ contract: contractOf('deposits-v3'), profile: onekey, now: () => Date.UTC(2026, 10, 21), accounts });
  return faultInjector({
    now: () => 0,
    mock,
    peer,
    pass: async () => undefined,
    elsewhere: { https: 'https://elsewhere.example', http: 'http://elsewhere.example' },
  });
}

test('without a script requests are served, and seen with their answers', async () => {
  const before = opened();
  const delivery = await before.answer(arrival, 'configured');
  assert.equal(delivery.kind === 'response' && delivery.response.status, 200);
  const [seen] = before.seen();
  assert.deepEqual([seen?.number, seen?.where, seen?.answer.kind], [1, 'configured', 'response']);
});

test('a script counts the requests of each method, and what comes elsewhere is not part of it', async () => {
  const before = opened();
  const counted: number[] = [];
  const script: Script = (_request, nth) => {
    counted.push(nth);
    return served;
  };
  before.script(script);
  await before.answer(arrival, 'configured');
  await before.answer(arrival, 'elsewhere');
  await before.answer(arrival, 'configured');
  assert.deepEqual(counted, [1, 2]);
  before.clear();
  assert.deepEqual(before.seen(), []);
});

test('injections lose, hold, change and replace answers', async () => {
  const before = opened();
  const statusAfter = async (script: Script) => {
    before.script(script);
    const delivery = await before.answer(arrival, 'configured');
    return delivery.kind === 'response'
      ? [delivery.response.status, delivery.response.headers.find(([name]) => name === 'Location')?.[1]]
      : delivery.kind;
  };
  assert.equal(await statusAfter(() => answerLost), 'closed');
  assert.equal(await statusAfter(() => dropped), 'closed');
  assert.equal(await statusAfter(() => silent), 'silent');
  assert.deepEqual(await statusAfter(() => answering(503)), [503, undefined]);
  assert.deepEqual(await statusAfter(() => changed((response) => ({ ...response, status: 202 }))), [202, undefined]);
  assert.deepEqual(await statusAfter(() => redirected(307, 'http')), [307, 'http://elsewhere.example/v3/payment_methods?country=BR']);
  assert.deepEqual(
    before.seen().map(({ answer }) => answer.kind),
    ['none', 'none', 'none', 'response', 'response', 'response'],
  );
});
