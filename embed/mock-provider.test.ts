import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { answering, answerLost, dropped, silent } from '../core/contract/fault-injection.ts';
import type { Delivery } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { demoKeys } from '../mock/demo-keys.ts';
import { mockProvider } from './mock-provider.ts';
import { sign } from './signing.ts';

const now = Date.UTC(2026, 10, 21, 17, 4, 31, 250);
const stg = mockProvider({ now: () => now });
afterEach(() => stg.reset());

interface Asked {
  readonly keys?: typeof demoKeys;
  readonly key?: string;
  readonly more?: object;
  readonly spoilt?: boolean;
}

function created(invoiceId: string, { keys = demoKeys, key = invoiceId, more = {}, spoilt = false }: Asked = {}): Promise<Delivery> {
  const body = JSON.stringify({ invoice_id: invoiceId, amount: 100, country: 'BR', currency: 'BRL', ...more });
  const fields = {
    ...sign({ ...keys, body, now: stg.now() }),
    'Content-Type': 'application/json',
    'X-Idempotency-Key': `key-of-operation-${key}`,
  };
  const request = { method: 'POST', target: '/v3/deposits', headers: Object.entries(fields), body: encodeUtf8(spoilt ? `${body} ` : body) };
  return stg.answer({ request, peer: '127.0.0.1', secure: true });
}

const statusOf = (delivery: Delivery): number | string => (delivery.kind === 'response' ? delivery.response.status : delivery.kind);

test('it answers without any setting, and keeps what came', async () => {
  assert.equal(statusOf(await created('A')), 201);
  assert.deepEqual(
    stg.deposits('A').map(({ amount, status }) => [amount, status]),
    [['100', 'CREATED']],
  );
  assert.deepEqual(
    stg.requests().map(({ request, startedAt }) => [request.method, request.target, startedAt]),
    [['POST', '/v3/deposits', now]],
  );
  assert.deepEqual(stg.complaints(), []);
});

test('injections happen one to a request, and what follows them is served', async () => {
  stg.next(answerLost, dropped, silent, answering(503));
  const statuses: (number | string)[] = [];
  for (let at = 0; at < 5; at += 1) statuses.push(statusOf(await created('A')));
  assert.deepEqual(statuses, ['closed', 'closed', 'silent', 503, 201]);
  assert.equal(stg.deposits('A').length, 1);
});

test('a provoked failure is kept under its key, and works under another', async () => {
  stg.provoke500('A');
  assert.deepEqual([statusOf(await created('A')), statusOf(await created('A'))], [500, 500]);
  assert.deepEqual(stg.deposits('A'), []);
  assert.equal(statusOf(await created('A', { key: 'B' })), 201);
});

test('a wrong signature is explained, and complained of without a key', async () => {
  assert.throws(() => stg.explain(), /no request has reached the mock since it was reset/);
  assert.equal(statusOf(await created('A', { spoilt: true })), 400);
  assert.match(stg.explain().text, /white space at the end of the body differs/);
  const [complaint, ...others] = stg.complaints();
  assert.deepEqual(others, []);
  assert.match(complaint ?? '', /^SIG-09 .*\n.*request 1: POST \/v3\/deposits/);
  assert.equal(stg.findings().find(({ clause }) => clause === 'SIG-09')?.verdict, 'fail');
});

test('keys are rotated, also with an overlap', async () => {
  const newKeys = { apiKey: 'stgDemoLogin02', apiSignature: 'stgDemoSignature_new', readOnlyKey: 'stgDemoReadOnly02' };
  stg.rotateKeys(newKeys, demoKeys);
  assert.deepEqual([statusOf(await created('A')), statusOf(await created('B', { keys: newKeys }))], [201, 201]);
  stg.rotateKeys(newKeys);
  assert.deepEqual([statusOf(await created('C')), statusOf(await created('D', { keys: newKeys }))], [401, 201]);
  assert.deepEqual(stg.complaints(), []);
  await created('E', { keys: newKeys, spoilt: true });
  assert.match(stg.explain().text, /white space at the end of the body differs/);
  assert.equal(stg.complaints().length, 1);
});

