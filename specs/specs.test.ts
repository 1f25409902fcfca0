import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CatalogueClause } from './clause.ts';
import { type ClauseId, clauseOf, clauses, isClauseId } from './clauses/catalogue.ts';
import { reserved } from './clauses/reserved.ts';

const everyClause: readonly CatalogueClause[] = clauses;

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

test('clause ids are well-formed and unique', () => {
  for (const { id } of everyClause) assert.match(id, /^[A-Z]{3}-\d{2,3}$/);
  assert.deepEqual(repeated(everyClause.map(({ id }) => id)), []);
});

test('a reserved id is well-formed, unique, and not in the catalogue yet', () => {
  for (const id of reserved) {
    assert.match(id, /^[A-Z]{3}-\d{2}$/);
    assert.equal(isClauseId(id), false, `${id} is in the catalogue: take it out of specs/clauses/reserved.ts`);
  }
  assert.deepEqual(repeated(reserved), []);
});

test('a clause is found by its id, and no other text is one', () => {
  for (const clause of clauses) assert.equal(clauseOf(clause.id), clause);
  assert.ok(isClauseId('SIG-02'));
  for (const text of ['', 'XYZ-99', 'sig-02', ' SIG-02', 'constructor']) assert.equal(isClauseId(text), false, text);
  // @ts-expect-error A wrong id does not compile.
  const wrong: ClauseId = 'XYZ-99';
  assert.throws(() => clauseOf(wrong), /XYZ-99/);
});
