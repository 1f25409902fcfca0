import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleFacts } from '../../reports/example.ts';
import { nightOf } from '../../reports/history.ts';
import { buildReport } from '../../reports/report.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { takePlace } from '../preflight/lease.ts';
import { UsageError } from '../runner/usage.ts';
import { nightly } from './nightly.ts';

test('two nights do not write into one folder: the history would have one of them twice', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-nightly-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'countersign.yaml');
  writeFileSync(config, 'client: { command: "true" }\n');
  const night = () => nightly({ config, contract: '/nowhere', reports: join(folder, 'reports'), seed: 1 }, 0);
  // The contract is found wrong after the lock, which is given back.
  await assert.rejects(night, /\/nowhere contract-unknown/);
  assert.deepEqual(readdirSync(join(folder, 'reports')), []);
  const lease = takePlace('the folder', join(folder, 'reports', '.lock.json'));
  assert.ok('release' in lease);
  await assert.rejects(night, new RegExp(`reports is in use since .*process ${process.pid}`));
  await lease.release();
});

test('a damaged file of a former night is named before anything is judged, and is left as it is', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-nightly-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'countersign.yaml');
  writeFileSync(config, 'client: { command: "true" }\n');
  const last = nightOf(buildReport(exampleFacts()), 0);
  const [history, report] = [join(folder, 'history.jsonl'), join(folder, last.run, 'report.json')];
  mkdirSync(join(folder, last.run));
  for (const [line, text, named] of [
    ['{"run":7}', '{}', `${history}, line 1`],
    [JSON.stringify(last), '{"format"', report],
    [JSON.stringify(last), '{}', report],
  ] as const) {
    writeFileSync(history, `${line}\n`);
    writeFileSync(report, text);
    await assert.rejects(nightly({ config, contract: 'deposits-v3', reports: folder, seed: 1 }, 0), (error) => {
      assert.ok(error instanceof UsageError);
      assert.ok(error.message.includes(named), error.message);
      return true;
    });
    assert.equal(readFileSync(history, 'utf8') + readFileSync(report, 'utf8'), `${line}\n${text}`);
  }
});

test('the failures of a night are asked again only where the same contract judged it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-nightly-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'countersign.yaml');
  writeFileSync(config, 'client: { command: "true" }\n');
  const { title, version, digest } = contractOf('deposits-v3');
  const facts = exampleFacts();
  /** What is printed before the profile is found wrong, which every run is refused for. */
  const printed = async (judgedBy: string): Promise<string> => {
    const report = buildReport({ ...facts, run: { ...facts.run, contract: { title: judgedBy, version, digest } } });
    assert.ok(report.clauses.some(({ verdict }) => verdict === 'fail'));
    mkdirSync(join(folder, report.run.id), { recursive: true });
    writeFileSync(join(folder, 'history.jsonl'), `${JSON.stringify(nightOf(report, 1))}\n`);
    writeFileSync(join(folder, report.run.id, 'report.json'), JSON.stringify(report));
    const { mock } = t.mock.method(process.stdout, 'write', () => true);
    await assert.rejects(nightly({ config, contract: 'deposits-v3', profile: 'none', reports: folder, seed: 1 }, 0), /none/);
    const text = mock.calls.map(({ arguments: [written] }) => String(written)).join('');
    mock.restore();
    return text;
  };
  assert.match(await printed(title), /Again, because it failed last night/);
  assert.equal(await printed('Another API'), '');
});
