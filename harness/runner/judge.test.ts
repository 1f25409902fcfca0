import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../reports/report.ts';

const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-parties-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

async function ended(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [command, 'run', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, complaint };
}

/** The one report in a folder of reports. */
function reportIn(reports: string): { readonly run: string; readonly report: Report } {
  const [run = '', ...others] = readdirSync(reports).filter((name) => name !== 'latest');
  assert.deepEqual(others, []);
  return { run, report: JSON.parse(readFileSync(join(reports, run, 'report.json'), 'utf8')) as Report };
}

test('each party has its section, and all of them one decision and one report', async () => {
  const reports = join(folder, 'reports');
  const { code, output, complaint } = await ended(['--clause', 'SIG-02,NTF-08,SIG-11', '--seed', '3', '--reports', reports]);
  assert.equal(code, 0, output + complaint);
  const places = [/, provider: \d+ clause tests/, /, client: 1 clause test,/, /, notification sender: 1 clause test,/, /^Partial /m].map(
    (what) => output.search(what),
  );
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
    output,
  );
  assert.equal(output.match(/^Partial /gm)?.length, 1);
  // For each party only a part was asked, and that comes first.
  assert.match(output, /^Partial {2}Asked: 3 of \d+ owed clauses\. .*It is not a certificate\.$/m);
  // One line of totals, in which each clause counts once.
  assert.deepEqual(output.match(/^ +\d+ clauses: .*$/gm), ['  3 clauses: 3 passed']);
  const { run, report } = reportIn(reports);
  assert.deepEqual(
    report.parts?.map(({ parties, decision }) => [parties, decision]),
    [
      [['provider'], 'partial'],
      [['client'], 'partial'],
      [['sender'], 'partial'],
    ],
  );
  assert.match(readFileSync(join(reports, run, 'index.html'), 'utf8'), /notification sender<\/b>/);
});

test('a party that cannot be opened keeps no other from being judged, and then the run certifies nothing', async () => {
  const reports = join(folder, 'partly');
  const config = join(folder, 'partly.yaml');
  const client = fileURLToPath(new URL('../../references/client.ts', import.meta.url));
  writeFileSync(
    config,
    JSON.stringify({ client: { command: `"${process.execPath}" "${client}"` }, receiver: { url: 'http://127.0.0.1:9/notifications' } }),
  );
  const args = ['--config', config, '--clause', 'SIG-11,RCV-04', '--seed', '1', '--reports', reports];
  const { code, output, complaint } = await ended(args);
  assert.equal(code, 3, output + complaint);
  assert.match(complaint, /^countersign: Notification receiver: .*receiver/m);
  const { report } = reportIn(reports);
  assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
  assert.deepEqual(
    report.clauses.map(({ id, verdict }) => [id, verdict]),
    [['SIG-11', 'pass']],
  );
});

test('parties that a configuration judges by two profiles are refused before anything is judged', async () => {
  const config = join(folder, 'profiles.yaml');
  const receiver = {
    url: 'http://127.0.0.1:9/notifications',
    profile: 'strict',
    start: { command: ['node', 'none.js'], environment: { SIGNATURE: '{apiSignature}' } },
  };
  writeFileSync(config, JSON.stringify({ client: { command: 'none' }, receiver }));
  const { code, output, complaint } = await ended(['--config', config, '--seed', '1', '--reports', join(folder, 'none')]);
  assert.match(complaint, /^countersign: .*the client by the profile onekey and the receiver by strict: give both one --profile/, output);
  assert.deepEqual([code, output], [3, '']);
});
