import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { reserved } from '../specs/clauses/reserved.ts';
import type { SourceDocument } from '../specs/types/sources.ts';
import { contractFolders, isGap, sourcesIn } from './sources.ts';

/** Statements that only future clauses will cover. This number may only fall. */
const gaps = 0;

const statements = contractFolders.map(sourcesIn).flatMap((document) => document.statements);

test('every statement of the two source documents is mapped, once and in order', () => {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual(
    statements.map(({ id }) => id),
    [...numbered('A', 41), ...numbered('B', 11)],
  );
});

test('the number of gaps only falls', () => {
  const found = statements.filter(isGap).map(({ id }) => id);
  assert.ok(found.length <= gaps, `${found.length} statements are gaps, and ${gaps} were: ${found.join(', ')}.`);
  assert.ok(found.length >= gaps, `Only ${found.length} statements are gaps: lower \`gaps\` in schemas/sources.test.ts.`);
});

test('a map that does not fit is refused, and the message names the place', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sources-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const read = (row: string): SourceDocument => {
    writeFileSync(join(folder, 'sources.yaml'), `title: T\nurl: https://example.com/\nstatements:\n  - ${row}\n`);
    return sourcesIn(pathToFileURL(`${folder}/`));
  };
  assert.equal(read('{ id: A-01, statement: One., where: x, clauses: [SIG-01, USE-01] }').statements.length, 1);
  const wrong: readonly (readonly [row: string, says: RegExp])[] = [
    ['{ id: A-01, statement: One., where: x }', /^Error: \/statements\/0: /],
    ['{ id: A-1, statement: One., where: x, reason: y }', /^Error: \/statements\/0\/id: /],
    ['{ id: A-01, statement: One., where: x, clauses: [] }', /^Error: \/statements\/0\/clauses: /],
    ['{ id: A-01, statement: One., where: x, clause: [SIG-01] }', /^Error: \/statements\/0: /],
    ['{ id: A-01, statement: One., where: x, clauses: [XYZ-01] }', /A-01 names XYZ-01/],
  ];
  for (const [row, says] of wrong) assert.throws(() => read(row), says, row);
});

test('a gap has reserved clauses alone', () => {
  const statement = { id: 'A-01', statement: 'One.', where: 'x' };
  assert.ok(isGap({ ...statement, clauses: [reserved[0]] }));
  assert.ok(!isGap({ ...statement, clauses: [reserved[0], 'SIG-01'] }));
  assert.ok(!isGap({ ...statement, clauses: [reserved[0]], feature: 'One.' }));
  assert.ok(!isGap({ ...statement, reason: 'One.' }));
});
