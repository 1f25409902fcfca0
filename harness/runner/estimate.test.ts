import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { type EstimateSettings, estimateCost, estimateText, fittingScale, minutes, missing } from './estimate.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const asked: readonly ClauseId[] = ['SIG-02', 'IDM-01', 'IDM-04', 'AUT-06', 'TLS-01', 'END-07'];
const tests = providerTests(contract).filter(({ clause }) => asked.includes(clause));
const all: readonly Capability[] = ['provokes500', 'countsDeposits', 'secondMerchant', 'secondAddress', 'movesStatus', 'plainPort', 'wire'];

function settings(more: Partial<EstimateSettings> = {}): EstimateSettings {
  return { contract, profile: onekey, seed: 7, scale: 0.2, can: new Set(all), startAt: Date.UTC(2026, 10, 21, 17, 4, 31), ...more };
}

test('an estimate counts the same each time, more at a larger scale, and what recipes are followed for', async () => {
  const once = await estimateCost(settings(), tests);
  assert.deepEqual(await estimateCost(settings(), tests), once);
  const larger = await estimateCost(settings({ scale: 1 }), tests);
  assert.ok(larger.creations > once.creations && larger.requests > once.requests);
  assert.ok(once.creations < once.requests && once.creations > 0);
  // Many go out together, and never more than at once.
  assert.ok(once.rounds < once.requests / 2 && once.rounds > once.requests / 16, `${once.rounds} round trips`);
  assert.deepEqual(
    once.tests.map(({ verdict }) => verdict),
    once.tests.map(() => 'pass'),
  );
  for (const recipe of ['countDeposits', 'moveStatus', 'provoke500']) assert.ok((once.recipes[recipe] ?? 0) > 0, recipe);
});

test('what the target cannot do is not estimated', async () => {
  const { tests: rows, recipes } = await estimateCost(settings({ can: new Set() }), tests);
  const verdict = (clause: string) => rows.find((row) => row.clause === clause)?.verdict;
  assert.equal(verdict('IDM-04'), 'untestable');
  assert.equal(verdict('AUT-06'), 'untestable');
  assert.equal(verdict('SIG-02'), 'pass');
  assert.deepEqual(recipes, {});
});

test('the scale is the largest that the budget holds', async () => {
  const { scale: _, ...rest } = settings();
  const plenty = await fittingScale(rest, tests, { creations: 1e6, perSecond: 1000, seconds: 600, roundTripMs: 0 });
  const whole = await estimateCost({ ...rest, scale: 1 }, tests);
  assert.deepEqual(plenty, { scale: 1, cost: whole });
  const least = await estimateCost({ ...rest, scale: 0.01 }, tests);
  for (const creations of [Math.ceil((whole.creations + least.creations) / 2 / 0.9), Math.ceil(least.creations * 1.3)]) {
    const { scale, cost, short } = await fittingScale(rest, tests, { creations, perSecond: 1000, seconds: 600, roundTripMs: 0 });
    assert.equal(short, undefined);
    assert.ok(scale > 0.01 && scale < 1, String(scale));
    assert.deepEqual(cost, await estimateCost({ ...rest, scale }, tests));
    assert.ok(cost.creations <= creations * 0.9, `${cost.creations} of ${creations} at ${scale}`);
    assert.ok(cost.creations > creations * 0.8, `only ${cost.creations} of ${creations} at ${scale}`);
  }
  const { scale: slow } = await fittingScale(rest, tests, { creations: 1e6, perSecond: 1, seconds: whole.requests, roundTripMs: 0 });
  assert.ok(slow < 1);
  const { scale: far } = await fittingScale(rest, tests, {
    creations: 1e6,
    perSecond: 1e6,
    seconds: (whole.rounds + least.rounds) / 10,
    roundTripMs: 100,
  });
  assert.ok(far > 0.01 && far < 1, String(far));
  const tight = await fittingScale(rest, tests, { creations: 5, perSecond: 1000, seconds: 600, roundTripMs: 0 });
  assert.deepEqual(tight, { scale: 0.01, cost: least, short: least });
});

test('what is missing is named by its member, with the clauses that wait for it', async () => {
  const { scale: _, ...rest } = settings({ can: new Set(['plainPort', 'wire', 'secondAddress'] as const) });
  const gaps = await missing(rest, tests);
  const clausesOf = (member: string) => gaps.find(({ members }) => members.includes(member))?.clauses;
  assert.deepEqual(clausesOf('recipes.provoke500'), ['IDM-04']);
  assert.deepEqual(clausesOf('secondMerchant'), ['AUT-06']);
  assert.deepEqual(clausesOf('recipes.moveStatus'), ['END-07']);
  assert.equal(clausesOf('addresses.refused'), undefined);
  assert.equal(clausesOf('target.plainUrl'), undefined);
});

test('the text has a line for each test and the sum', async () => {
  const estimate = await estimateCost(settings({ can: new Set() }), tests);
  const text = estimateText(estimate, { creations: 100, perSecond: 10, seconds: 60, roundTripMs: 5 });
  for (const clause of asked) assert.match(text, new RegExp(`^${clause} `, 'm'));
  assert.ok(
    text.includes(
      `${estimate.requests} requests, ${estimate.creations} of them creations, at least ${minutes(estimate.requests / 10)} at 10 requests a second`,
    ),
  );
  assert.equal(minutes(61), '1.1 minutes');
  assert.equal(minutes(0), '0.1 minutes');
});
