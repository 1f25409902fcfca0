import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../core/verdict/verdict.ts';
import { openDirect } from '../harness/targets/direct.ts';
import type { ProviderRole } from '../roles/provider.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

/** Asks a clause of a provider that refuses valid calls by 403 for that many ms after five wrong signatures, and counts the waits that ran at once. */
async function waitedFor(lockMs: number, clause: ClauseId): Promise<{ readonly outcome: Outcome; readonly mostAtOnce: number }> {
  const env = openDirect({
    contract,
    profile: onekey,
    nonce: 'lock',
    startAt: selfTestStart,
    override: (conforming) => ({ ...conforming, lockOutMs: (wrong) => (wrong >= 5 ? lockMs : 0) }),
  });
  const [clauseTest] = providerTests(contract).filter((one) => one.clause === clause);
  assert.ok(clauseTest);
  let [waiting, mostAtOnce] = [0, 0];
  const provider: ProviderRole = Object.create(env.provider, {
    wait: {
      value: async (ms: number) => {
        waiting += 1;
        mostAtOnce = Math.max(mostAtOnce, waiting);
        await env.provider.wait(ms);
        waiting -= 1;
      },
    },
  });
  const elapsed = () => env.provider.now() - selfTestStart;
  const settings = { seed: 1, nonce: 'lock', scale: 0.2, timeLimitMs: 600_000, elapsed };
  const outcome = await runClauseTest(clauseTest, counting({ ...env, provider }), settings);
  return { outcome, mostAtOnce };
}

const asked = async (lockMs: number, clause: ClauseId): Promise<Outcome> => (await waitedFor(lockMs, clause)).outcome;

test('a lock of seconds is waited for, and the clause is judged', async () => {
  const outcome = await asked(2000, 'SIG-05');
  assert.equal(outcome.verdict, 'pass', outcome.note);
});

test('calls in flight together wait for one lock once', async () => {
  const { outcome, mostAtOnce } = await waitedFor(2000, 'SIG-07');
  assert.equal(outcome.verdict, 'pass', outcome.note);
  assert.equal(mostAtOnce, 1);
});

test('a lock of an hour leaves clauses unjudged, and none failed or passed', async () => {
  for (const clause of ['SIG-01', 'SIG-02', 'SIG-07'] as const) {
    const outcome = await asked(3_600_000, clause);
    assert.equal(outcome.verdict, 'indeterminate', clause);
    assert.match(outcome.note ?? '', /403/);
  }
});
