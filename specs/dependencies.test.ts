import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseOf, clauses, isClauseId } from './clauses/catalogue.ts';
import { dependencies } from './dependencies.ts';

const partyOf = (id: string): string => (isClauseId(id) ? clauseOf(id).party : '');

test('a clause depends on clauses of its own party', () => {
  for (const rows of [dependencies.brokenWith, dependencies.judgedAfter])
    for (const [id, before] of rows) for (const one of before) assert.equal(partyOf(one), partyOf(id), `${id} depends on ${one}`);
});

test('no clause depends on itself, in any number of steps', () => {
  const visit = (id: string, passed: readonly string[]): void => {
    assert.ok(!passed.includes(id), [...passed, id].join(' → '));
    for (const before of dependencies.brokenWith.get(id) ?? []) visit(before, [...passed, id]);
  };
  for (const { id } of clauses) visit(id, []);
});
