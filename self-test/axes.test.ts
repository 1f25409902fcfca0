import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AxisValue } from '../arbitraries/axes/axis.ts';
import { axes } from '../arbitraries/axes/catalogue.ts';
import { isWeakOracle } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { faultOfValue } from './axis-faults.ts';
import { interpretationsVariants } from './conforming/provider/interpretations.ts';
import { roadVariants } from './conforming/provider/road.ts';
import { travelVariants } from './conforming/provider/travel.ts';
import { caughtBy, type SelfTestSettings, selfTestStart } from './matrix.ts';
import { ask, provider } from './parties.ts';

const contract = contractOf();
const settings: SelfTestSettings = { contract, profile: contract.profiles[0], seed: 1, scale: 0.3, startAt: selfTestStart };
const testsOf = (clauses: readonly ClauseId[]) => provider.tests.filter(({ clause }) => clauses.includes(clause));
const values = axes.flatMap((axis) => axis.values.slice(1).map((value) => ({ axis, value })));
const faultOf = (name: string) => provider.faults.find(({ id }) => id === faultOfValue[name]);

/** Conforming providers that choose whether they take a value. */
const choosing = [
  { id: 'none' },
  ...roadVariants,
  ...travelVariants,
  ...interpretationsVariants.filter(({ id }) => id === 'slash-behind-refused'),
];

/** Value → conforming providers that allow it and that refuse it, in the tests of a rule that has to accept and of one that has to refuse. */
async function taken(): Promise<Readonly<Record<'along-axis' | 'along-axis-refused', ReadonlyMap<string, string>>>> {
  const found = { 'along-axis': new Map<string, string>(), 'along-axis-refused': new Map<string, string>() };
  for (const variant of choosing) {
    const { outcomes } = await ask(provider, settings, variant, testsOf(['SIG-01', 'AUT-01']));
    const seen = outcomes.flatMap(({ observations }) => observations.filter((each) => !isWeakOracle(each)));
    for (const how of ['along-axis', 'along-axis-refused'] as const) {
      for (const { axis, value } of values) {
        const subject = said(how, { axis: axis.name });
        const isNamed = seen.some((each) => each.subject === subject && `, ${each.seen}, `.includes(`, ${value.name}, `));
        if (isNamed && !found[how].has(value.name)) found[how].set(value.name, variant.id);
      }
    }
  }
  return found;
}

/** Why no conforming provider refuses a value, or all do: a GET or HEAD where another method acts gets 405, which is judged (END-05). */
function settled({ owed, needs = [] }: AxisValue): string | undefined {
  return owed ? 'none: every server has to take it' : needs.includes('act') && needs.length === 1 ? 'all: 405' : undefined;
}

test('each value of an axis has a fault of its own', () => {
  assert.deepEqual(
    values.filter(({ value }) => faultOf(value.name) === undefined).map(({ value }) => value.name),
    [],
  );
  assert.deepEqual(
    Object.keys(faultOfValue).filter((name) => values.every(({ value }) => value.name !== name)),
    [],
  );
});

test('each value has a conforming provider that allows it and one that refuses it, unless every server has to take it', async (t) => {
  const { 'along-axis': allowed, 'along-axis-refused': refused } = await taken();
  for (const { axis, value } of values) {
    const refusing = settled(value) ?? refused.get(value.name);
    t.diagnostic(
      [axis.name, value.name, `fault: ${faultOfValue[value.name]}`, `allowed: ${allowed.get(value.name)}`, `refused: ${refusing}`].join(
        ' | ',
      ),
    );
  }
  const lacking = (taken: ReadonlyMap<string, string>) => values.filter(({ value }) => !taken.has(value.name)).map(({ value }) => value);
  assert.deepEqual(lacking(allowed), []);
  assert.deepEqual(
    lacking(refused).filter((value) => settled(value) === undefined),
    [],
  );
});

test('without a value some clause misses its fault (long)', async () => {
  for (const { axis, value } of values) {
    const fault = faultOf(value.name);
    assert.ok(fault?.breaks, value.name);
    const without = axes.map((each) => (each === axis ? { ...each, values: each.values.filter((one) => one !== value) as never } : each));
    const [found, left] = [
      caughtBy(await ask(provider, settings, fault, testsOf(fault.breaks))),
      caughtBy(await ask(provider, { ...settings, axes: without }, fault, testsOf(fault.breaks))),
    ];
    assert.ok(
      found.some((clause) => !left.includes(clause)),
      `${value.name}: ${fault.id}`,
    );
  }
});
