import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { pruneReports } from './pruned.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-31T02:17:00Z');

function run(folder: string, name: string, ageDays: number): void {
  mkdirSync(join(folder, name), { recursive: true });
  const report = join(folder, name, 'report.json');
  writeFileSync(report, '{}');
  utimesSync(report, new Date(now), new Date(now - ageDays * dayMs));
}

test('reports that are too old are deleted; the history, this night and the baseline in any spelling stay', (t) => {
  const reports = mkdtempSync(join(tmpdir(), 'countersign-nightly-'));
  t.after(() => rmSync(reports, { recursive: true }));
  for (const [name, age] of [
    ['baseline', 90],
    ['baseline-2', 90],
    ['release', 90],
    ['old', 31],
    ['young', 29],
    ['tonight', 90],
  ] as const)
    run(reports, name, age);
  run(join(reports, 'again'), 'old', 31);
  writeFileSync(join(reports, 'history.jsonl'), '');
  const relativeFolder = relative(process.cwd(), join(reports, 'baseline'));
  pruneReports(reports, { days: 30, now, pinned: [relativeFolder, join(reports, 'release', 'report.json'), join(reports, 'tonight')] });
  assert.deepEqual(readdirSync(reports).sort(), ['again', 'baseline', 'history.jsonl', 'release', 'tonight', 'young']);
  assert.deepEqual(readdirSync(join(reports, 'again')), []);
});
