import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownOutcome } from '../../reports/report.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { aboutOf, detailsOf } from './annotations.ts';
import { PartyReport } from './party-report.ts';
import type { PartyRun } from './run-file.ts';

const party: PartyRun = { role: 'provider', circumstances: [], scale: 1, timeLimitMs: 1000, options: [] };
const run: RunFile = {
  id: 'a-run',
  startedAt: 0,
  version: '0.0.0',
  contractId: 'deposits-v3',
  mode: 'run',
  level: 'full',
  contract: { title: 'a contract', version: '3', digest: 'abc' },
  profile: 'onekey',
  seed: 7,
  reports: 'unused',
  parties: [party],
  complete: true,
};
const target = { url: 'https://127.0.0.1:4430', environment: 'mock', adapter: 'https' };
const outcome: ShownOutcome = {
  clause: 'SIG-01',
  verdict: 'pass',
  observations: [],
  cases: 5,
  requests: 9,
  durationMs: 12,
  seed: 7,
};
const [sig01, sig02, idm01] = (['SIG-01', 'SIG-02', 'IDM-01'] as const).map((clause) =>
  aboutOf(detailsOf('provider', { clause }).annotation),
);
const planned = [sig01, sig02, idm01].flatMap((about) => about ?? []);

test('a test carries its party, clause and operation as annotations, and clause and operation as tags', () => {
  const operation = contractOf('deposits-v3').operations[0];
  assert.ok(operation);
  const { tag, annotation } = detailsOf('client', { clause: 'SIG-01', operation });
  assert.deepEqual(tag, ['@SIG-01', `@${operation.id}`]);
  assert.deepEqual(aboutOf(annotation), { role: 'client', clause: 'SIG-01', operation: operation.id });
  assert.deepEqual(detailsOf('receiver', { clause: 'RCV-01' }).tag, ['@RCV-01']);
  assert.throws(() => aboutOf([{ type: 'issue', description: 'RCV-01' }]), /no annotations/);
});

test('a test that crashed is a harness error of the clause and operation that it was about', () => {
  const about = { role: 'provider', clause: 'SIG-01', operation: 'createDeposit' } as const;
  const gathered = new PartyReport(run, party, [about]);
  const shown = gathered.add(about, undefined, { status: 'failed', durationMs: 3, error: 'worker process exited unexpectedly' });
  assert.deepEqual([shown.clause, shown.subject, shown.verdict, shown.blame], ['SIG-01', 'createDeposit', 'harness-error', 'harness']);
  const report = gathered.report('a-run', 10, true);
  assert.deepEqual([report.decision.name, report.decision.exitCode, report.run.finished], ['none', 3, true]);
  assert.match(report.clauses[0]?.note ?? '', /exited unexpectedly/);
});

test('a report says of each planned clause what came of it, and is unfinished while one is open', () => {
  const gathered = new PartyReport(run, party, planned);
  gathered.add({ role: 'provider', clause: 'SIG-01' }, { outcome, target }, { status: 'passed', durationMs: 12 });
  gathered.add({ role: 'provider', clause: 'SIG-02' }, undefined, { status: 'interrupted', durationMs: 1 });
  assert.equal(gathered.ended, false);
  const report = gathered.report('a-run', 10, true);
  assert.deepEqual(
    new Map(report.clauses.map(({ id, verdict }) => [id, verdict])),
    new Map([
      ['SIG-01', 'pass'],
      ['SIG-02', 'not-observed'],
      ['IDM-01', 'not-observed'],
    ]),
  );
  assert.equal(report.target.url, 'https://127.0.0.1:4430/');
  assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
});

test('a run that was disturbed is unfinished, though every test has ended', () => {
  const gathered = new PartyReport(run, party, planned.slice(0, 1));
  gathered.add({ role: 'provider', clause: 'SIG-01' }, { outcome, target }, { status: 'passed', durationMs: 12 });
  assert.equal(gathered.ended, true);
  assert.equal(gathered.report('a-run', 10, true).decision.name, 'partial');
  assert.equal(gathered.report('a-run', 10, false).decision.name, 'incomplete');
});

test('what a test shows of other clauses is judged, and is kept a few times', () => {
  const asked = planned.slice(0, 1);
  const gathered = new PartyReport(run, party, asked);
  const seen = (number: number): ShownOutcome => ({ ...outcome, clause: 'HDR-01', subject: `seen in test ${number}`, verdict: 'fail' });
  const beside = [1, 2, 3, 4, 5].map(seen);
  gathered.add({ role: 'provider', clause: 'SIG-01' }, { outcome, target, beside }, { status: 'passed', durationMs: 12 });
  assert.equal(gathered.ended, true);
  const report = gathered.report('a-run', 10, true);
  assert.deepEqual(
    report.clauses.map(({ id, verdict, subjects }) => [id, verdict, subjects.length]),
    [
      ['HDR-01', 'fail', 3],
      ['SIG-01', 'pass', 1],
    ],
  );
  assert.equal(report.decision.name, 'not-certified');
});

test('a report adds up what the calls of all tests met, and has no coverage where nothing was counted', () => {
  const cell = { operation: 'states', of: '200', judged: 2, exercised: 1 };
  const covered = { statuses: [cell], keywords: [], headers: [] };
  const gathered = new PartyReport(run, party, planned);
  assert.equal(gathered.report('a-run', 10, true).parts[0]?.coverage, undefined);
  for (const clause of ['SIG-01', 'SIG-02'] as const)
    gathered.add({ role: 'provider', clause }, { outcome: { ...outcome, clause }, target, covered }, { status: 'passed', durationMs: 12 });
  const { coverage } = gathered.report('a-run', 10, true).parts[0] ?? {};
  assert.deepEqual(
    coverage?.statuses.filter(({ judged }) => judged > 0),
    [{ ...cell, judged: 4, exercised: 2 }],
  );
  assert.ok(coverage.keywords.length > 0 && coverage.headers.length > 0);
});
