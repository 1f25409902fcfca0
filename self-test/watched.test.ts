import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { SeenAnswer } from '../audit/answers/answer.ts';
import { auditAnswers } from '../audit/answers.ts';
import { overridden } from '../core/decisions/override.ts';
import type { Exchange } from '../core/exchange.ts';
import { openDirect } from '../harness/targets/direct.ts';
import type { ProviderRole } from '../roles/provider.ts';
import type { Draft } from '../roles/transport/draft.ts';
import type { Sending } from '../roles/transport/transport.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { providerVariants } from './conforming/provider/catalogue.ts';
import { providerFaults } from './faults/provider/catalogue.ts';
import { selfTestStart } from './matrix.ts';
import type { Counterpart } from './parties.ts';

// The traffic of the suites, watched as that of an application would be: it contains every kind of wrong call, so a conforming provider may easily be
// taken for a faulty one. Nothing is asked only for the watching.

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const tests = providerTests(contract);

type Watched = Pick<
  Counterpart<Parameters<NonNullable<Parameters<typeof openDirect>[0]['override']>>[0]>,
  'id' | 'override' | 'interpretations'
>;

/** What was found broken or doubtful while a provider was asked those clauses, each clause once. */
async function found({ override, interpretations }: Watched, scale: number, asked: readonly ClauseId[] = []): Promise<readonly string[]> {
  const profile = { ...onekey, interpretations: { ...onekey.interpretations, ...interpretations } };
  const clauses = new Set<string>();
  for (const [index, clauseTest] of tests.entries()) {
    if (asked.length > 0 && !asked.includes(clauseTest.clause)) continue;
    const nonce = `w1t${index.toString(36)}`;
    const env = openDirect({
      contract,
      profile,
      nonce,
      startAt: selfTestStart,
      ...(override ? { override: (conforming) => overridden(conforming, override) } : {}),
    });
    const { provider } = env;
    const seen: SeenAnswer[] = [];
    const watched = (exchange: Exchange, { plain, environment }: Sending = {}): Exchange => {
      if (!plain && environment !== 'second') seen.push({ ...exchange, number: seen.length + 1, readable: true });
      return exchange;
    };
    const role: ProviderRole = Object.create(provider, {
      send: { value: async (draft: Draft, sending?: Sending) => watched(await provider.send(draft, sending), sending) },
      race: { value: async (drafts: readonly Draft[]) => (await provider.race(drafts)).map((exchange) => watched(exchange)) },
    });
    const run = { seed: 1, nonce, scale, timeLimitMs: 60_000, elapsed: () => 0 };
    await runClauseTest(clauseTest, { env: { ...env, provider: role }, can: provider.can, requests: () => seen.length }, run);
    await provider.close();
    const inOrder = seen.toSorted((a, b) => a.startedAt - b.startedAt);
    for (const { clause, verdict } of auditAnswers({ credentials: provider.merchant, contract, profile }, inOrder).findings())
      if (verdict === 'fail' || verdict === 'warn' || verdict === 'review') clauses.add(clause);
  }
  return [...clauses];
}

/** For each kind of choice the one nearest to a breach: kept and refused repeats, scopes, codes, forms, echoes. */
const chosen = ['repeats-refused', 'unbelieved-failures-kept', 'received-hash-echoed', 'narrow-in-everything', 'wide-in-everything'];

suite('a conforming provider, asked everything, is never taken for another', () => {
  test('the control', async () => {
    assert.deepEqual(await found({ id: 'conforming' }, 0.05), []);
  });
  for (const id of chosen) {
    test(id, async () => {
      const variant = providerVariants.find((one) => one.id === id);
      assert.ok(variant);
      const earned: readonly string[] = variant.warns ?? [];
      const alarms = (await found(variant, 0.05)).filter((clause) => !earned.includes(clause));
      assert.deepEqual(alarms, []);
    });
  }
});

suite('a fault fails its clause where the traffic shows it', () => {
  const expected: readonly (readonly [fault: string, clause: ClauseId, among: ClauseId])[] = [
    ['lookups-served-to-anybody', 'AUT-01', 'AUT-01'],
    ['date-not-required', 'HDR-01', 'HDR-01'],
    ['errors-declared-as-html', 'HDR-05', 'HDR-05'],
    ['answers-in-latin1', 'UTF-06', 'HDR-05'],
    ['half-of-the-hash-compared', 'SIG-02', 'SIG-07'],
    ['line-ends-made-unix', 'SIG-01', 'SIG-04'],
    ['expected-hash-told', 'SIG-08', 'SIG-08'],
    ['stale-dates-pass', 'CLK-01', 'CLK-01'],
    ['future-dates-pass', 'CLK-02', 'CLK-02'],
    ['keys-ignored', 'IDM-02', 'IDM-02'],
    ['replays-sorted', 'IDM-20', 'IDM-20'],
    ['server-errors-not-kept', 'IDM-04', 'IDM-04'],
    ['failures-replayed-as-conflict', 'IDM-03', 'IDM-03'],
    ['other-body-executed', 'IDM-11', 'IDM-11'],
    ['unknown-login-answered-by-403', 'ERR-100', 'ERR-100'],
    ['payment-info-told-as-text', 'END-02', 'END-02'],
  ];
  for (const [id, clause, among] of expected) {
    test(`${id}: ${clause}`, async () => {
      const fault = providerFaults.find((one) => one.id === id);
      assert.ok(fault);
      const clauses = await found(fault, 0.3, [among]);
      assert.ok(clauses.includes(clause), `found were ${clauses.join(', ') || 'none'}`);
    });
  }
});
