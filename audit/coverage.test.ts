import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, HeaderLine } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf, shippedContracts } from '../schemas/contracts.ts';
import type { Coverage } from '../specs/types/report.ts';
import { callCoverage } from './coverage.ts';

const contract = contractOf('deposits-v3');

function exchange(method: string, target: string, status: number | undefined, body = '', headers: readonly HeaderLine[] = []): Exchange {
  const response = { status: status ?? 0, headers: [], body: encodeUtf8('') };
  return {
    number: 1,
    request: { method, target, headers, body: encodeUtf8(body) },
    startedAt: 0,
    endedAt: 1,
    answer: status === undefined ? { kind: 'none', reason: 'timeout', detail: '' } : { kind: 'response', response },
  };
}

/** The cells of a table that calls met, as text. */
function met(coverage: Coverage, table: Exclude<keyof Coverage, 'axes'>): readonly string[] {
  return coverage[table]
    .filter(({ judged, exercised }) => judged + exercised > 0)
    .map(({ operation, of, as = '', judged, exercised }) => `${operation} ${of} ${as} ${judged}/${exercised}`);
}

test('a status counts by its own name, by its class, and for each operation of a path that refuses a method', () => {
  const coverage = callCoverage(contract);
  coverage.read(exchange('GET', '/v3/states?country=BR', 200), true);
  coverage.read(exchange('GET', '/v3/states?country=BR', 418), false);
  coverage.read(exchange('PATCH', '/v3/states?country=BR', 405), false);
  coverage.read(exchange('GET', '/v3/nothing', 404), true);
  assert.deepEqual(met(coverage.all(), 'statuses'), ['states 200  1/0', 'states 405  0/1', 'states 4XX  0/1']);
});

test('a parameter that is left out, right and wrong counts for its rules, and nothing is judged without an answer', () => {
  const coverage = callCoverage(contract);
  for (const query of ['', '?country=BR', '?country=12']) coverage.read(exchange('GET', `/v3/states${query}`, 400), true);
  coverage.read(exchange('GET', '/v3/states?country=BR', undefined), true);
  const rules = met(coverage.all(), 'keywords');
  for (const one of ['required met 2/1', 'required broken 1/0', 'type met 2/1'])
    assert.ok(rules.includes(`states query country ${one}`), `${one} in ${rules.join('; ')}`);
  assert.ok(!rules.some((one) => one.includes('type broken')));
  const cells = coverage.all().keywords.filter(({ operation, of }) => operation === 'states' && of === 'query country type');
  // Every text is a valid text.
  assert.deepEqual(
    cells.map(({ as }) => as),
    ['met'],
  );
});

test('a member of a wrong type breaks its type and is asked no other rule', () => {
  const coverage = callCoverage(contract);
  coverage.read(exchange('POST', '/v3/deposits', 400, '{"country":7,"payer":{"first_name":"A"}}'), true);
  const rules = met(coverage.all(), 'keywords');
  assert.deepEqual(
    rules.filter((one) => one.includes('body/country ')),
    ['createDeposit body/country required met 1/0', 'createDeposit body/country type broken 1/0'],
  );
  assert.ok(rules.includes('createDeposit body/payer/first_name type met 1/0'));
});

test('a header is absent, ill-formed or present', () => {
  const coverage = callCoverage(contract);
  const [right, wrong] = ['2020-06-21T12:33:20Z', 'yesterday'];
  for (const values of [[], [wrong], [right, right], [right]])
    coverage.read(
      exchange(
        'POST',
        '/v3/deposits',
        400,
        '',
        values.map((value) => ['X-Date', value]),
      ),
      true,
    );
  assert.deepEqual(
    met(coverage.all(), 'headers').filter((one) => one.includes(' x-date ')),
    ['createDeposit x-date present 1/0', 'createDeposit x-date absent 1/0', 'createDeposit x-date ill-formed 2/0'],
  );
});

test('what several tests saw adds up, and only a cell that no call met has a reason', () => {
  const [one, other] = [callCoverage(contract), callCoverage(contract)];
  for (const each of [one, other]) each.read(exchange('GET', '/v3/states?country=BR', 429), true);
  one.add(other.seen());
  const states = one.all().statuses.filter(({ operation }) => operation === 'states');
  assert.deepEqual(
    states
      .map(({ of, judged, reason }) => [of, judged, reason])
      .filter(([of]) => of === '429' || of === '500' || of === '4XX' || of === '400'),
    [
      ['400', 0, 'not-asked'],
      ['429', 2, undefined],
      ['500', 0, 'capability'],
      ['4XX', 0, 'no-cause'],
    ],
  );
});