test('a status that does not follow is refused, with what there is', async () => {
  await created('A');
  const [deposit] = stg.deposits('A');
  await assert.rejects(stg.moveStatus(5, 'COMPLETED'), /The deposit 5 does not exist/);
  await stg.moveStatus(deposit?.depositId ?? 0, 'EXPIRED');
  await assert.rejects(stg.moveStatus(deposit?.depositId ?? 0, 'PENDING'), /is EXPIRED, which PENDING does not follow on/);
});

test('a reset forgets everything', async () => {
  stg.next(dropped);
  stg.setClock(0);
  stg.rotateKeys();
  stg.reset();
  assert.deepEqual([stg.now(), stg.requests(), stg.notifications()], [now, [], []]);
  assert.equal(statusOf(await created('A')), 201);
});

test('the system clock is asked anew each time, so that a faked one counts', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: 5 });
  assert.equal(mockProvider().now(), 5);
});

test('keys that are too short to be hidden are refused', () => {
  assert.throws(() => mockProvider({ keys: { ...demoKeys, apiSignature: 'abc' } }), /API Signature has fewer than 4 characters/);
});

test('notifications', async (context) => {
  const answers: number[] = [];
  const receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(answers.shift() ?? 200).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  context.after(() => receiver.close());
  const notification_url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/paid`;
  const seen = () =>
    stg.notifications().map(({ url, answer, sentAt }) => [url, answer.kind === 'response' && answer.response.status, sentAt]);

  await context.test('are sent when a status moves, and repeated in their time', async () => {
    stg.setClock(now);
    answers.push(500);
    await created('A', { more: { notification_url } });
    await stg.moveStatus(stg.deposits('A')[0]?.depositId ?? 0, 'COMPLETED');
    assert.deepEqual(seen(), [[notification_url, 500, now]]);
    await stg.advance(5 * 60_000);
    assert.deepEqual(seen().slice(1), [[notification_url, 200, now + 5 * 60_000]]);
    await stg.advance(86_400_000);
    assert.equal(seen().length, 2);
  });

  await context.test('go to the Confirm URL where a deposit names none, and are sent again when asked for', async () => {
    stg.reset();
    stg.setConfirmUrl(notification_url);
    await created('A');
    await stg.resendNotification(stg.deposits('A')[0]?.depositId ?? 0);
    assert.deepEqual(seen(), [[notification_url, 200, now]]);
    await assert.rejects(stg.resendNotification(5), /The deposit 5 does not exist/);
  });
});

test('a call that fits no operation is a complaint, with the nearest one', async () => {
  const bodyOf = encodeUtf8('{"invoice_id":"S","amount":100,"country":"BR","currency":"BRL"}');
  for (const [target, complaint] of [
    ['/v3/deposit/', /^CLT-08 [\s\S]*POST \/v3\/deposits[\s\S]*POST \/v3\/deposit\//],
    ['/cashout/v2', /^CLT-08 [\s\S]*POST \/cashout\/v2, which no document names; the nearest operation is /],
  ] as const) {
    stg.reset();
    const fields = { ...sign({ ...demoKeys, body: '{}', now: stg.now() }), 'Content-Type': 'application/json' };
    await stg.answer({
      request: { method: 'POST', target, headers: Object.entries(fields), body: target === '/v3/deposit/' ? bodyOf : encodeUtf8('{}') },
      peer: '127.0.0.1',
      secure: true,
    });
    const complaints = stg.complaints();
    assert.ok(
      complaints.some((text) => complaint.test(text)),
      complaints.join('\n'),
    );
    // The signature is over another body there, and is judged all the same.
    assert.equal(
      complaints.some((text) => text.startsWith('SIG-09')),
      target === '/v3/deposit/',
    );
  }
});
