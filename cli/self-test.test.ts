import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { senderVariants } from '../self-test/conforming/sender/catalogue.ts';
import { senderFaults } from '../self-test/faults/sender/catalogue.ts';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));

function selfTest(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'self-test', ...args], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

test('--list prints kind, id and title of every counterpart of the party, one line each', () => {
  const lines = selfTest('--role', 'sender', '--list').trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(/ {2,}/)),
    [...senderVariants.map(({ id, title }) => ['variant', id, title]), ...senderFaults.map(({ id, title }) => ['fault', id, title])],
  );
});

test('--list --only --json gives those whose id holds the text, as data', () => {
  assert.deepEqual(JSON.parse(selfTest('--role', 'sender', '--list', '--only', 'sixth-repeat', '--json')), [
    {
      id: 'sixth-repeat',
      title: senderFaults.find(({ id }) => id === 'sixth-repeat')?.title,
      kind: 'fault',
      breaks: ['NTF-03'],
      mayBreak: [],
    },
  ]);
});

test('--write-map writes what each fault must break and may break, and says where a file cannot be written', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-map-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'map.md');
  assert.equal(selfTest('--write-map', file), '');
  const map = readFileSync(file, 'utf8').split('\n');
  assert.ok(map.includes('| sender | sixth-repeat | NTF-03 |  |'));
  assert.ok(map.includes('| receiver | duplicates-told-by-date | RCV-03 | RCV-12 |'));
  const { status, stderr } = spawnSync(process.execPath, [command, 'self-test', '--write-map', folder], { encoding: 'utf8' });
  assert.equal(status, 3);
  assert.match(stderr, /--write-map.*EISDIR/);
});

test('the former name works, and says the new one', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'faults', '--role', 'sender', '--list'], { encoding: 'utf8' });
  assert.deepEqual(
    [status, stdout, stderr],
    [
      0,
      selfTest('--role', 'sender', '--list'),
      '`npx countersign faults` is now `npx countersign self-test`. The former name works for one release.\n',
    ],
  );
});

test('--watched says which clauses see a fault in what it sends, and which faults show only when they are asked', () => {
  const lines = (only: string) => selfTest('--role', 'client', '--watched', '--only', only).trimEnd().split('\n');
  assert.match(lines('skew-kept-for-ever')[0] ?? '', /^seen {6}skew-kept-for-ever {2}by .*CLK-06/);
  const [row, sums] = lines('success-invented');
  assert.match(row ?? '', /^unseen {4}success-invented {2}breaks CLT-01$/);
  assert.match(sums ?? '', /^Seed 1, watched only: 0 of 1 fault seen in the requests, 0 false alarms/);
  assert.match(lines('circuit-breaker')[0] ?? '', /^quiet {5}circuit-breaker$/);
});
