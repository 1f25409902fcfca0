import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { comparedReport } from '../../reports/comparison.ts';
import { sealed } from '../../reports/digest.ts';
import { wholeFacts } from '../../reports/example.ts';
import { buildReport, type Report } from '../../reports/report.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { diffed, differenceText } from './diff.ts';

test('in Markdown, what a target sent is not markup', () => {
  const { title, version, digest } = contractOf('deposits-v3');
  const seen = '[a](https://b.example) @all `x` ``<img src=x>';
  const comparedTo = (value: string) => {
    const facts = wholeFacts('receiver');
    const [first, ...others] = facts.outcomes;
    assert.ok(first);
    const outcomes = [{ ...first, observations: [{ subject: '<b>size</b>', seen: value }] }, ...others];
    return comparedReport(buildReport({ ...facts, outcomes, run: { ...facts.run, contract: { title, version, digest } } }));
  };
  const text = differenceText(comparedTo('small'), comparedTo(seen), true);
  assert.ok(text.includes(['```', seen, '```'].join(' ')), text);
  assert.ok(text.includes('` <b>size</b> `'), text);
});

test('a report whose verdicts were flipped is not compared, also where it has a new digest', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-diff-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { title, version, digest } = contractOf('deposits-v3');
  const facts = wholeFacts('receiver', { 'RCV-03': { verdict: 'fail' } });
  const failed = buildReport({ ...facts, run: { ...facts.run, contract: { title, version, digest } } });
  const put = (name: string, report: Report): string => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'report.json'), JSON.stringify(report));
    return join(folder, name);
  };
  const before = put('before', failed);
  assert.match(diffed([before, before], {}).text, /not-certified/);
  const flipped: Report = {
    ...failed,
    clauses: failed.clauses.map((clause) => ({
      ...clause,
      verdict: 'pass',
      violations: [],
      subjects: clause.subjects.map((subject) => ({ ...subject, verdict: 'pass' })),
    })),
  };
  assert.throws(() => diffed([before, put('kept-digest', flipped)], {}), /its digest is not that of its contents/);
  assert.throws(() => diffed([before, put('new-digest', sealed(flipped))], {}), /is refused: .*decision/);
  // The clauses of another version of the contract are not known.
  const older = sealed({ ...flipped, contract: { ...flipped.contract, digest: 'of-another-version' } });
  assert.match(diffed([before, put('older', older)], {}).text, /The contract changed between the two runs/);
  const other = sealed({ ...older, contract: { ...older.contract, title: 'Another API' } });
  assert.throws(
    () => diffed([before, put('other', other)], {}),
    /was judged by OneKey Payments Deposits API, and the other one by Another API: compare two runs of one contract/,
  );
});
