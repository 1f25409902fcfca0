import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clause } from './clause.ts';
import { type ClauseId, clauseOf, clauses, clauseUnder, isClauseId } from './clauses/catalogue.ts';
import { reserved } from './clauses/reserved.ts';
import type { Dispute } from './dispute.ts';
import { disputeOf, disputes, type Readings } from './disputes.ts';
import type { Profile } from './profile.ts';
import { type ProfileId, profileOf, profiles } from './profiles/catalogue.ts';

const everyClause: readonly Clause[] = clauses;
const everyDispute: readonly Dispute[] = disputes;
const everyProfile: readonly Profile[] = profiles;
const disputeIds: ReadonlySet<string> = new Set(everyDispute.map(({ id }) => id));

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

test('a must stands on seed, docs or a derivation, never on a reading', () => {
  const unfounded = everyClause.filter(({ level, basis }) => level === 'must' && basis.kind === 'reading');
  assert.deepEqual(unfounded, []);
});

test('a reading names its disputes, and each exists', () => {
  for (const { id, basis } of everyClause) {
    if (basis.kind !== 'reading') continue;
    assert.ok(basis.disputes.length > 0, `${id} names no dispute`);
    for (const dispute of basis.disputes) assert.ok(disputeIds.has(dispute), `${id} names ${dispute}, which does not exist`);
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

test('dispute ids run from C1 without a gap', () => {
  assert.deepEqual(
    everyDispute.map(({ id }) => id),
    everyDispute.map((_, index) => `C${index + 1}`),
  );
});

test('a dispute has a point, its evidence and at least two readings with different meanings', () => {
  for (const dispute of disputes) {
    const { id, point, evidence, readings }: Dispute = dispute;
    assertSentence(point, id);
    assertSentence(evidence, id);
    const names = Object.keys(readings);
    assert.ok(names.length >= 2, `${id} has one reading only`);
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/, id);
    for (const meaning of Object.values(readings)) assertSentence(meaning, id);
    assert.deepEqual(repeated(Object.values(readings)), [], id);
    assert.equal(disputeOf(dispute.id), dispute);
  }
});

test('each profile plays one existing reading of each dispute and nothing else', () => {
  for (const profile of everyProfile) {
    const plays: Readonly<Record<string, string>> = profile.plays;
    assert.deepEqual(Object.keys(plays).sort(), [...disputeIds].sort(), profile.id);
    for (const { id, readings } of everyDispute) {
      const reading = plays[id];
      assert.ok(
        reading !== undefined && Object.hasOwn(readings, reading),
        `${profile.id} plays ${reading} for ${id}, which is no reading of it`,
      );
    }
  }
});

test('a misspelled reading does not compile', () => {
  // @ts-expect-error The reading is `inclusive`.
  const plays: Readings['C4'] = 'inclusiv';
  assert.equal(plays, 'inclusiv');
});

test('the norm plays the first reading of each dispute', () => {
  const plays: Readonly<Record<string, string>> = profileOf('onekey').plays;
  for (const { id, readings } of everyDispute) assert.equal(plays[id], Object.keys(readings)[0], id);
});

test('what a profile requires are disputes that exist, each once', () => {
  for (const { id, requires } of everyProfile) {
    for (const dispute of requires) assert.ok(disputeIds.has(dispute), `${id} requires ${dispute}`);
    assert.deepEqual(repeated(requires), [], id);
  }
});

test('strict requires more than the norm, lenient less', () => {
  const norm: Profile = profileOf('onekey');
  const strict: Profile = profileOf('strict');
  const lenient: Profile = profileOf('lenient');
  for (const dispute of norm.requires) assert.ok(strict.requires.includes(dispute), dispute);
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

test('a profile raises levels and lowers none, and raises to a must only what is no mere reading', () => {
  const order = ['observe', 'should', 'must'];
  for (const profile of everyProfile) {
    for (const clause of clauses) {
      const { level } = clauseUnder(profile, clause);
      assert.ok(order.indexOf(level) >= order.indexOf(clause.level), `${profile.id} ${clause.id}`);
      if (level === 'must') assert.notEqual(clause.basis.kind, 'reading', `${profile.id} ${clause.id}`);
    }
  }
  const level = (id: ProfileId): string => clauseUnder(profileOf(id), clauseOf('RCV-11')).level;
  assert.deepEqual([level('onekey'), level('strict')], ['should', 'must']);
});