test('every cell that a call can meet is among all cells', () => {
  const coverage = callCoverage(contract);
  for (const { method, path, requestExamples, parameters } of contract.operations) {
    const target = parameters.reduce((text, { name }) => text.replace(`{${name}}`, '7'), path);
    coverage.read(exchange(method, target, 200, JSON.stringify(requestExamples[0] ?? {})), true);
  }
  for (const table of ['statuses', 'keywords', 'headers'] as const)
    assert.deepEqual([...met(coverage.seen(), table)].sort(), [...met(coverage.all(), table)].sort());
});

test('questions along an axis are added up by clause, and a cell has a reason where nothing was asked', () => {
  const [first, second] = [callCoverage(contract), callCoverage(contract)];
  const place = (clause: 'SIG-01' | 'SIG-02', value: string) => ({ clause, axis: 'travel', value });
  const one = place('SIG-01', 'in one packet');
  for (const came of ['not-asked', 'judged', 'exercised', 'judged', 'capability'] as const) first.along(one, came);
  first.along(place('SIG-02', 'in one packet'), 'capability');
  first.along(place('SIG-01', 'pipelined'), 'not-asked');
  assert.equal(second.all().axes, undefined);
  for (const part of [first, first]) second.add(part.seen());
  assert.deepEqual(second.all().axes, [
    { ...one, judged: 4, exercised: 2 },
    { ...place('SIG-02', 'in one packet'), judged: 0, exercised: 0, reason: 'capability' },
    { ...place('SIG-01', 'pipelined'), judged: 0, exercised: 0, reason: 'not-asked' },
  ]);
});

test('a client is measured by what right calls do, and an action that it does not have is a capability', () => {
  const coverage = callCoverage(contract, 'client');
  coverage.read(exchange('GET', '/v3/states?country=BR', 200), true);
  const { statuses, keywords, headers } = coverage.all();
  assert.ok([...keywords, ...headers].every(({ as }) => as === 'met' || as === 'present'));
  assert.ok(keywords.some(({ operation, judged }) => operation === 'states' && judged === 1));
  for (const { operation, of, judged, reason } of statuses)
    assert.equal(reason, operation !== 'states' ? 'capability' : judged === 1 ? undefined : 'not-asked', of);
});

test('what a client never sends needs a program that sends it, and no document names what an optional header leads to', () => {
  const [client, provider] = [callCoverage(contract, 'client'), callCoverage(contract)];
  for (const coverage of [client, provider]) coverage.read(exchange('GET', '/v3/states?country=BR', 200), true);
  const reason = (coverage: typeof client, of: string, as: string) =>
    coverage.all().headers.find((cell) => cell.operation === 'states' && cell.of === of && cell.as === as)?.reason;
  assert.equal(reason(client, 'x-date', 'present'), 'capability');
  assert.equal(reason(provider, 'x-date', 'ill-formed'), 'no-cause');
  assert.equal(reason(provider, 'authorization', 'ill-formed'), 'not-asked');
});

test('a receiver is measured by the notifications that it got', () => {
  const coverage = callCoverage(contract, 'receiver');
  coverage.read(exchange('POST', '/hook', 200, '{"deposit_id":1}', [['Content-Type', 'application/json']]), true);
  coverage.read(exchange('POST', '/hook', 400, '{"deposit_id":"one"}'), true);
  const cells = coverage.all();
  assert.deepEqual(met(cells, 'statuses'), ['depositNotification 2XX  1/0', 'depositNotification default  1/0']);
  assert.ok(met(cells, 'keywords').includes('depositNotification body/deposit_id type broken 1/0'));
  assert.ok(met(cells, 'headers').includes('depositNotification content-type absent 1/0'));
  assert.ok(cells.headers.every(({ operation, reason }) => operation === 'depositNotification' || reason === 'capability'));
});

test('no cell is without calls and without a reason, whichever contract and party is measured', () => {
  for (const id of shippedContracts)
    for (const party of ['provider', 'client', 'receiver', 'sender'] as const) {
      const measured = contractOf(id);
      const coverage = callCoverage(measured, party);
      for (const calls of [0, 1]) {
        for (const { method, path } of calls > 0 ? measured.operations : []) coverage.read(exchange(method, path, 200), true);
        if (calls > 0) coverage.read(exchange('POST', '/hook', 200, '{"deposit_id":1}'), true);
        const cells = Object.values(coverage.all()).flat();
        const isCalled = party === 'provider' || party === 'client' || measured.webhooks.length > 0;
        assert.equal(cells.length > 0, isCalled, `${id} ${party}`);
        for (const { judged, exercised, reason, ...cell } of cells)
          assert.equal(judged + exercised === 0, reason !== undefined, `${id} ${party} ${JSON.stringify(cell)}`);
      }
    }
});
