import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { wholeFacts } from '../reports/example.ts';
import { buildReport, type Report } from '../reports/report.ts';

const program = fileURLToPath(new URL('./countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-merge-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, report: Report): string {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'report.json'), JSON.stringify(report));
  return place;
}

function merged(...places: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'merge', ...places, '--reports', join(folder, 'out')], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const named = (facts: ReturnType<typeof wholeFacts>, id: string) => buildReport({ ...facts, run: { ...facts.run, id } });

test('reports of several parties become one certificate', () => {
  const { status, stdout, stderr } = merged(
    written('receiver', named(wholeFacts('receiver'), 'one')),
    written('sender', named(wholeFacts('sender'), 'two')),
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Certified \(level full\)/);
  const run = readFileSync(join(folder, 'out', 'latest'), 'utf8').trim();
  // What was merged can be merged again.
  assert.equal(merged(join(folder, 'out', run)).status, 0);
});

test('a report with control characters is refused, and they do not reach the terminal', () => {
  const report = named(wholeFacts('receiver'), 'escapes');
  const { status, stdout, stderr } = merged(written('escapes', { ...report, profile: { ...report.profile, title: '\u001b[2J' } }));
  assert.deepEqual([status, stdout], [3, '']);
  assert.match(stderr, /escapes is not a report: \/profile\/title has a character that changes how a terminal shows it\.\n$/);
  assert.ok(!stderr.includes('\u001b'));
});

test('a report whose failed verdicts were flipped is refused with one sentence, and nothing is written', () => {
  const failed = named(wholeFacts('receiver', { 'RCV-03': { verdict: 'fail' } }), 'flipped');
  assert.equal(merged(written('failed', failed)).status, 1);
  const flipped = JSON.parse(JSON.stringify(failed).replaceAll('"verdict":"fail"', '"verdict":"pass"')) as Report;
  const { status, stdout, stderr } = merged(written('flipped', flipped));
  assert.deepEqual([status, stdout], [3, '']);
  assert.match(
    stderr,
    /^countersign: flipped is refused: decision of the run flipped is not-certified, and the outcomes give certified\.\n$/,
  );
});
