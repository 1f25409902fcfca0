import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Level } from '../../specs/clause.ts';
import { byClause, decide, type Standard, worst } from './gate.ts';
import { type Outcome, type Verdict, verdicts } from './verdict.ts';

function outcome(clause: string, verdict: Verdict, subject?: string): Outcome {
  return {
    clause,
    verdict,
    observations: [],
    cases: 1,
    requests: 1,
    durationMs: 1,
    seed: 1,
    ...(subject === undefined ? {} : { subject }),
  };
}

const judged: readonly { readonly id: string; readonly level: Level }[] = [
  { id: 'M', level: 'must' },
  { id: 'S', level: 'should' },
  { id: 'O', level: 'observe' },
];

/** What a run that owes these has to show. */
function owing(ids: readonly string[], other: Partial<Standard> = {}): Standard {
  return { best: 'certified', owed: new Set(ids), required: new Set(ids), excluded: new Set(), finished: true, waivers: [], ...other };
}

/** The decision where every clause passed, except for the given verdicts. */
function decision(changed: Readonly<Partial<Record<'M' | 'S' | 'O', Verdict>>>, finished = true, other: Partial<Standard> = {}) {
  const outcomes = judged.map(({ id }) => outcome(id, changed[id as 'M'] ?? 'pass'));
  return decide(byClause(outcomes, judged), owing(['M', 'S'], { finished, ...other }));
}

test('the worst verdict comes first in the order of verdicts', () => {
  assert.equal(worst([]), 'not-observed');
  assert.equal(worst(['not-applicable', 'pass', 'not-applicable']), 'pass');
  assert.equal(worst(['not-applicable']), 'not-applicable');
  const applying = verdicts.filter((verdict) => verdict !== 'not-applicable');
  for (const [index, verdict] of applying.entries()) {
    for (const better of applying.slice(index)) assert.equal(worst([better, verdict, better]), verdict, `${verdict}, ${better}`);
  }
});

test('a clause has the worst verdict of its outcomes, and a miss counts by its level', () => {
  const found = byClause(
    [outcome('M', 'pass', 'a'), outcome('M', 'fail', 'b'), outcome('S', 'fail'), outcome('S', 'pass'), outcome('O', 'fail')],
    judged,
  );
  assert.deepEqual(
    found.map(({ clause, level, verdict, outcomes }) => [clause, level, verdict, outcomes.length]),
    [
      ['M', 'must', 'fail', 2],
      ['S', 'should', 'warn', 2],
      ['O', 'observe', 'review', 1],
    ],
  );
});

test('a clause without an outcome leaves the run unfinished', () => {
  const [must, ...others] = byClause([outcome('S', 'pass'), outcome('O', 'pass')], judged);
  assert.deepEqual(must, { clause: 'M', level: 'must', verdict: 'not-observed', outcomes: [] });
  assert.ok(must !== undefined);
  const { decision: found, exitCode, reasons } = decide([must, ...others], owing(['M', 'S']));
  assert.deepEqual([found, exitCode, reasons[0]], ['incomplete', 2, { because: 'unfinished', clause: 'M' }]);
});

test('an outcome outside the judged clauses is not lost and counts as a must', () => {
  const found = byClause([outcome('X', 'fail'), outcome('M', 'pass'), outcome('S', 'pass'), outcome('O', 'pass')], judged);
  assert.deepEqual(decide(found, owing(['M', 'S'])).reasons, [{ because: 'must-failed', clause: 'X' }]);
});

test('the decision by verdict and level', () => {
  const table: readonly [Verdict, must: number, should: number, observe: number][] = [
    ['harness-error', 3, 3, 3],
    ['fail', 1, 0, 0],
    ['indeterminate', 2, 2, 0],
    ['untestable', 2, 2, 0],
    ['review', 2, 2, 0],
    ['warn', 0, 0, 0],
    ['waived', 0, 0, 0],
    ['not-observed', 2, 2, 0],
    ['not-applicable', 2, 0, 0],
    ['pass', 0, 0, 0],
  ];
  assert.deepEqual(
    table.map(([verdict]) => verdict),
    [...verdicts],
  );
  for (const [verdict, must, should, observe] of table) {
    // M is the only must here, so where it is not judged nothing was judged.
    assert.deepEqual(
      [decision({ M: verdict }).exitCode, decision({ S: verdict }).exitCode, decision({ O: verdict }).exitCode],
      [must, should, observe],
      verdict,
    );
  }
});

