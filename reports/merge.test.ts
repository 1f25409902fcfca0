import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../core/verdict/verdict.ts';
import { ReaderError } from '../language/reader-error.ts';
import { contractOf } from '../schemas/contracts.ts';
import { type ClauseId, clauseOf } from '../specs/clauses/catalogue.ts';
import { exampleFacts, wholeFacts } from './example.ts';
import { mergeReports } from './merge.ts';
import { buildReport, type Report, type ShownOutcome, type TargetFacts } from './report.ts';
import { validateReport } from './write.ts';

const contract = contractOf('deposits-v3');

/** A report of some clauses with these verdicts. */
function part(id: string, verdicts: Partial<Record<ClauseId, Verdict>>, finished = true): Report {
  const { run } = exampleFacts();
  const judged = Object.entries(verdicts) as [ClauseId, Verdict][];
  return buildReport(
    exampleFacts({
      run: { ...run, id },
      finished,
      excluded: [],
      terms: { mode: 'run', extent: 'full', parties: [...new Set(judged.map(([clause]) => clauseOf(clause).party))], circumstances: [] },
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
    contract,
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

test('the parts are in the whole with their own decisions, also those of a part that was merged itself', () => {
  const merged = mergeReports([part('a', { 'NTF-01': 'pass' }), part('b', { 'RCV-01': 'fail' })], 'm', contract);
  const again = mergeReports([merged, part('c', { 'SIG-09': 'untestable' })], 'n', contract);
  assert.deepEqual(validateReport(again), []);
  assert.deepEqual(
    again.parts?.map(({ run, parties, decision }) => [run, parties, decision]),
    [
      ['a', ['sender'], 'partial'],
      ['b', ['receiver'], 'not-certified'],
      ['c', ['client'], 'incomplete'],
    ],
  );
});

test('what any part made at its target is in the whole', () => {
  const made = (id: string, invoiceId: string): Report => ({
    ...part(id, { 'NTF-01': 'pass' }),
    created: [{ path: '/v3/deposits', invoiceId }],
  });
  const merged = mergeReports([part('a', { 'RCV-01': 'pass' }), made('b', 'cs1'), made('c', 'cs2')], 'm', contract);
  assert.deepEqual(validateReport(merged), []);
  assert.deepEqual(
    merged.created?.map(({ invoiceId }) => invoiceId),
    ['cs1', 'cs2'],
  );
});

test('what one part could not judge counts by the part that could', () => {
  for (const blind of ['untestable', 'not-observed', 'not-applicable'] as const) {
    const merged = mergeReports([part('a', { 'NTF-01': 'pass', 'NTF-03': blind }), part('b', { 'NTF-03': 'pass' })], 'm', contract);
    assert.equal(merged.decision.name, 'partial', blind);
    assert.deepEqual(merged.decision.scope.untested, []);
  }
  const neither = mergeReports(
    [part('a', { 'NTF-01': 'pass', 'NTF-03': 'untestable' }), part('b', { 'NTF-03': 'not-observed' })],
    'm',
    contract,
  );
  assert.deepEqual(
    [neither.decision.name, neither.clauses[1]?.verdict, neither.clauses[1]?.note],
    ['incomplete', 'untestable', 'a says untestable'],
  );
});

test('doubts stay, and so do a harness error and a run that was cut short', () => {
  const pass = part('b', { 'NTF-03': 'pass' });
  assert.equal(mergeReports([part('a', { 'NTF-03': 'review' }), pass], 'm', contract).decision.name, 'incomplete');
  assert.equal(mergeReports([part('a', { 'NTF-03': 'indeterminate' }), pass], 'm', contract).decision.name, 'incomplete');
  assert.equal(mergeReports([part('a', { 'NTF-03': 'harness-error' }), pass], 'm', contract).decision.name, 'none');
  assert.equal(mergeReports([part('a', { 'NTF-01': 'pass' }, false), pass], 'm', contract).decision.name, 'incomplete');
  assert.equal(mergeReports([pass], 'm', contract).decision.name, 'partial');
});

test('the whole example merges with itself and fits its schema', () => {
  const report = buildReport(exampleFacts());
  const again = buildReport(exampleFacts({ run: { ...exampleFacts().run, id: 'again' } }));
  const merged = mergeReports([report, again], 'm', contract);
  assert.deepEqual(validateReport(merged), []);
  assert.equal(merged.totals.cases, report.totals.cases * 2);
  assert.deepEqual(merged.ambiguities, report.ambiguities);
});

test('a run of another target shows nothing of the one that was judged', () => {
  const at = (id: string, target: Partial<TargetFacts>, mode: 'certify' | 'collect' = 'certify') => {
    const facts = wholeFacts('sender');
    return buildReport({
      ...facts,
      run: { ...facts.run, id },
      terms: { ...facts.terms, mode },
      target: { url: 'https://127.0.0.1:1', environment: 'stg', adapter: 'https', ...target },
    });
  };
  const two = (one: Report, other: Report) => mergeReports([one, other], 'm', contract).decision.name;
  const refused = /judged two different targets of the kind sender/;
  // A sender that was seen once is not certified by the behaviour of our own mock.
  assert.throws(() => two(at('a', { environment: 'mock' }), at('b', { environment: 'collected' }, 'collect')), refused);
  assert.throws(() => two(at('a', {}), at('b', { url: 'https://127.0.0.1:2' })), refused);
  assert.throws(() => two(at('a', { command: 'x', program: [{ file: 'x', sha256: '0'.repeat(64) }] }), at('b', { command: 'x' })), refused);
  assert.equal(two(at('a', {}), at('b', {})), 'certified');
  assert.equal(two(at('a', { command: 'x' }), at('b', { command: 'x', url: 'https://127.0.0.1:2' })), 'certified');
  assert.equal(two(at('a', { environment: 'mock' }), at('b', { environment: 'mock', url: 'https://127.0.0.1:2' })), 'certified');
});

test('reports of different contracts, profiles or forms do not become one', () => {
  const one = part('a', { 'NTF-01': 'pass' });
  assert.throws(() => mergeReports([one, { ...one, contract: { ...one.contract, digest: 'other' } }], 'm', contract), ReaderError);
  assert.throws(() => mergeReports([one, { ...one, profile: { ...one.profile, id: 'strict' } }], 'm', contract), /--profile/);
});
