import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { outsideOf, rolesOf } from './judged-roles.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-roles-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const usual = { contract: 'deposits-v3', mode: 'run', level: 'full', seed: 1, reports: 'reports/out' } as const;

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('without a role everything that the options describe is judged', () => {
  assert.deepEqual(rolesOf(usual), ['provider', 'client', 'receiver', 'sender']);
  assert.deepEqual(rolesOf({ ...usual, role: 'sender' }), ['sender']);
  assert.deepEqual(rolesOf({ ...usual, client: 'node client.js' }), ['client']);
  assert.deepEqual(rolesOf({ ...usual, clauses: ['RCV-01', 'SIG-09'] }), ['client', 'receiver']);
  assert.deepEqual(rolesOf({ ...usual, grep: 'zzz' }), ['provider']);
});

test('a configuration names who is judged, and a party that is not judged is named', () => {
  const both = written('both.yaml', 'target:\n  url: https://127.0.0.1:1\nreceiver:\n  url: http://127.0.0.1:1/n\n');
  assert.deepEqual(rolesOf({ ...usual, config: both }), ['provider', 'receiver']);
  const config = written('receiver.yaml', 'receiver:\n  url: http://127.0.0.1:1/n\n');
  assert.deepEqual(rolesOf({ ...usual, config }), ['receiver']);
  assert.match(
    outsideOf({ ...usual, config }, ['receiver']),
    /The run covers the parties that .* describes: notification receiver\. Not covered: provider \(.*`target`\), client/,
  );
  // Nobody else is judged by this contract.
  const omise = written('omise.yaml', 'target:\n  url: https://127.0.0.1:1\nkeyUse:\n  mails: mails\n');
  const all = outsideOf({ ...usual, contract: 'omise', config: omise }, ['provider', 'key-use']);
  assert.match(all, /describes: provider, [^.]*\.\n$/);
  const client = written('client.yaml', 'client:\n  command: node client.js\n');
  assert.deepEqual(rolesOf({ ...usual, config: client }), ['client']);
  assert.deepEqual(rolesOf({ ...usual, sources: ['.'] }), ['client']);
  // The reader of the whole file reports what is wrong with it.
  for (const text of ['', ': :\n- {', 'other: 1'])
    assert.deepEqual(rolesOf({ ...usual, config: written('wrong.yaml', text) }), ['provider']);
  assert.deepEqual(rolesOf({ ...usual, config: join(folder, 'missing.yaml') }), ['provider']);
});
