import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reserved } from '../specs/clauses/reserved.ts';
import type { SourceDocument } from '../specs/types/sources.ts';
import { contractOf } from './contracts.ts';
import { documentsOf, isGap, sourcesOf } from './sources.ts';

/** Statements that only future clauses will cover. This number may only fall. */
const gaps = 0;

const statements = documentsOf(contractOf()).flatMap((document) => document.statements);

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

test('a map that does not fit is refused, and the message names the file and the place', () => {
  const own = (text: string | undefined) => ({ ...contractOf(), id: 'own', source: '/own', files: { text: () => text, names: () => [] } });
  const read = (row: string): SourceDocument => sourcesOf(own(`title: T\nurl: https://example.com/\nstatements:\n  - ${row}\n`));
  assert.throws(() => sourcesOf(own(undefined)), { message: 'sources.yaml file-missing {"contract":"own"}' });
  assert.deepEqual(documentsOf(own(undefined)), []);
  assert.equal(read('{ id: A-01, statement: One., where: x, clauses: [SIG-01, USE-01] }').statements.length, 1);
  const wrong: readonly (readonly [row: string, says: RegExp])[] = [
    ['{ id: A-01, statement: One., where: x }', /^Error: sources\.yaml\/statements\/0 not-of-schema/],
    ['{ id: A-1, statement: One., where: x, reason: y }', /^Error: sources\.yaml\/statements\/0\/id not-of-schema/],
    ['{ id: A-01, statement: One., where: x, clauses: [] }', /^Error: sources\.yaml\/statements\/0\/clauses not-of-schema/],
    ['{ id: A-01, statement: One., where: x, clause: [SIG-01] }', /^Error: sources\.yaml\/statements\/0 not-of-schema/],
    ['{ id: A-01, statement: One., where: x, clauses: [XYZ-01] }', /\/statements\/0\/clauses\/0 statement-of-unknown-clause/],
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
