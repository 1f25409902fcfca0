import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blocked } from '../core/verdict/blocked.ts';
import { isWeakOracle, type Outcome } from '../core/verdict/verdict.ts';
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

/** Asks a clause of the conforming mock through a role with other members. */
async function asked(clause: ClauseId, seenAs: (role: ProviderRole) => PropertyDescriptorMap): Promise<Outcome> {
  const env = openDirect({ contract, profile: onekey, nonce: 'env', startAt: selfTestStart });
  const provider: ProviderRole = Object.create(env.provider, seenAs(env.provider));
  const elapsed = () => env.provider.now() - selfTestStart;
  const [test] = providerTests(contract).filter((one) => one.clause === clause);
  assert.ok(test);
  return runClauseTest(test, counting({ ...env, provider }), { seed: 1, nonce: 'env', scale: 0.3, timeLimitMs: 60_000, elapsed });
}

const weaknesses = ({ observations }: Outcome): string =>
  observations
    .filter(isWeakOracle)
    .map(({ seen }) => seen)
    .join('\n');

test('a second environment that may only be read from is asked with its read-only key, and the report says so', async () => {
  const reading = (role: ProviderRole): PropertyDescriptorMap => ({
    send: {
      value: async (...[draft, sending = {}]: Parameters<ProviderRole['send']>) => {
        if (sending.environment === 'second' && draft(role.now()).method !== 'GET') throw new Blocked('read-only-target', 'Only GET.');
        return role.send(draft, sending);
      },
    },
  });
  for (const clause of ['ENV-01', 'ENV-02'] as const) {
    const outcome = await asked(clause, reading);
    assert.equal(outcome.verdict, 'pass', outcome.note);
    assert.match(weaknesses(outcome), /read-only key.*two test environments/);
  }
  assert.equal((await asked('ENV-03', reading)).verdict, 'untestable');
});

test('what no recipe reaches in the second environment is said, with what to add', async () => {
  const without = () => ({ secondControls: { value: {} } });
  for (const clause of ['ENV-01', 'ENV-02', 'ENV-03'] as const) {
    const outcome = await asked(clause, without);
    assert.equal(outcome.verdict, 'pass', outcome.note);
    assert.match(weaknesses(outcome), /add recipes\.moveStatus, with \{environment\} in it/);
  }
  const lists = await asked('ENV-04', without);
  assert.equal(lists.verdict, 'pass', lists.note);
  assert.match(weaknesses(lists), /put \{environment\} into recipes\.addAddress/);
});

test('keys that both environments have tell nothing of them apart', async () => {
  const outcome = await asked('ENV-02', ({ merchant, secondEnvironment }) => ({
    secondEnvironment: { value: { ...secondEnvironment, readOnlyKey: merchant.readOnlyKey } },
  }));
  assert.equal(outcome.verdict, 'untestable');
  assert.match(outcome.note ?? '', /^readOnlyKey of merchant and secondEnvironment/);
});

test('a second environment that lists our other address already leaves its list unjudged', async () => {
  const outcome = await asked('ENV-04', (role) => ({
    send: {
      value: (...[draft, sending = {}]: Parameters<ProviderRole['send']>) =>
        role.send(draft, sending.environment === 'second' ? { environment: 'second' } : sending),
    },
  }));
  assert.equal(outcome.verdict, 'untestable');
  assert.match(outcome.note ?? '', /127\.0\.0\.2.*second environment.*Take the address off/);
});
