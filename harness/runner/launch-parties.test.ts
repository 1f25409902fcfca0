import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../reports/report.ts';
import { inTurn, outsideOf, partiesOf } from './launch-parties.ts';

const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-parties-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const usual = { seed: 1, reports: 'reports/out' };

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('without a role everything that the options describe is judged', () => {
  assert.deepEqual(partiesOf(usual), ['provider', 'client', 'receiver', 'sender']);
  assert.deepEqual(partiesOf({ ...usual, role: 'sender' }), ['sender']);
  assert.deepEqual(partiesOf({ ...usual, client: 'node client.js' }), ['client']);
  assert.deepEqual(partiesOf({ ...usual, clauses: ['RCV-01', 'SIG-09'] }), ['client', 'receiver']);
  assert.deepEqual(partiesOf({ ...usual, grep: 'zzz' }), ['provider']);
});

test('a configuration names who is judged, and who is not is told', () => {
  const both = written('both.yaml', 'target:\n  url: https://127.0.0.1:1\nreceiver:\n  url: http://127.0.0.1:1/n\n');
  assert.deepEqual(partiesOf({ ...usual, config: both }), ['provider', 'receiver']);
  const config = written('receiver.yaml', 'receiver:\n  url: http://127.0.0.1:1/n\n');
  assert.deepEqual(partiesOf({ ...usual, config }), ['receiver']);
  assert.match(
    outsideOf({ ...usual, config }, ['receiver']),
    /describes: notification receiver\. Not judged: provider \(.*`target`\), client/,
  );
  const client = written('client.yaml', 'client:\n  command: node client.js\n');
  assert.deepEqual(partiesOf({ ...usual, config: client }), ['client']);
  assert.deepEqual(partiesOf({ ...usual, sources: ['.'] }), ['client']);
  // Who reads it whole says what is wrong with it.
  for (const text of ['', ': :\n- {', 'other: 1'])
    assert.deepEqual(partiesOf({ ...usual, config: written('wrong.yaml', text) }), ['provider']);
  assert.deepEqual(partiesOf({ ...usual, config: join(folder, 'missing.yaml') }), ['provider']);
});

test('what several say at once is told in their order, the first that goes on at once', () => {
  let heard = '';
  const told = inTurn((text) => {
    heard += text;
  });
  const [first, second, third] = [0, 1, 2].map((at) => told.by(at));
  second?.('b1 ');
  first?.('a1 ');
  third?.('c1 ');
  assert.equal(heard, 'a1 ');
  told.ended(2);
  assert.equal(heard, 'a1 ');
  told.ended(0);
  assert.equal(heard, 'a1 b1 ');
  second?.('b2 ');
  assert.equal(heard, 'a1 b1 b2 ');
  told.ended(1);
  assert.equal(heard, 'a1 b1 b2 c1 ');
});

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
