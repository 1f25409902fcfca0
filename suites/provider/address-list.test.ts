import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { Observation } from '../../core/verdict/verdict.ts';
import type { ProviderControls, ProviderRole } from '../../roles/provider.ts';
import { Lacking } from '../../schemas/contract.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { isSuccess } from '../judgement.ts';
import { shopOf } from '../shop.ts';
import { validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { isRefused, listing, readFrom, shown, strangersAddress } from './address-list.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const stranger = '192.0.2.7';

/** A provider of a few lines with its own clock. Its list shows a change that many ms after it was made. */
function envOf(lateMs: number, broken: Partial<Record<'addAddress' | 'removeAddress', Error>> = {}) {
  let clock = 0;
  const waits: number[] = [];
  let list: { readonly listed: boolean; readonly since: number }[] = [{ listed: false, since: Number.NEGATIVE_INFINITY }];
  const change = async (listed: boolean, error: Error | undefined): Promise<void> => {
    if (error) throw error;
    list = [...list, { listed, since: clock + lateMs }];
  };
  const controls: ProviderControls = {
    addAddress: () => change(true, broken.addAddress),
    removeAddress: () => change(false, broken.removeAddress),
  };
  const listed = () => list.findLast(({ since }) => since <= clock)?.listed === true;
  const provider: ProviderRole = {
    can: new Set(['changesAddresses'] as const),
    merchant: { apiKey: 'login', apiSignature: 'signature', readOnlyKey: 'reading' },
    samples: {},
    controls,
    changeShowsWithinMs: 10_000,
    wait: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    clockUncertaintyMs: 0,
    now: () => clock,
    send: async (draft, sending = {}): Promise<Exchange> => {
      const startedAt = clock;
      clock += 1;
      const status = sending.from === stranger && !listed() ? 401 : 200;
      const response = { status, headers: [], body: encodeUtf8('{"deposit_id":1}') };
      return { number: 0, request: draft(clock), startedAt, endedAt: clock, answer: { kind: 'response', response } };
    },
    race: async () => [],
    close: async () => {},
  };
  const env: ProviderTestEnvironment = { provider, contract: contractOf('deposits-v3'), profile: onekey };
  return {
    env,
    waits,
    listed,
    send: () => provider.send(() => ({ method: 'GET', target: '/', headers: [], body: new Uint8Array() }), { from: stranger }),
  };
}

function runOf(): { readonly run: ClauseRun; readonly observations: Observation[] } {
  const observations: Observation[] = [];
  let ids = 0;
  const run: ClauseRun = {
    clause: 'IPA-02',
    scale: 1,
    path: undefined,
    together: 16,
    timeLimitMs: 1000,
    expired: () => false,
    nextProperty: () => 1,
    seedOf: () => 1,
    unique: (prefix) => {
      ids += 1;
      return `${prefix}${ids}`;
    },
    shop: shopOf('test', 'test'),
    countCases: () => {},
    found: () => undefined,
    observe: (observation) => {
      observations.push(observation);
    },
    observeLast: () => {},
  };
  return { run, observations };
}

test('a change is waited for, with pauses that grow, and no longer than it may take', async () => {
  const soon = envOf(0);
  await soon.env.provider.controls.addAddress?.(stranger);
  assert.ok(isSuccess((await shown(soon.env, soon.send, isSuccess)).exchange));
  assert.deepEqual(soon.waits, []);

  const late = envOf(3000);
  await late.env.provider.controls.addAddress?.(stranger);
  const { exchange, tookMs } = await shown(late.env, late.send, isSuccess);
  assert.ok(isSuccess(exchange));
  assert.ok(tookMs >= 3000 && tookMs < 7000, `${tookMs} ms`);
  assert.deepEqual(late.waits, [50, 100, 200, 400, 800, 1600]);

  const never = envOf(Number.POSITIVE_INFINITY);
  await never.env.provider.controls.addAddress?.(stranger);
  const last = await shown(never.env, never.send, isSuccess);
  assert.ok(isRefused(last.exchange));
  assert.equal(last.exchange.startedAt, 10_000);
});

test('an address is off the list in the end, and calls show it, whatever became of the test', async () => {
  for (const lateMs of [0, 700]) {
    const { env, listed } = envOf(lateMs);
    const { run } = runOf();
    const calls = validCalls(env, run);
    await listing(env, run, calls, stranger, async ({ put }) => put());
    assert.ok(!listed());
    const broken = listing(env, run, calls, stranger, async ({ put }) => {
      await put();
      throw new Error('of the test');
    });
    await assert.rejects(broken, /^Error: of the test$/);
    assert.ok(!listed());
  }
});

test('an address that cannot be taken off again is said, and does not hide what the test found', async () => {
  const stuck = () => envOf(0, { removeAddress: new Error('the panel is closed') });
  const one = stuck();
  const { run, observations } = runOf();
  const work = listing(one.env, run, validCalls(one.env, run), stranger, async ({ put }) => put());
  await assert.rejects(work, (error: unknown) => error instanceof Indeterminate && error.blame === 'configuration');
  assert.match(observations[0]?.seen ?? '', /192\.0\.2\.7.*by hand.*the panel is closed/);
  const other = stuck();
  const found = listing(other.env, run, validCalls(other.env, run), stranger, async ({ put }) => {
    await put();
    throw new Error('of the test');
  });
  await assert.rejects(found, /^Error: of the test$/);
});

test('an address that was never put on the list is not taken off it', async () => {
  const { env } = envOf(0, { addAddress: new Error('the panel is closed'), removeAddress: new Error('it was asked for') });
  const { run } = runOf();
  const work = listing(env, run, validCalls(env, run), stranger, async ({ put }) => put());
  await assert.rejects(work, /^Error: the panel is closed$/);
});

test('silence and the road are not refusal', () => {
  const answered = (status: number): Exchange => ({
    number: 1,
    request: { method: 'GET', target: '/', headers: [], body: new Uint8Array() },
    startedAt: 0,
    endedAt: 1,
    answer: { kind: 'response', response: { status, headers: [], body: new Uint8Array() } },
  });
  assert.deepEqual(
    [200, 201, 301, 400, 401, 404, 500].map((status) => isRefused(answered(status))),
    [false, false, true, true, true, true, true],
  );
  assert.deepEqual(
    [408, 429, 502, 503, 504].map((status) => isRefused(answered(status))),
    [false, false, false, false, false],
  );
  assert.ok(!isRefused({ ...answered(400), answer: { kind: 'none', reason: 'timeout', detail: '' } }));
});

test('a contract without a signed read, and a target without a second address, say what is missing', async () => {
  const { env } = envOf(0);
  const { run } = runOf();
  const calls = validCalls(env, run);
  await assert.rejects(readFrom(env, { ...calls, signed: [] }, stranger), Lacking);
  assert.throws(() => strangersAddress(env), Untestable);
});
