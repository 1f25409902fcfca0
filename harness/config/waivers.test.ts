import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { readConfiguration } from './provider-configuration.ts';
import { waiversIn } from './waivers.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;
const folder = mkdtempSync(join(tmpdir(), 'countersign-waivers-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const now = Date.UTC(2026, 5, 1);

const waiver = (more: string): string => `waivers:\n  - { ${more} }\n`;
const readIn = (text: string) => {
  const file = join(folder, 'countersign.yaml');
  writeFileSync(file, text);
  return waiversIn(file, profile, now);
};
const read = (more: string) => readIn(waiver(more));

test('a waiver is read with its line, also one that has expired', () => {
  assert.deepEqual(read('clause: END-05, reason: known, owner: me, expires: 2026-05-31, match: { operation: deleteDeposit }'), [
    { clause: 'END-05', reason: 'known', owner: 'me', expires: '2026-05-31', match: { operation: 'deleteDeposit' }, line: 2 },
  ]);
  assert.deepEqual(readIn('client: { command: x }\n'), []);
});

test('what cannot be waived, does not exist, promises nothing, or holds too long is refused with its line', () => {
  const refused: Readonly<Record<string, RegExp>> = {
    'clause: SIG-01, reason: known, owner: me, expires: 2026-06-30': /waivers\[0\]\.clause \(line 2\) is SIG-01: musts of SIG and IDM/,
    'clause: IDM-04, reason: known, owner: me, expires: 2026-06-30': /cannot be waived/,
    'clause: RCV-01, reason: known, owner: me, expires: 2026-06-30': /cannot be waived/,
    'clause: RCV-03, reason: known, owner: me, expires: 2026-06-30': /cannot be waived/,
    'clause: no-clause, reason: known, owner: me, expires: 2026-06-30': /is no-clause, which the contract does not judge/,
    'clause: END-05, reason: known, owner: me, expires: 2026-11-29': /holds at most 180 days ahead, so until 2026-11-28/,
  };
  for (const [more, why] of Object.entries(refused)) assert.throws(() => read(more), why, more);
  const [observe] = [...profile.clauses.values()].filter(({ level }) => level === 'observe');
  assert.throws(() => read(`clause: ${observe?.id}, reason: known, owner: me, expires: 2026-06-30`), /an observe clause/);
  assert.equal(read('clause: END-05, reason: known, owner: me, expires: 2026-11-28').length, 1);
});

test('the form of a waiver is checked with the file', () => {
  const form = (more: string) => () => readConfiguration(waiver(more), () => undefined, contract);
  assert.throws(form('clause: END-05, owner: me, expires: 2026-06-30'), /reason/);
  assert.throws(form('clause: END-05, reason: known, owner: me, expires: 30.06.2026'), /expires/);
  assert.throws(form('clause: END-05, reason: known, owner: me, expires: 2026-06-30, note: x'), /note/);
});