test('the graver decision wins, and its reasons come first', () => {
  assert.deepEqual(decision({ M: 'fail', O: 'harness-error', S: 'untestable' }, false), {
    decision: 'none',
    exitCode: 3,
    reasons: [
      { because: 'harness-error', clause: 'O' },
      { because: 'must-failed', clause: 'M' },
      { because: 'untestable', clause: 'S' },
      { because: 'unfinished' },
    ],
  });
  assert.equal(decision({ M: 'fail', S: 'untestable' }, false).decision, 'not-certified');
  assert.deepEqual(decision({}, false), { decision: 'incomplete', exitCode: 2, reasons: [{ because: 'unfinished' }] });
  assert.deepEqual(decision({}), { decision: 'certified', exitCode: 0, reasons: [] });
});

test('nothing unjudged is certified', () => {
  assert.deepEqual(decide([], owing([])), { decision: 'incomplete', exitCode: 2, reasons: [{ because: 'nothing-judged' }] });
  assert.equal(decision({ M: 'not-observed' }).decision, 'incomplete');
  // Next to a judged must, a must that was not observed is owed too.
  const both = [...judged, { id: 'N', level: 'must' as const }];
  const found = byClause([outcome('M', 'pass'), outcome('N', 'not-observed'), outcome('S', 'pass'), outcome('O', 'pass')], both);
  assert.deepEqual(decide(found, owing(['M', 'N', 'S'])), {
    decision: 'incomplete',
    exitCode: 2,
    reasons: [{ because: 'not-observed', clause: 'N' }],
  });
  // What is not owed only narrows the scope: a clause of another configuration, or a should at level core.
  assert.equal(decide(found, owing(['M', 'S'])).decision, 'certified');
  for (const open of ['untestable', 'indeterminate', 'review', 'not-observed'] as const)
    assert.equal(decision({ S: open }, true, { owed: new Set(['M']), required: new Set(['M']) }).decision, 'certified', open);
});

test('a clause that is owed and was not asked is named, with the plan where that leaves it out', () => {
  const found = byClause([outcome('M', 'pass')], [{ id: 'M', level: 'must' }]);
  const { decision: name, reasons } = decide(found, owing(['M', 'X', 'Y'], { excluded: new Set(['Y']) }));
  assert.deepEqual(
    [name, reasons],
    [
      'incomplete',
      [
        { because: 'not-asked', clause: 'X' },
        { because: 'excluded', clause: 'Y' },
      ],
    ],
  );
});

test('a run that asks a part is partial at best, and one that only watches saw nothing broken', () => {
  const asked = { best: 'partial', required: new Set<string>() } as const;
  assert.deepEqual(decision({}, true, asked), { decision: 'partial', exitCode: 0, reasons: [] });
  assert.equal(decide(byClause([outcome('S', 'pass')], [{ id: 'S', level: 'should' }]), owing(['M', 'S'], asked)).decision, 'partial');
  assert.equal(decision({ M: 'untestable' }, true, asked).decision, 'incomplete');
  assert.equal(decision({ M: 'fail' }, true, asked).decision, 'not-certified');

  const watched = { best: 'nothing-broken-seen', owed: new Set<string>(), required: new Set<string>() } as const;
  assert.deepEqual(decision({ S: 'not-observed' }, true, watched), { decision: 'nothing-broken-seen', exitCode: 0, reasons: [] });
  assert.equal(decision({ S: 'review' }, true, watched).decision, 'incomplete');
  assert.equal(decision({ M: 'not-observed' }, true, watched).reasons[0]?.because, 'nothing-judged');
});

test('a waiver that was used makes a certificate one with waivers, and one that was not is a failure', () => {
  const used = { waivers: [{ clause: 'M', state: 'used' }] } as const;
  assert.deepEqual(decision({ M: 'waived' }, true, used), { decision: 'certified-with-waivers', exitCode: 0, reasons: [] });
  for (const state of ['unused', 'expired'] as const) {
    const { decision: name, exitCode, reasons } = decision({}, true, { waivers: [{ clause: 'M', state }] });
    assert.deepEqual([name, exitCode, reasons], ['not-certified', 1, [{ because: `waiver-${state}`, clause: 'M' }]]);
  }
  assert.equal(decision({ M: 'waived' }, true, { ...used, best: 'partial' }).decision, 'partial');
});
