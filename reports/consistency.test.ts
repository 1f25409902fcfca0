import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReaderError } from '../language/reader-error.ts';
import { contractOf } from '../schemas/contracts.ts';
import { mustFollow } from './consistency.ts';
import { sealed } from './digest.ts';
import { exampleFacts, wholeFacts } from './example.ts';
import { mergeReports } from './merge.ts';
import { buildReport, type ClauseReport, type Report } from './report.ts';
import { validateReport } from './write.ts';

const contract = contractOf('deposits-v3');

/** As it comes from a file. */
const read = (report: Report): Report => JSON.parse(JSON.stringify(report)) as Report;

/** What is refused, with the old digest or with a new one. */
function refused(report: Report, says: RegExp): void {
  for (const one of [report, sealed(report)]) {
    assert.throws(
      () => mustFollow(read(one), contract),
      (error: unknown) => error instanceof ReaderError && says.test(error.message) && error.message.startsWith(report.run.id),
      String(says),
    );
  }
}

const failed = buildReport(wholeFacts('receiver', { 'RCV-03': { verdict: 'fail' }, 'RCV-12': { verdict: 'warn' } }));
const whole = buildReport(wholeFacts('receiver'));

function withClause(report: Report, id: string, change: (clause: ClauseReport) => ClauseReport): Report {
  return { ...report, clauses: report.clauses.map((clause) => (clause.id === id ? change(clause) : clause)) };
}

test('a report follows from its outcomes, single and merged, and also with its members in another order', () => {
  const merged = mergeReports(
    [failed, buildReport(wholeFacts('sender'))].map((report, at) => renamed(report, `run-${at}`)) as [Report, Report],
    'm',
    contract,
  );
  for (const report of [buildReport(exampleFacts()), failed, whole, merged]) {
    assert.deepEqual(validateReport(report), []);
    mustFollow(read(report), contract);
    mustFollow(reversed(report) as Report, contract);
  }
});

function renamed(report: Report, run: string): Report {
  return sealed({ ...report, run: { ...report.run, id: run }, parts: report.parts.map((part) => ({ ...part, run })) });
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test('a verdict that was flipped is named', () => {
  refused(
    withClause(failed, 'RCV-03', (clause) => ({ ...clause, verdict: 'pass' })),
    /verdict of RCV-03 is pass, and the outcomes give fail/,
  );
  // Its outcomes too: then the decision does not follow.
  const outcomes = withClause(failed, 'RCV-03', (clause) => ({
    ...clause,
    verdict: 'pass',
    subjects: clause.subjects.map((subject) => ({ ...subject, verdict: 'pass' })),
  }));
  refused(outcomes, /decision of the run \S+ is not-certified, and the outcomes give certified/);
  const example = buildReport(exampleFacts());
  const violated = withClause(example, 'SIG-02', (clause) => ({
    ...clause,
    verdict: 'pass',
    subjects: clause.subjects.map((subject) => ({ ...subject, verdict: 'pass' })),
  }));
  refused(violated, /SIG-02 has a violation, and no outcome of it says so/);
});

test('a decision that was changed is named', () => {
  refused(
    { ...failed, decision: { ...failed.decision, name: 'certified', exitCode: 0, reasons: [] } },
    /decision is certified, and the outcomes give not-certified \(must-failed RCV-03\)/,
  );
  refused({ ...whole, decision: { ...whole.decision, level: 'core' } }, /decision\.level does not follow/);
  refused({ ...failed, decision: { ...failed.decision, reasons: [] } }, /decision\.reasons does not follow/);
  const { scope } = failed.decision;
  refused({ ...failed, decision: { ...failed.decision, scope: { ...scope, judged: [] } } }, /decision\.scope\.judged does not follow/);
  const parts = failed.parts.map((part) => ({ ...part, decision: 'certified' as const }));
  refused({ ...failed, parts }, /decision of the run \S+ is certified, and the outcomes give not-certified/);
});

test('a clause that was dropped is named, wherever it was dropped', () => {
  const without = (report: Report): Report => ({ ...report, clauses: report.clauses.filter(({ id }) => id !== 'RCV-03') });
  refused(without(failed), /RCV-03 is only in one of its members/);
  const everywhere = without({
    ...whole,
    parts: whole.parts.map((part) => ({ ...part, asked: part.asked.filter((id) => id !== 'RCV-03') })),
  });
  refused(everywhere, /decision of the run \S+ is certified, and the outcomes give incomplete/);
  refused(
    withClause(failed, 'RCV-03', (clause) => ({ ...clause, level: 'observe' })),
    /level or party of RCV-03/,
  );
  const [first = assert.fail()] = whole.clauses;
  refused({ ...whole, clauses: [...whole.clauses, first] }, new RegExp(`${first.id} is in it twice`));
});

test('a count that was changed is named', () => {
  refused({ ...whole, totals: { ...whole.totals, cases: whole.totals.cases + 1 } }, /totals does not follow/);
  refused({ ...whole, totals: { ...whole.totals, verdicts: { ...whole.totals.verdicts, pass: 0 } } }, /totals does not follow/);
  refused(
    withClause(whole, 'RCV-01', (clause) => ({ ...clause, cases: 9999 })),
    /cases of RCV-01 is 9999, and the outcomes give 120/,
  );
  refused({ ...whole, decision: { ...whole.decision, owed: { asked: 1, total: 1 } } }, /decision\.owed does not follow/);
});

test('a target that was changed in one place is named', () => {
  refused({ ...whole, target: { ...whole.target, environment: 'production' } }, /: target does not follow/);
  refused({ ...whole, target: { ...whole.target, url: 'https://127.0.0.1:1/' } }, /: target does not follow/);
  const other = { ...whole.target, host: 'pay.example' };
  refused({ ...whole, target: other, parts: whole.parts.map((part) => ({ ...part, target: other })) }, /parts\[0\]\.target\.host does not/);
});

test('a report of a contract that was not named says how to name it', () => {
  refused(
    { ...whole, profile: { ...whole.profile, id: 'elsewhere' } },
    /the profile elsewhere, .*: name the contract of the report with --contract/,
  );
});

test('anything else that was changed is detected by the digest', () => {
  const changes: readonly Report[] = [
    { ...whole, run: { ...whole.run, seed: 7 } },
    withClause(failed, 'RCV-03', (clause) => ({ ...clause, note: 'nothing' })),
    { ...whole, digest: failed.digest },
  ];
  for (const report of changes) assert.throws(() => mustFollow(read(report), contract), /its digest does not match its content/);
});
