import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../core/verdict/verdict.ts';
import { weakOracle } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Capability } from '../specs/capability.ts';
import { providerFaults } from './faults/provider/catalogue.ts';
import { cameOf, falseAlarms, selfTestStart } from './matrix.ts';
import { ask, provider } from './parties.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

/** Asks one fault, as a black box without recipes, what it breaks. */
async function blackBox(id: string): Promise<ReturnType<typeof cameOf>> {
  const fault = providerFaults.find((one) => one.id === id);
  assert.ok(fault);
  const breaks: readonly string[] = fault.breaks;
  const settings = { contract, profile: onekey, seed: 1, scale: 0.1, startAt: selfTestStart, can: new Set<Capability>(['wire']) };
  return cameOf(
    await ask(
      provider,
      settings,
      fault,
      provider.tests(contract).filter(({ clause }) => breaks.includes(clause)),
    ),
  );
}

test('a black box without recipes says of what it cannot see that it is untestable, or that its oracle was weak', async () => {
  assert.deepEqual(await blackBox('server-errors-not-kept'), [{ clause: 'IDM-04', came: 'untestable' }]);
  assert.deepEqual(await blackBox('read-only-key-refunds'), [{ clause: 'AUT-03', came: 'weak' }]);
  assert.deepEqual(await blackBox('keyed-creation-made-twice'), [{ clause: 'IDM-01', came: 'weak' }]);
  assert.deepEqual(await blackBox('leap-day-refused'), [{ clause: 'CLK-03', came: 'weak' }]);
  const bodies = await blackBox('body-not-covered');
  assert.ok(bodies.length > 0 && bodies.every(({ came }) => came === 'caught'), JSON.stringify(bodies));
});

test('a pass that says nothing of its oracle is silent, and the worst outcome of a clause counts', () => {
  const passed: Outcome = { clause: 'SIG-02', verdict: 'pass', observations: [], cases: 1, requests: 1, durationMs: 1, seed: 1 };
  const weak: Outcome = { ...passed, observations: [weakOracle('deposits not counted', 'add recipes.countDeposits')] };
  const came = (...outcomes: readonly Outcome[]) =>
    cameOf({ counterpart: { id: 'x', breaks: ['SIG-02', 'SIG-03'] }, outcomes }).map((one) => one.came);
  assert.deepEqual(came(passed), ['silent']);
  assert.deepEqual(came(passed, { ...passed, observations: [{ subject: 'window', seen: 'weak: 5 s' }] }), ['silent']);
  assert.deepEqual(came(passed, weak), ['weak']);
  assert.deepEqual(came(weak, { ...passed, verdict: 'untestable' }), ['untestable']);
  assert.deepEqual(came({ ...passed, clause: 'UTF-01' }), []);
});

test('an untestable clause is an alarm of a conforming counterpart unless it was asked as a black box', () => {
  const outcomes: readonly Outcome[] = (['untestable', 'not-applicable', 'pass', 'fail'] as const).map((verdict) => ({
    clause: 'SIG-02',
    verdict,
    observations: [],
    cases: 1,
    requests: 1,
    durationMs: 1,
    seed: 1,
  }));
  const alarms = (asBlackBox: boolean) =>
    falseAlarms({ counterpart: { id: 'none' }, outcomes }, [], asBlackBox).map(({ verdict }) => verdict);
  assert.deepEqual(alarms(false), ['untestable', 'fail']);
  assert.deepEqual(alarms(true), ['fail']);
});
