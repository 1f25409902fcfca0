import assert from 'node:assert/strict';
import { get } from 'node:https';
import { test } from 'node:test';
import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { accountKeys } from '../core/contract/credentials.ts';
import { authorizationValue, sign } from '../core/contract/signature.ts';
import { refundingOf } from '../core/contract/status-script.ts';
import type { Answer, WireRequest } from '../core/exchange.ts';
import { noBody } from '../core/exchange.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { readContract } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { certificates } from './certificate.ts';
import { mockProvider } from './provider.ts';
import { arrived, type StatusApi, statusApi } from './status-api.ts';
import { serveStatus } from './status-server.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const keys = { apiKey: 'loginOfShop01', apiSignature: 'signatureOfShop_0123', readOnlyKey: 'readOnlyOfShop01' };
const newKeys = { apiKey: 'loginOfShop02', apiSignature: 'signatureOfShop_4567', readOnlyKey: 'readOnlyOfShop02' };
const now = Date.UTC(2026, 10, 21, 17, 4, 31);

function opened(clock: () => number = () => now, contract = contractOf('deposits-v3')): StatusApi {
  const accounts = [{ merchant: 'shop', ...accountKeys([keys]), addresses: ['127.0.0.1'] }];
  const mock = mockProvider({ contract, profile: onekey, now: clock, accounts });
  return statusApi({ mock, merchant: 'shop', otherMerchant: 'other', peer: '127.0.0.1', elsewhere: () => 'http://elsewhere.example' });
}

function request(depositId: string, { apiKey, apiSignature } = keys, at = now): WireRequest {
  const xDate = formatXDate(at);
  const hash = sign(signedMessage(xDate, apiKey, noBody), apiSignature);
  const headers = [
    ['X-Date', xDate],
    ['X-Login', apiKey],
    ['Authorization', authorizationValue('D24', hash)],
  ] as const;
  return { method: 'GET', target: `/v3/deposits/${depositId}`, headers, body: noBody };
}

const deposit = { invoiceId: 'inv1', amount: '100.50', currency: 'BRL', country: 'BR', status: 'PENDING' };

function bodyOf(answer: Answer): Readonly<Record<string, unknown>> {
  assert.equal(answer.kind, 'response');
  return JSON.parse((answer.kind === 'response' && decodeUtf8(answer.response.body)) || '{}');
}

function statusOf(answer: Answer): number | undefined {
  return answer.kind === 'response' ? answer.response.status : undefined;
}

test('what a call asks for is read by the paths and the member of the contract', async () => {
  const { files } = contractOf('deposits-v3');
  const renamed = (text: string | undefined) => text?.replaceAll('/v3/deposits', '/v3/payments').replaceAll('deposit_id', 'payment_no');
  const status = opened(undefined, readContract('renamed', { ...files, text: (path) => renamed(files.text(path)) }));
  await status.answer({ ...request('12'), target: '/v3/payments/12?x=1' });
  await status.answer({ ...request('13'), target: '/v3/deposits/13' });
  await status.answer({ ...request('14'), method: 'POST', target: '/v3/refunds', body: encodeUtf8('{"payment_no":14}') });
  assert.deepEqual(
    ['12', '13', refundingOf('14')].map((id) => status.calls(id).length),
    [1, 0, 1],
  );
});

test('a deposit is shown as it is to a caller with a right signature', async () => {
  const status = opened();
  const id = status.place(deposit);
  assert.equal(bodyOf(await status.answer(request(id))).status, 'PENDING');
  status.move(id, 'COMPLETED');
  const state = bodyOf(await status.answer(request(id)));
  assert.deepEqual([state.status, state.local_amount, state.currency, state.invoice_id], ['COMPLETED', 100.5, 'BRL', 'inv1']);
  assert.equal(statusOf(await status.answer(request(id, newKeys))), 401);
  assert.deepEqual(
    status.calls(id).map(({ answered }) => answered),
    [200, 200, 401],
  );
});

