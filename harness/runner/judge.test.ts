import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../reports/report.ts';

const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-parties-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('each party has its section, and all of them one decision and one report', async () => {
  const reports = join(folder, 'reports');
  const args = ['run', '--clause', 'SIG-02,NTF-08,SIG-11', '--seed', '3', '--reports', reports];
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  assert.equal(code, 0, output);
  const places = [/, provider: \d+ clause tests/, /, client: 1 clause tests/, /, notification sender: 1 clause tests/, /^Certified /m].map(
    (what) => output.search(what),
  );
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
    output,
  );
  assert.equal(output.match(/^Certified /gm)?.length, 1);
  assert.match(output, /certified the mock and the references.*`countersign init`/);
  // One line of totals: who adds up lines counts each clause once.
  assert.deepEqual(output.match(/^ +\d+ clauses: .*$/gm), ['  3 clauses: 3 passed']);
  const [run = ''] = readdirSync(reports).filter((name) => name !== 'latest');
  assert.deepEqual(readdirSync(reports).sort(), [run, 'latest'].sort());
  const report = JSON.parse(readFileSync(join(reports, run, 'report.json'), 'utf8')) as Report;
  assert.deepEqual(
    report.parts?.map(({ parties, decision }) => [parties, decision]),
    [
      [['provider'], 'certified'],
      [['client'], 'certified'],
      [['sender'], 'certified'],
    ],
  );
  assert.match(readFileSync(join(reports, run, 'index.html'), 'utf8'), /notification sender<\/b>/);
});
