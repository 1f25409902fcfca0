import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderLine, WireRequest } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runAnswers } from './run-answers.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;
const credentials = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789', readOnlyKey: 'testReadOnly01' };

const json: readonly HeaderLine[] = [['Content-Type', 'application/json']];
const page: readonly HeaderLine[] = [['Content-Type', 'text/html']];

interface Answered {
  readonly status: number;
  readonly body?: string;
  readonly headers?: readonly HeaderLine[];
}

const get = (target: string, ...more: HeaderLine[]): WireRequest => ({
  method: 'GET',
  target,
  headers: [['Authorization', 'Bearer testReadOnly01'], ...json, ...more],
  body: new Uint8Array(),
});
const post = (target: string, body: string, ...more: HeaderLine[]): WireRequest => ({
  ...get(target, ...more),
  method: 'POST',
  body: encodeUtf8(body),
});

/** The clauses that an answer breaks, and the statuses that are only reported. */
function said(request: WireRequest, { status, body = '', headers = json }: Answered, ordinary = true): readonly string[] {
  const answers = runAnswers({ credentials, contract, profile });
  const response = { status, headers, body: encodeUtf8(body) };
  answers.read({ number: 1, request, startedAt: 0, endedAt: 1, answer: { kind: 'response', response } }, ordinary);
  return [
    ...answers.breaches().map(({ clause, violation }) => `${clause} ${violation.difference}`),
    ...answers.observations().map(({ seen }) => seen),
  ];
}

const states = '/v3/states?country=BR';
const list = '[{"iso":"SP","name":"São Paulo"}]';
const created =
  '{"checkout_type":"HOSTED","redirect_url":"https://a.example/","iframe":true,"deposit_id":1,"user_id":"u","merchant_invoice_id":"i"}';
const refusal = '{"code":208,"description":"no","type":"X"}';

test('a 2XX is one of the contract, but for the creation of a deposit', () => {
  assert.deepEqual(said(get(states), { status: 200, body: list }), []);
  for (const status of [201, 203, 206]) assert.deepEqual(said(get(states), { status, body: list }), ['END-01 states']);
  assert.deepEqual(said(post('/v3/refunds', '{}'), { status: 201, body: '{"refund_id":1}' }), ['END-01 createRefund']);
  assert.deepEqual(said(post('/v3/deposits', '{}'), { status: 202, body: created }), []);
  assert.deepEqual(said(get(states, ['Range', 'bytes=0-9']), { status: 206, body: list }), []);
});

test('of calls at once under one key, the answer that comes first may be that of the other operation', () => {
  const answers = runAnswers({ credentials, contract, profile });
  const read = (target: string, key?: string): unknown =>
    answers.read(
      {
        number: 1,
        request: post(target, '{}', ...(key === undefined ? [] : [['X-Idempotency-Key', key] as const])),
        startedAt: 0,
        endedAt: 1,
        answer: { kind: 'response', response: { status: 200, headers: json, body: encodeUtf8('{"refund_id":1}') } },
      },
      true,
    );
  read('/v3/deposits', 'one');
  assert.deepEqual(
    answers.breaches().map(({ clause }) => clause),
    ['END-02'],
  );
  read('/v3/refunds', 'one');
  assert.deepEqual(answers.breaches(), []);
  for (const key of ['two', 'three', 'three']) read('/v3/deposits', key);
  assert.deepEqual(
    answers.breaches().map(({ clause, cases }) => [clause, cases]),
    [['END-02', 3]],
  );
  // A blank key on two operations says nothing of calls without a key.
  for (const target of ['/v3/deposits', '/v3/refunds']) read(target, ' ');
  read('/v3/deposits');
  assert.deepEqual(
    answers.breaches().map(({ clause, cases }) => [clause, cases]),
    [['END-02', 4]],
  );
});