test("another merchant's deposit and an unknown one are not found", async () => {
  const status = opened();
  const foreign = status.place({ ...deposit, of: 'another' });
  assert.equal(statusOf(await status.answer(request(foreign))), 404);
  assert.equal(statusOf(await status.answer(request('3999999999'))), 404);
});

test('members are set otherwise, failures answered, connections closed, as the script says', async () => {
  const status = opened();
  const id = status.place(deposit);
  status.script(id, { kind: 'state', members: { local_amount: 1 } });
  assert.equal(bodyOf(await status.answer(request(id))).local_amount, 1);
  status.script(id, { kind: 'answer', status: 500, body: '{}' });
  assert.equal(statusOf(await status.answer(request(id))), 500);
  status.script(id, { kind: 'closed' });
  assert.equal((await status.answer(request(id))).kind, 'none');
  status.script(id, undefined);
  assert.equal(bodyOf(await status.answer(request(id))).local_amount, 100.5);
});

test('a held answer is that of its call, however late it is let go', async () => {
  const status = opened();
  const id = status.place(deposit);
  status.script(id, { kind: 'held' });
  const old = status.answer(request(id));
  await new Promise((resolve) => setImmediate(resolve));
  status.script(id, undefined);
  status.move(id, 'COMPLETED');
  assert.equal(bodyOf(await status.answer(request(id))).status, 'COMPLETED');
  status.letGo(id);
  assert.equal(bodyOf(await old).status, 'PENDING');
});

test('keys are rotated: both, then the new ones', async () => {
  const status = opened();
  const id = status.place(deposit);
  status.putKeys([newKeys, keys]);
  assert.deepEqual([statusOf(await status.answer(request(id))), statusOf(await status.answer(request(id, newKeys)))], [200, 200]);
  status.putKeys([newKeys]);
  assert.deepEqual([statusOf(await status.answer(request(id))), statusOf(await status.answer(request(id, newKeys)))], [401, 200]);
});

test('over a socket it is plain HTTP, and a closed connection is closed', async () => {
  const status = opened(Date.now);
  const id = status.place(deposit);
  const serving = await serveStatus(status.answer, {});
  const { headers } = request(id, keys, Date.now());
  const ask = () => fetch(`${serving.url}/v3/deposits/${id}`, { headers: headers.map(([name, value]): [string, string] => [name, value]) });
  const response = await ask();
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { readonly status: string }).status, 'PENDING');
  status.script(id, { kind: 'closed' });
  await assert.rejects(ask());
  await serving.close();
});

test('an answer that is cut short ends before its length, on a socket and in this process', async () => {
  const status = opened();
  const id = status.place(deposit);
  status.script(id, { kind: 'cut', body: '{"status":"COMP' });
  const answer = arrived(await status.answer(request(id)));
  assert.equal(answer.kind === 'none' && answer.reason, 'closed');
  const serving = await serveStatus(status.answer, {});
  try {
    const response = await fetch(`${serving.url}/v3/deposits/${id}`);
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
  } finally {
    await serving.close();
  }
});

test('with a certificate it is served over HTTPS', async (context) => {
  const tls = await certificates();
  const serving = await serveStatus(opened().answer, { tls });
  context.after(() => serving.close());
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get(`${serving.url}/v3/deposits/3000000001`, { ca: tls.ca }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
  // No header is sent along, and that is what the answer says.
  assert.equal(status, 400);
});

test('a redirect leads to another host, which answers 503, and whose calls are seen as made there', async () => {
  const status = opened();
  const id = status.place(deposit);
  status.script(id, { kind: 'redirected', status: 302 });
  const redirect = await status.answer(request(id));
  assert.equal(statusOf(redirect), 302);
  const headers = redirect.kind === 'response' ? redirect.response.headers : [];
  assert.deepEqual(headers, [['Location', `http://elsewhere.example/v3/deposits/${id}`]]);
  assert.equal(statusOf(await status.answerElsewhere(request(id))), 503);
  assert.deepEqual(
    status.seen().map(({ where }) => where),
    ['configured', 'elsewhere'],
  );
  assert.equal(status.calls(id).length, 1);
});
