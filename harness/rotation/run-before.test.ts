import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { wholeFacts } from '../../reports/example.ts';
import { buildReport, type Report } from '../../reports/report.ts';
import { differenceFrom, runBefore } from './run-before.ts';

type Changed = Parameters<typeof wholeFacts>[1];

function reportOf(id: string, changed: Changed = {}, party: 'provider' | 'client' = 'provider'): Report {
  const facts = wholeFacts(party, changed);
  return buildReport({ ...facts, run: { ...facts.run, id } });
}

describe('the run before a rotation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-before-'));
  const keep = (name: string, text: string): void => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'report.json'), text);
  };
  const old = reportOf('2026-01-01', { 'ROT-02': { verdict: 'fail' } });
  const { url } = old.target;
  before(() => {
    keep(old.run.id, JSON.stringify(old));
    keep('2026-01-02', JSON.stringify(reportOf('2026-01-02', { 'ROT-04': { verdict: 'untestable' } })));
    // None of these judged a rotation, or can be relied on.
    const alone = buildReport({ ...wholeFacts('client'), clauses: [], outcomes: [] });
    keep('2026-01-03', JSON.stringify(alone));
    keep('2026-01-04', 'not JSON');
    keep('2026-01-05', JSON.stringify(reportOf('2026-01-05')).replaceAll('"verdict":"pass"', '"verdict":"fail"'));
    mkdirSync(join(folder, '2026-01-06'));
  });
  after(() => rmSync(folder, { recursive: true }));

  test('it is the last one of the folder that judged a rotation of the target and was not altered', () => {
    assert.equal(runBefore(undefined, folder, url)?.id, '2026-01-02');
    assert.equal(runBefore(undefined, folder, 'https://elsewhere.example.com'), undefined);
    assert.equal(runBefore(undefined, join(folder, 'none'), url), undefined);
  });

  test('it is the one that is named, if it can be read', () => {
    assert.equal(runBefore(join(folder, old.run.id), folder, url)?.id, old.run.id);
    assert.throws(() => runBefore(join(folder, '2026-01-04'), folder, url), /2026-01-04 cannot be read/);
  });

  test('what was asked now is compared with it, and nothing else', () => {
    const facts = wholeFacts('provider', { 'ROT-01': { verdict: 'fail' } });
    const rotation = ({ id, clause = id }: { readonly id?: string; readonly clause?: string }): boolean =>
      clause?.startsWith('ROT-') === true;
    const now = buildReport({ ...facts, outcomes: facts.outcomes.filter(rotation), clauses: facts.clauses.filter(rotation) });
    const kept = runBefore(join(folder, old.run.id), folder, url);
    assert.ok(kept);
    const text = differenceFrom(kept, now);
    assert.match(text, /ROT-01: pass → fail/);
    assert.match(text, /ROT-02: fail → pass/);
    assert.doesNotMatch(text, /SIG-/);
  });
});
