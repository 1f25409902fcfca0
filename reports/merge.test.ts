import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../core/verdict/verdict.ts';
import { ReaderError } from '../language/reader-error.ts';
import { type ClauseId, clauseOf } from '../specs/clauses/catalogue.ts';
import { exampleFacts } from './example.ts';
import { mergeReports } from './merge.ts';
import { buildReport, type Report, type ShownOutcome } from './report.ts';
import { validateReport } from './write.ts';

/** A report of some clauses with these verdicts. */
function part(id: string, verdicts: Partial<Record<ClauseId, Verdict>>, finished = true): Report {
  const { run } = exampleFacts();
  const judged = Object.entries(verdicts) as [ClauseId, Verdict][];
  return buildReport(
    exampleFacts({
      run: { ...run, id },
      finished,
      excluded: [],
      clauses: judged.map(([clause]) => clauseOf(clause)),
      outcomes: judged.map(
        ([clause, verdict]): ShownOutcome => ({
          clause,
          verdict,
          note: `${id} says ${verdict}`,
          observations: [],
          cases: 3,
          requests: 5,
          durationMs: 7,
          seed: 1,
        }),
      ),
    }),
  );
}

test('the worst verdict of those who judged, the sum of cases, the union of the scope', () => {
  const merged = mergeReports(
    [
      part('a', { 'NTF-01': 'pass', 'NTF-02': 'pass', 'NTF-06': 'pass' }),
      part('b', { 'NTF-01': 'fail', 'NTF-02': 'pass', 'NTF-03': 'pass' }),
    ],
    'm',
  );
  assert.deepEqual(validateReport(merged), []);
  assert.deepEqual(
    merged.clauses.map(({ id, verdict, cases }) => [id, verdict, cases]),
    [
      ['NTF-01', 'fail', 6],
      ['NTF-02', 'pass', 6],
      ['NTF-06', 'pass', 3],
      ['NTF-03', 'pass', 3],
    ],
  );
  assert.deepEqual([merged.decision.name, merged.decision.exitCode], ['not-certified', 1]);
  assert.deepEqual(merged.decision.scope.judged, ['NTF-01', 'NTF-02', 'NTF-06', 'NTF-03']);
  assert.deepEqual([merged.totals.clauses, merged.totals.cases, merged.totals.verdicts.fail], [4, 18, 1]);
});

test('the parts stand in the whole with what they decided alone, also those of a part that was merged itself', () => {
  const merged = mergeReports([part('a', { 'NTF-01': 'pass' }), part('b', { 'RCV-01': 'fail' })], 'm');
  const again = mergeReports([merged, part('c', { 'SIG-09': 'untestable' })], 'n');
  assert.deepEqual(validateReport(again), []);
  assert.deepEqual(
    again.parts?.map(({ run, parties, decision }) => [run, parties, decision]),
    [
      ['a', ['sender'], 'certified'],
      ['b', ['receiver'], 'not-certified'],
      ['c', ['client'], 'incomplete'],
    ],
  );
});

test('what any part made at its target stands in the whole', () => {
  const made = (id: string, invoiceId: string): Report => ({
    ...part(id, { 'NTF-01': 'pass' }),
    created: [{ path: '/v3/deposits', invoiceId }],
  });
  const merged = mergeReports([part('a', { 'RCV-01': 'pass' }), made('b', 'cs1'), made('c', 'cs2')], 'm');
  assert.deepEqual(validateReport(merged), []);
  assert.deepEqual(
    merged.created?.map(({ invoiceId }) => invoiceId),
    ['cs1', 'cs2'],
  );
});

test('what one part could not judge counts by the part that could', () => {
  for (const blind of ['untestable', 'not-observed', 'not-applicable'] as const) {
    const merged = mergeReports([part('a', { 'NTF-01': 'pass', 'NTF-03': blind }), part('b', { 'NTF-03': 'pass' })], 'm');
    assert.equal(merged.decision.name, 'certified', blind);
    assert.deepEqual(merged.decision.scope.untested, []);
  }
  const neither = mergeReports([part('a', { 'NTF-01': 'pass', 'NTF-03': 'untestable' }), part('b', { 'NTF-03': 'not-observed' })], 'm');
  assert.deepEqual(
    [neither.decision.name, neither.clauses[1]?.verdict, neither.clauses[1]?.note],
    ['incomplete', 'untestable', 'a says untestable'],
  );
});

test('doubts stay, and so do a harness error and a run that was cut short', () => {
  const pass = part('b', { 'NTF-03': 'pass' });
  assert.equal(mergeReports([part('a', { 'NTF-03': 'review' }), pass], 'm').decision.name, 'incomplete');
  assert.equal(mergeReports([part('a', { 'NTF-03': 'indeterminate' }), pass], 'm').decision.name, 'incomplete');
  assert.equal(mergeReports([part('a', { 'NTF-03': 'harness-error' }), pass], 'm').decision.name, 'none');
  assert.equal(mergeReports([part('a', { 'NTF-01': 'pass' }, false), pass], 'm').decision.name, 'incomplete');
  assert.equal(mergeReports([pass], 'm').decision.name, 'certified');
});

test('the whole example merges with itself and fits its schema', () => {
  const report = buildReport(exampleFacts());
  const merged = mergeReports([report, report], 'm');
  assert.deepEqual(validateReport(merged), []);
  assert.equal(merged.totals.cases, report.totals.cases * 2);
  assert.deepEqual(merged.ambiguities, report.ambiguities);
});

test('reports of different contracts, profiles or forms do not become one', () => {
  const one = part('a', { 'NTF-01': 'pass' });
  assert.throws(() => mergeReports([one, { ...one, contract: { ...one.contract, digest: 'other' } }], 'm'), ReaderError);
  assert.throws(() => mergeReports([one, { ...one, profile: { ...one.profile, id: 'strict' } }], 'm'), /--profile/);
});