test('of an unusual call only a 2XX is judged', () => {
  const roads = [
    get('/v3//states?country=BR'),
    get('/v3/states/?country=BR'),
    get('/v3/st%61tes?country=BR'),
    get('/v3/states;v=1?country=BR'),
    get(`${states}&country=MX`),
    get(states, ['X-HTTP-Method-Override', 'DELETE']),
    get(states, ['X-Login', 'a'], ['X-Login', 'b']),
    get(states, ['Accept', 'text/html']),
  ];
  for (const road of roads) {
    assert.deepEqual(said(road, { status: 203, body: list }), ['END-01 states'], road.target);
    assert.deepEqual(said(road, { status: 404, body: '<p>', headers: page }), [], road.target);
  }
  assert.deepEqual(said(get(states), { status: 400, body: '<p>', headers: page }, false), []);
  // What a client sends beside the fields of the contract is as good as none.
  const usual: readonly HeaderLine[] = [
    ['User-Agent', 'shop/1.2 (php)'],
    ['Accept', 'application/json, text/plain, */*'],
    ['Accept-Encoding', 'gzip, deflate'],
  ];
  assert.deepEqual(said(get(states, ...usual), { status: 400, body: '<p>', headers: page }), ['HDR-05 states', 'ERR-000 states']);
  assert.deepEqual(said({ ...get(states), method: 'HEAD' }, { status: 204 }), []);
  assert.deepEqual(said(get('/v3/unheard-of'), { status: 203, body: list }), []);
});

test('an error is JSON in the documented envelope, flat or nested, or empty', () => {
  const unknown = get('/v3/deposits/77');
  for (const body of [refusal, '{"error":{"code":"208","message":"no","details":null}}', ''])
    assert.deepEqual(said(unknown, { status: 404, body }), []);
  assert.deepEqual(said(unknown, { status: 404, body: '{"message":"no"}' }), ['ERR-000 depositStatus']);
  assert.deepEqual(said(unknown, { status: 404, body: '<html>no</html>', headers: page }), [
    'HDR-05 depositStatus',
    'ERR-000 depositStatus',
  ]);
  assert.deepEqual(said(unknown, { status: 418, body: refusal }), ['answered by 418, which the contract does not name']);
  assert.deepEqual(said(unknown, { status: 200, body: '{}' }), ['END-02 depositStatus']);
});

test('what comes of the way, and what cannot be read, is held against nobody', () => {
  const nginx = '<html><center>nginx/1.24.0</center></html>';
  for (const status of [408, 413, 414, 429, 431, 502, 503, 504])
    assert.deepEqual(said(get(states), { status, body: nginx, headers: page }), []);
  for (const status of [400, 404, 500]) assert.deepEqual(said(get(states), { status, body: nginx, headers: page }), []);
  assert.deepEqual(said(get(states), { status: 403, body: '<html>Blocked</html>', headers: page }), []);
  assert.deepEqual(said(get(states), { status: 200, body: 'x', headers: [...json, ['Content-Encoding', 'zstd']] }), []);
  assert.deepEqual(said(get(states, ['X-Trace', 'a']), { status: 400, body: '<p>', headers: page }), []);
  assert.deepEqual(said(post('/v3/deposits', '{'), { status: 400, body: '<p>', headers: page }), []);
});

test('the answer of another operation under a key is not judged', () => {
  const answers = runAnswers({ credentials, contract, profile });
  const key: HeaderLine = ['X-Idempotency-Key', 'one'];
  const read = (request: WireRequest, status: number, body: string) =>
    answers.read(
      {
        number: 1,
        request,
        startedAt: 0,
        endedAt: 1,
        answer: { kind: 'response', response: { status, headers: json, body: encodeUtf8(body) } },
      },
      true,
    );
  read(post('/v3/deposits', '{}', key), 201, created);
  read(post('/v3/refunds', '{}', key), 201, created);
  // Where the second one was executed, its answer may have taken the place of the first.
  read(post('/v3/deposits', '{}', key), 200, '{"refund_id":1}');
  assert.deepEqual(answers.breaches(), []);
});

test('of many breaches of a clause by one operation the first is shown, and all are counted', () => {
  const answers = runAnswers({ credentials, contract, profile });
  for (const number of [1, 2, 3]) {
    const response = { status: 203, headers: json, body: encodeUtf8(list) };
    answers.read({ number, request: get(states), startedAt: 0, endedAt: 1, answer: { kind: 'response', response } }, true);
  }
  const [found, ...others] = answers.breaches();
  assert.deepEqual([others.length, found?.cases, found?.violation.exchanges.map(({ number }) => number)], [0, 3, [1]]);
});
