import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clause } from './clause.ts';
import { type ClauseId, clauseOf, clauses, isClauseId } from './clauses/catalogue.ts';
import { reserved } from './clauses/reserved.ts';

const everyClause: readonly Clause[] = clauses;

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

/** Asserts that a text is a sentence or sentences, as a person reads it: begins well, ends with a period, has no loose space. */
function assertSentence(text: string, where: string): void {
  assert.match(text, /^[^\s.].*\.$/u, `${where}: "${text}" is not a sentence`);
  assert.doesNotMatch(text, /\s{2}|\.\.$|\s\.$/u, `${where}: "${text}" has a loose space or period`);
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

test('a must stands on seed, docs or a derivation, never on an interpretation', () => {
  const unfounded = everyClause.filter(({ level, basis }) => level === 'must' && basis.kind === 'interpretation');
  assert.deepEqual(unfounded, []);
});

test('every basis carries its sentence, and a derived one its argument', () => {
  for (const { id, basis } of everyClause) {
    if (basis.sentence !== undefined) assertSentence(basis.sentence, id);
    if (basis.kind === 'derived') assertSentence(basis.argument, id);
  }
});

test('a clause is found by its id, and no other text is one', () => {
  for (const clause of clauses) assert.equal(clauseOf(clause.id), clause);
  assert.ok(isClauseId('SIG-02'));
  for (const text of ['', 'XYZ-99', 'sig-02', ' SIG-02', 'constructor']) assert.equal(isClauseId(text), false, text);
  // @ts-expect-error A wrong id does not compile.
  const wrong: ClauseId = 'XYZ-99';
  assert.throws(() => clauseOf(wrong), /XYZ-99/);
});
