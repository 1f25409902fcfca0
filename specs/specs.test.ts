import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ambiguities, ambiguityOf, type Interpretations } from './ambiguities.ts';
import type { Ambiguity } from './ambiguity.ts';
import type { Clause } from './clause.ts';
import { type ClauseId, clauseOf, clauses, clauseUnder, isClauseId } from './clauses/catalogue.ts';
import { reserved } from './clauses/reserved.ts';
import type { Profile } from './profile.ts';
import { type ProfileId, profileOf, profiles } from './profiles/catalogue.ts';

const everyClause: readonly Clause[] = clauses;
const everyAmbiguity: readonly Ambiguity[] = ambiguities;
const everyProfile: readonly Profile[] = profiles;
const ambiguityIds: ReadonlySet<string> = new Set(everyAmbiguity.map(({ id }) => id));

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

test('an interpretation names its ambiguities, and each exists', () => {
  for (const { id, basis } of everyClause) {
    if (basis.kind !== 'interpretation') continue;
    assert.ok(basis.ambiguities.length > 0, `${id} names no ambiguity`);
    for (const ambiguity of basis.ambiguities) assert.ok(ambiguityIds.has(ambiguity), `${id} names ${ambiguity}, which does not exist`);
  }
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

test('ambiguity ids run from C1 without a gap', () => {
  assert.deepEqual(
    everyAmbiguity.map(({ id }) => id),
    everyAmbiguity.map((_, index) => `C${index + 1}`),
  );
});

test('an ambiguity has a point, its evidence and at least two interpretations with different meanings', () => {
  for (const ambiguity of ambiguities) {
    const { id, point, evidence, interpretations }: Ambiguity = ambiguity;
    assertSentence(point, id);
    assertSentence(evidence, id);
    const names = Object.keys(interpretations);
    assert.ok(names.length >= 2, `${id} has one interpretation only`);
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/, id);
    for (const meaning of Object.values(interpretations)) assertSentence(meaning, id);
    assert.deepEqual(repeated(Object.values(interpretations)), [], id);
    assert.equal(ambiguityOf(ambiguity.id), ambiguity);
  }
});

test('each profile uses one existing interpretation of each ambiguity and nothing else', () => {
  for (const profile of everyProfile) {
    const chosen: Readonly<Record<string, string>> = profile.interpretations;
    assert.deepEqual(Object.keys(chosen).sort(), [...ambiguityIds].sort(), profile.id);
    for (const { id, interpretations } of everyAmbiguity) {
      const interpretation = chosen[id];
      assert.ok(
        interpretation !== undefined && Object.hasOwn(interpretations, interpretation),
        `${profile.id} uses ${interpretation} for ${id}, which is not an interpretation of it`,
      );
    }
  }
});

test('a misspelled interpretation does not compile', () => {
  // @ts-expect-error The interpretation is `inclusive`.
  const chosen: Interpretations['C4'] = 'inclusiv';
  assert.equal(chosen, 'inclusiv');
});

test('the norm uses the first interpretation of each ambiguity', () => {
  const chosen: Readonly<Record<string, string>> = profileOf('onekey').interpretations;
  for (const { id, interpretations } of everyAmbiguity) assert.equal(chosen[id], Object.keys(interpretations)[0], id);
});

test('what a profile requires are ambiguities that exist, each once', () => {
  for (const { id, requires } of everyProfile) {
    for (const ambiguity of requires) assert.ok(ambiguityIds.has(ambiguity), `${id} requires ${ambiguity}`);
    assert.deepEqual(repeated(requires), [], id);
  }
});

test('strict requires more than the norm, lenient less', () => {
  const norm: Profile = profileOf('onekey');
  const strict: Profile = profileOf('strict');
  const lenient: Profile = profileOf('lenient');
  for (const ambiguity of norm.requires) assert.ok(strict.requires.includes(ambiguity), ambiguity);
  assert.ok(strict.requires.length > norm.requires.length);
  assert.ok(lenient.requires.length < norm.requires.length);
});

test('profiles are found by their ids, and their schemes are what a header can carry', () => {
  assert.deepEqual(repeated(everyProfile.map(({ id }) => id)), []);
  for (const profile of everyProfile) {
    assert.equal(profileOf(profile.id), profile);
    assert.match(profile.scheme, /^[A-Za-z0-9]+$/, profile.id);
  }
  assert.equal(profileOf('none'), undefined);
});

test('a profile raises levels and lowers none, and raises to a must only what is not a mere interpretation', () => {
  const order = ['observe', 'should', 'must'];
  for (const profile of everyProfile) {
    for (const clause of clauses) {
      const { level } = clauseUnder(profile, clause);
      assert.ok(order.indexOf(level) >= order.indexOf(clause.level), `${profile.id} ${clause.id}`);
      if (level === 'must') assert.notEqual(clause.basis.kind, 'interpretation', `${profile.id} ${clause.id}`);
    }
  }
  const level = (id: ProfileId): string => clauseUnder(profileOf(id), clauseOf('RCV-11')).level;
  assert.deepEqual([level('onekey'), level('strict')], ['should', 'must']);
});
