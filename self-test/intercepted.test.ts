import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { assembleDirect, directCapabilities } from '../harness/targets/direct.ts';
import { type Intercepted, intercepted } from '../harness/targets/intercepted.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import type { ProviderTest } from '../suites/clause-test.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { providerFaults } from './faults/provider/catalogue.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const tests = providerTests(contract);

/** Fetch joins repeated fields, writes their names in lower case, and sends no content with a GET. */
const can = new Set(directCapabilities.filter((capability) => capability !== 'wire'));

/** Asks one clause test of a mock behind the adapter for msw. */
async function asked(clauseTest: ProviderTest, override?: (conforming: ProviderDecisions) => ProviderDecisions): Promise<Outcome> {
  let adapter: Intercepted | undefined;
  const { env } = assembleDirect({
    contract,
    profile: onekey,
    nonce: 'm1',
    startAt: selfTestStart,
    can,
    ...(override ? { override } : {}),
    through: (call) => {
      adapter = intercepted(call);
      return adapter.call;
    },
  });
  const elapsed = () => env.provider.now() - selfTestStart;
  // Lists that every case uses are asked completely; this test is about the adapter.
  const outcome = await runClauseTest(clauseTest, counting(env), { seed: 5, nonce: 'm1', scale: 0.03, timeLimitMs: 60_000, elapsed });
  adapter?.close();
  await env.provider.close();
  return outcome;
}

async function assertPassed(clauseTests: readonly ProviderTest[]): Promise<void> {
  const odd: Outcome[] = [];
  for (const clauseTest of clauseTests) {
    const outcome = await asked(clauseTest);
    if (outcome.verdict !== (clauseTest.needs.includes('wire') ? 'not-applicable' : 'pass')) odd.push(outcome);
  }
  assert.deepEqual(odd, []);
}

test('the provider suites pass over msw; what asks for the wire is not applicable there (long)', () => assertPassed(tests));

test('the first test of each family passes over msw, or is not applicable there', () => {
  const families = new Map(tests.toReversed().map((one) => [one.clause.slice(0, 3), one]));
  return assertPassed([...families.values()]);
});

test('a fault is seen through the adapter', async () => {
  const [clauseTest] = tests.filter(({ clause }) => clause === 'SIG-02');
  const fault = providerFaults.find(({ id }) => id === 'signature-unchecked');
  assert.ok(clauseTest && fault);
  const { verdict, violation } = await asked(clauseTest, (conforming) => overridden(conforming, fault.override));
  assert.deepEqual([verdict, violation?.clause], ['fail', 'SIG-02']);
});
