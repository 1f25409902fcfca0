import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatXDate } from '../core/contract/clock.ts';
import { type HeaderLine, noBody, type WireRequest } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { type ProviderRole, providerRole } from './provider.ts';

const start = Date.UTC(2027, 0, 2, 3, 4, 5, 600);
const { scheme: norm } = contractOf('deposits-v3');
const credentials = { apiKey: 'a', apiSignature: 'b', readOnlyKey: 'c' };

/** A role whose calls each take that long, and are refused; only they let time pass. */
function slow(
  takes: readonly number[],
  status = 400,
  headers: readonly HeaderLine[] = [],
  scheme: Scheme = norm,
): { readonly role: ProviderRole; readonly sent: WireRequest[] } {
  let clock = start;
  const sent: WireRequest[] = [];
  const role = providerRole({
    contract: { scheme, errorMembers: undefined },
    can: new Set(),
    merchant: credentials,
    samples: {},
    controls: {},
    changeShowsWithinMs: 0,
    wait: async () => {},
    clockUncertaintyMs: 500,
    now: () => clock,
    elapsed: () => clock,
    inFlight: 4,
    transport: {
      async send(request) {
        clock += takes[sent.length] ?? 0;
        sent.push(request);
        return { kind: 'response', response: { status, headers, body: noBody } };
      },
      race: async () => [],
      close: async () => undefined,
    },
    close: async () => undefined,
  });
  return { role, sent };
}

const dated =
  (offset = 0) =>
  (now: number): WireRequest => ({ method: 'GET', target: '/', headers: [['X-Date', formatXDate(now + offset)]], body: noBody });

test('a call whose date grew old on its way and that was refused is made anew, with a new date', async () => {
  const { role, sent } = slow([5800, 20]);
  const exchange = await role.send(dated());
  assert.equal(sent.length, 2);
  assert.equal(exchange.request, sent[1]);
  assert.deepEqual([exchange.startedAt - start, exchange.endedAt - start], [5800, 5820]);
  assert.notEqual(sent[0]?.headers[0]?.[1], sent[1]?.headers[0]?.[1]);
});

test('a machine that stays slow ends it', async () => {
  const { role, sent } = slow([5800, 5800, 5800, 5800]);
  await role.send(dated());
  assert.equal(sent.length, 3);
});

test('the date is read by the scheme of the contract, and is fresh for its tolerance', async () => {
  const scheme: Scheme = { ...norm, date: { header: 'Sent-At', format: 'unix-seconds', toleranceMs: 3000 } };
  const draft = (now: number): WireRequest => {
    const seconds = String(Math.floor(now / 1000));
    return { method: 'POST', target: '/', headers: [['Sent-At', seconds]], body: noBody };
  };
  const expired = slow([2500, 20], 400, [], scheme);
  await expired.role.send(draft);
  assert.equal(expired.sent.length, 2);
  const inTime = slow([800, 20], 400, [], scheme);
  await inTime.role.send(draft);
  assert.equal(inTime.sent.length, 1);
  const ofAnother = slow([2500, 20], 400, [], scheme);
  await ofAnother.role.send(dated());
  assert.equal(ofAnother.sent.length, 1);
});

test('what was fast, accepted, failed inside, or dated otherwise on purpose is sent once', async () => {
  for (const [takes, status, draft] of [
    [3000, 400, dated()],
    [5800, 201, dated()],
    [5800, 500, dated()],
    [5800, 400, dated(-60_000)],
    [5800, 400, dated(3000)],
    [5800, 400, (): WireRequest => ({ method: 'GET', target: '/', headers: [['X-Date', 'now']], body: noBody })],
  ] as const) {
    const { role, sent } = slow([takes], status);
    await role.send(draft);
    assert.equal(sent.length, 1);
  }
});

test('what a target was too busy for, and a read that a gateway refused, is asked again; a write that a gateway refused may have been worked on', async () => {
  for (const [method, status, times] of [
    ['POST', 429, 3],
    ['GET', 429, 3],
    ['GET', 503, 3],
    ['POST', 503, 1],
    ['GET', 500, 1],
  ] as const) {
    const { role, sent } = slow([20, 20, 20, 20], status);
    const exchange = await role.send((now) => ({ ...dated()(now), method }));
    assert.equal(sent.length, times, `${method} ${status}`);
    assert.equal(exchange.request, sent.at(-1));
  }
});

test('a call is made anew where the Date of its refusal shows that the clock was set meanwhile', async () => {
  const refusals = async (status: number, secondsOff: number, draft = dated()): Promise<number> => {
    const { role, sent } = slow([], status, [['Date', new Date(start + 1000 * secondsOff).toUTCString()]]);
    await role.send(draft);
    return sent.length;
  };
  assert.deepEqual(await Promise.all([8, -8].map((seconds) => refusals(400, seconds))), [3, 3]);
  assert.deepEqual(await Promise.all([0, 2, -1].map((seconds) => refusals(400, seconds))), [1, 1, 1]);
  assert.deepEqual([await refusals(201, 8), await refusals(400, 8, dated(-60_000))], [1, 1]);
});
