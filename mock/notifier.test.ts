import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { notificationVerifies } from '../core/contract/notification.ts';
import { type Answer, headerValue, noBody, type WireRequest } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import schedule from '../specs/contracts/deposits-v3/tables/retry-schedule.json' with { type: 'json' };
import type { Interpretations } from '../specs/types/ambiguities.ts';
import type { NotificationSchedule } from '../specs/types/retry-schedule.ts';
import { documentedReach, loopbackReach } from './notifier.ts';
import { type MockProvider, mockProvider } from './provider.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

const keys = { apiKey: 'testLogin01', apiSignature: 'testSignature01', readOnlyKey: 'testReadOnly01' };
const startAt = Date.UTC(2026, 0, 31, 12, 0, 0);
const minute = 60_000;
const weeks = 6 * 7 * 24 * 60 * minute;

interface Posted {
  readonly url: string;
  readonly request: WireRequest;
  readonly at: number;
}

interface World {
  readonly mock: MockProvider;
  readonly posted: readonly Posted[];
  deposit(url?: string): number;
}

type ReceiverAnswer = NotificationSchedule['cases'][number]['answers'][number];

function answerOf(given: ReceiverAnswer | undefined): Answer {
  if (typeof given === 'number') return { kind: 'response', response: { status: given, headers: [], body: noBody } };
  return { kind: 'none', reason: given === 'time-out' ? 'timeout' : (given ?? 'closed'), detail: '' };
}

/** A mock whose notifications are answered by a script, whose last entry repeats. */
function world(script: readonly ReceiverAnswer[], interpretations: Partial<Interpretations> = {}): World {
  const posted: Posted[] = [];
  const mock = mockProvider({
    contract,
    profile: { ...onekey, interpretations: { ...onekey.interpretations, ...interpretations } },
    now: () => startAt,
    accounts: [{ merchant: 'shop', ...accountKeys([keys]), addresses: [] }],
    notifications: {
      post: async (url, request) => {
        posted.push({ url: url.href, request, at: mock.now() });
        return answerOf(script[posted.length - 1] ?? script.at(-1));
      },
    },
  });
  return {
    mock,
    posted,
    deposit: (url) =>
      mock.environment('first').ledger.addDeposit({
        merchant: 'shop',
        invoiceId: 'INV-1',
        userId: 'u1',
        checkoutType: 'HOSTED',
        amount: '10',
        currency: 'BRL',
        country: 'BR',
        status: 'CREATED',
        request: url === undefined ? {} : { notification_url: url },
        createdAt: startAt,
      }).depositId,
  };
}

const here = 'http://127.0.0.1:8080/hook?shop=1';
const { cases } = schedule as unknown as NotificationSchedule;

for (const { id, comment, answers, attemptMinutes, furtherMinutes } of cases) {
  test(`schedule ${id}: ${comment}`, async () => {
    const { mock, posted, deposit } = world(answers);
    mock.controls.moveStatus(deposit(here), 'COMPLETED');
    await mock.controls.advance(weeks);
    assert.deepEqual(
      posted.map(({ at }) => (at - startAt) / minute),
      [...attemptMinutes, ...furtherMinutes],
    );
  });
}

test('other interpretations of the fifth gap and of what ends', async () => {
  const times = async (script: readonly ReceiverAnswer[], interpretations: Partial<Interpretations>): Promise<readonly number[]> => {
    const { mock, posted, deposit } = world(script, interpretations);
    mock.controls.moveStatus(deposit(here), 'COMPLETED');
    await mock.controls.advance(weeks);
    return posted.map(({ at }) => (at - startAt) / minute);
  };
  assert.deepEqual(await times([500], { C25: 'fifth-gap-625' }), [0, 5, 30, 155, 780, 1405]);
  assert.deepEqual(await times([500], { C25: 'four-repeats' }), [0, 5, 30, 155, 780]);
  assert.deepEqual(await times([204, 200], { C24: 'only-200' }), [0, 5]);
});

test('a notification is the request that the documents describe, fresh at each attempt', async () => {
  const { mock, posted, deposit } = world([500, 200]);
  const depositId = deposit(here);
  mock.controls.moveStatus(depositId, 'COMPLETED');
  await mock.controls.advance(10 * minute);
  assert.equal(posted.length, 2);
  for (const { request, at, url } of posted) {
    assert.equal(url, here);
    assert.equal(request.method, 'POST');
    assert.equal(request.target, '/hook?shop=1');
    assert.equal(Buffer.from(request.body).toString(), `{"deposit_id":${depositId}}`);
    assert.equal(Date.parse(headerValue(request.headers, 'X-Date') ?? ''), at);
    assert.ok(notificationVerifies(request, [keys.apiSignature], { by: contract.scheme, scheme: 'D24', interpretation: 'request-rule' }));
  }
});

