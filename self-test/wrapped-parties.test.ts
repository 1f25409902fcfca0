import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXDate } from '../core/contract/clock.ts';
import { headerValue, type WireRequest, withoutHeader } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { openDirect } from '../harness/targets/direct.ts';
import type { ProviderControls, ProviderRole } from '../roles/provider.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import type { ProviderTest } from '../suites/clause-test.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { probeTests } from '../suites/provider/key-probes.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const keyed = contract.scheme.idempotency?.header ?? '';

/** A role whose calls do more, or something else, than the mock does: no decision of the mock has such a mistake. */
type Sending = (role: ProviderRole) => ProviderRole['send'];

const usual: Sending = (role) => (draft, sending) => role.send(draft, sending);

/** Asks the conforming mock through such a role. */
async function asked(
  testFor: (role: ProviderRole) => Promise<ProviderTest>,
  send: Sending,
  controls: (role: ProviderRole) => ProviderControls = () => ({}),
): Promise<Outcome> {
  const env = openDirect({ contract, profile: onekey, nonce: 'wrap', startAt: selfTestStart });
  const provider: ProviderRole = Object.create(env.provider, {
    send: { value: send(env.provider) },
    controls: { value: { ...env.provider.controls, ...controls(env.provider) } },
  });
  const run = { seed: 1, nonce: 'wrap', scale: 0.3, timeLimitMs: 60_000, elapsed: () => env.provider.now() - selfTestStart };
  try {
    return await runClauseTest(await testFor(provider), counting({ ...env, provider }), run);
  } finally {
    await env.provider.close();
  }
}

const testOf = (clause: ClauseId) => async (): Promise<ProviderTest> =>
  providerTests(contract).find((one) => one.clause === clause) ?? assert.fail(clause);

const isRefund = ({ method, target }: WireRequest): boolean => method === 'POST' && target.endsWith('/refunds');

test('IDM-05: a refund that goes out again with each retry is broken, although the retry gets the kept answer', async () => {
  const known = new Set<string>();
  const twice: Sending = (role) => async (draft, sending) => {
    const exchange = await role.send(draft, sending);
    const { request } = exchange;
    const key = headerValue(request.headers, keyed);
    if (key === undefined || !isRefund(request)) return exchange;
    if (known.has(key)) await role.send(() => ({ ...request, headers: withoutHeader(request.headers, keyed) }), sending);
    known.add(key);
    return exchange;
  };
  const outcome = await asked(testOf('IDM-05'), twice);
  assert.equal(outcome.violation?.expected.id, 'one-effect', outcome.note);
});

test('IDM-05: a refund that is refused for another cause is not an effect of a retry', async () => {
  const refusal = { status: 400, headers: [], body: encodeUtf8('{"code":300,"description":"Not now","type":"X"}') };
  /** Refuses refunds by their number, and counts them. */
  const refunds = async (isRefused: (number: number) => boolean): Promise<readonly [count: number, outcome: Outcome]> => {
    let count = 0;
    const refusing: Sending = (role) => async (draft, sending) => {
      const request = draft(role.now());
      if (!isRefund(request)) return role.send(draft, sending);
      count += 1;
      if (!isRefused(count)) return role.send(draft, sending);
      const at = role.now();
      return { number: count, startedAt: at, endedAt: at, request, answer: { kind: 'response', response: refusal } };
    };
    const outcome = await asked(testOf('IDM-05'), refusing);
    return [count, outcome];
  };
  // The last four are a part, its two retries and the rest of the deposit.
  const [all, right] = await refunds(() => false);
  assert.equal(right.verdict, 'pass', right.note);
  for (const isRefused of [(number: number) => number > all - 4 && number <= all, (number: number) => number >= all]) {
    const [count, outcome] = await refunds(isRefused);
    assert.equal(outcome.verdict, 'pass', outcome.note);
    assert.ok(count >= all);
  }
});

test('CLK-02: a date that came to the edge of the window while its request travelled proves nothing', async () => {
  const toleranceMs = contract.scheme.date?.toleranceMs ?? assert.fail();
  const slow: Sending = (role) => async (draft, sending) => {
    const request = draft(role.now());
    const date = parseXDate(headerValue(request.headers, 'X-Date') ?? '') ?? 0;
    // A request takes a millisecond.
    const earlyMs = date - toleranceMs - role.now() - 1;
    if (earlyMs <= 0) return role.send(draft, sending);
    await role.wait(earlyMs);
    return role.send(() => request, sending);
  };
  const outcome = await asked(testOf('CLK-02'), slow);
  assert.equal(outcome.violation, undefined);
  assert.match(outcome.note ?? '', /may have been inside the window on arrival/);
});

const probed =
  (clause: ClauseId) =>
  async (role: ProviderRole): Promise<ProviderTest> => {
    const account = (await role.controls.rotatingAccount?.()) ?? assert.fail();
    return probeTests(account, true).find((one) => one.clause === clause) ?? assert.fail(clause);
  };

test('ROT-01 to ROT-03 by probes: each goes out eight times, and a rotation that is right passes', async () => {
  const lookups = contract.operations.filter(({ authentication }) => authentication === 'bearer').length;
  for (const [clause, probes] of [
    ['ROT-01', lookups + 2],
    ['ROT-02', lookups + 2],
    // A signed read and a creation, each with two mixtures of the sets.
    ['ROT-03', 4],
  ] as const) {
    const outcome = await asked(probed(clause), usual);
    assert.equal(outcome.verdict, 'pass', outcome.note);
    assert.equal(outcome.cases, 8 * probes, clause);
  }
});

test('ROT-02 and ROT-03: a roll that leaves every key as it is leaves them unjudged', async () => {
  const still = (role: ProviderRole): ProviderControls => ({
    async rotatingAccount() {
      const account = (await role.controls.rotatingAccount?.()) ?? assert.fail();
      const { keys } = account;
      const at = role.now();
      return { ...account, roll: async () => ({ keys, signing: false, readOnly: false, askedAt: at, answeredAt: at, endsAt: at }) };
    },
  });
  for (const clause of ['ROT-02', 'ROT-03'] as const) {
    for (const testFor of [testOf(clause), probed(clause)]) {
      const outcome = await asked(testFor, usual, still);
      assert.equal(outcome.verdict, 'untestable', `${clause}: ${outcome.note}`);
      assert.match(outcome.note ?? '', /No key was rolled/);
    }
  }
});
