import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedReport, comparison } from './comparison.ts';
import { exampleFacts, exampleOutcomes, wholeFacts } from './example.ts';
import { buildReport, type ShownOutcome } from './report.ts';

type Changed = Readonly<Record<string, Partial<ShownOutcome>>>;

const run = (changed: Changed = {}, seed = 1) => {
  const facts = wholeFacts('sender', changed);
  return comparedReport(buildReport({ ...facts, run: { ...facts.run, seed } }));
};
const ids = (changes: readonly { readonly clause: string }[]): string[] => changes.map(({ clause }) => clause);

test('a run does not differ from itself', () => {
  for (const one of [run(), run({ 'NTF-02': { verdict: 'fail' } }), comparedReport(buildReport(exampleFacts()))]) {
    const { known: _, ...rest } = comparison(one, one);
    assert.deepEqual(rest, { new: [], fixed: [], notComparable: [], changed: [], measurements: [], contractChanged: false });
  }
});

test('a failure is new once, known when it was there, and fixed where the same cases pass', () => {
  const broken = run({ 'NTF-02': { verdict: 'fail' } });
  assert.deepEqual(ids(comparison(run(), broken).new), ['NTF-02']);
  assert.deepEqual(ids(comparison(broken, broken).known), ['NTF-02']);
  assert.deepEqual(ids(comparison(broken, broken).new), []);
  assert.deepEqual(ids(comparison(broken, run()).fixed), ['NTF-02']);
});

test('with another seed a pass may be luck', () => {
  const found = comparison(run({ 'NTF-02': { verdict: 'fail' } }), run({}, 2));
  assert.deepEqual([ids(found.fixed), ids(found.notComparable)], [[], ['NTF-02']]);
});

test('a clause that was judged before and is not now is new, and the other way round it changed', () => {
  const open = run({ 'NTF-02': { verdict: 'untestable' } });
  assert.deepEqual(ids(comparison(run(), open).new), ['NTF-02']);
  assert.deepEqual(ids(comparison(open, run()).changed), ['NTF-02']);
});

test('another thing seen in the same clause is new', () => {
  const [outcome] = exampleOutcomes.filter(({ violation }) => violation !== undefined);
  assert.ok(outcome?.violation);
  const { violation } = outcome;
  const seen = (id: string): Changed => ({
    'NTF-02': { verdict: 'fail', violation: { ...violation, actual: { ...violation.actual, id } } },
  });
  const found = comparison(run(seen('answered')), run(seen('no-effect')));
  assert.deepEqual([ids(found.new), ids(found.known)], [['NTF-02'], []]);
});

test('a measurement inside its uncertainty did not change', () => {
  const measuring = (seen: string) => run({ 'NTF-10': { observations: [{ subject: 'window', seen }] } });
  const between = (one: string, other: string) => comparison(measuring(one), measuring(other)).measurements.length;
  assert.equal(between('300 s ± 1.5 s', '302.9 s ± 1.5 s'), 0);
  assert.equal(between('300 s ± 1.5 s', '304 s ± 1.5 s'), 1);
  assert.equal(between('4 ms', '180 ms'), 0);
  assert.equal(between('4 ms', '2 s'), 1);
  assert.equal(between('401, code 100', '400, code 101'), 1);
});

test('values of a thing that a run measured several times are compared in their order', () => {
  const measuring = (...seen: readonly string[]) =>
    run({ 'NTF-10': { observations: seen.map((each) => ({ subject: 'along the axis', seen: each })) } });
  const changes = (one: Parameters<typeof comparison>[0], other: typeof one) =>
    comparison(one, other).measurements.map(({ before, after }) => [before, after]);
  assert.deepEqual(changes(measuring('by HEAD', 'by GET'), measuring('by HEAD', 'by GET')), []);
  assert.deepEqual(changes(measuring('by HEAD', 'by GET'), measuring('by HEAD', 'by POST')), [['by GET', 'by POST']]);
});