test('a refund is notified under its own id, to the URL of its own request', async () => {
  const { mock, posted, deposit } = world([200]);
  const { ledger } = mock.environment('first');
  const refund = { depositId: deposit(), merchant: 'shop', invoiceId: 'INV-1', amount: '1', status: 'PENDING', createdAt: startAt };
  const { refundId } = ledger.addRefund({ ...refund, notificationUrl: here });
  assert.equal(mock.controls.moveRefund(refundId, 'COMPLETED'), 'moved');
  assert.equal(mock.controls.moveRefund(refundId, 'COMPLETED'), 'not-allowed');
  assert.equal(mock.controls.moveRefund(1, 'COMPLETED'), 'unknown');
  await mock.controls.advance(0);
  assert.deepEqual(
    posted.map(({ request }) => Buffer.from(request.body).toString()),
    [`{"refund_id":${refundId}}`],
  );
  assert.equal(ledger.refund(refundId)?.status, 'COMPLETED');
});

test('each change is notified once; the panel sends again', async () => {
  const { mock, posted, deposit } = world([200]);
  const depositId = deposit(here);
  mock.controls.moveStatus(depositId, 'CANCELLED');
  await mock.controls.advance(weeks);
  assert.equal(posted.length, 1);
  assert.equal(mock.controls.resend('deposit', depositId), true);
  assert.equal(mock.controls.resend('deposit', 1), false);
  await mock.controls.advance(weeks);
  assert.equal(posted.length, 2);
});

test('the URL of the request wins, else the Confirm URL is called, else nobody', async () => {
  const { mock, posted, deposit } = world([200]);
  const confirm = 'http://127.0.0.1:8080/confirm';
  mock.controls.moveStatus(deposit(), 'COMPLETED');
  mock.controls.putConfirmUrl('shop', confirm);
  mock.controls.moveStatus(deposit(), 'COMPLETED');
  mock.controls.moveStatus(deposit(here), 'COMPLETED');
  mock.controls.putConfirmUrl('shop', undefined);
  mock.controls.moveStatus(deposit(), 'COMPLETED');
  await mock.controls.advance(0);
  assert.deepEqual(
    posted.map(({ url }) => url),
    [confirm, here],
  );
});

test('nothing leaves loopback unless it is said', async () => {
  const { mock, posted, deposit } = world([200]);
  for (const url of ['https://merchant.example/hook', 'http://127.0.0.1.example/', 'ftp://127.0.0.1/', 'no url']) {
    mock.controls.moveStatus(deposit(url), 'COMPLETED');
  }
  await mock.controls.advance(weeks);
  assert.deepEqual(posted, []);
});

test('the documented policy knows only ports 80 and 443', () => {
  const reached = (url: string): boolean => documentedReach(new URL(url));
  for (const url of ['https://a.example/', 'http://a.example/', 'https://a.example:443/', 'http://a.example:80/'])
    assert.ok(reached(url), url);
  for (const url of ['https://a.example:8443/', 'http://a.example:8080/', 'ftp://a.example:80/']) assert.ok(!reached(url), url);
  assert.ok(loopbackReach(new URL('http://[::1]:9/')));
  assert.ok(!loopbackReach(new URL('http://10.0.0.1/')));
});

test('a rotation between two attempts: the second is signed with the keys in force', async () => {
  const { mock, posted, deposit } = world([500, 200]);
  mock.controls.moveStatus(deposit(here), 'COMPLETED');
  await mock.controls.advance(0);
  mock.controls.addMerchant({ merchant: 'shop', ...accountKeys([{ ...keys, apiSignature: 'otherSignature02' }]), addresses: [] });
  await mock.controls.advance(10 * minute);
  const verifies = (secret: string): readonly boolean[] =>
    posted.map(({ request }) =>
      notificationVerifies(request, [secret], { by: contract.scheme, scheme: 'D24', interpretation: 'request-rule' }),
    );
  assert.deepEqual(verifies(keys.apiSignature), [true, false]);
  assert.deepEqual(verifies('otherSignature02'), [false, true]);
});

test('a signing set that ended signs no attempt more, and its successor does', async () => {
  const { mock, posted, deposit } = world([500, 200]);
  const [old] = accountKeys([keys]).signingSets;
  assert.ok(old);
  const next = { apiKey: 'nextLogin001', apiSignature: 'nextSignature001' };
  const signingSets = [{ ...old, endsAt: mock.now() + minute }, next];
  mock.controls.addMerchant({ merchant: 'shop', signingSets, readOnlyKeys: [], addresses: [] });
  mock.controls.moveStatus(deposit(here), 'COMPLETED');
  await mock.controls.advance(0);
  await mock.controls.advance(10 * minute);
  assert.deepEqual(
    posted.map(({ request }) => headerValue(request.headers, 'X-Login')),
    [keys.apiKey, next.apiKey],
  );
});
