import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClauseId, clauseUnder } from '../specs/clauses/catalogue.ts';
import { type Profile, profileOf } from '../specs/profile.ts';
import type { AmbiguityId, Interpretations } from '../specs/types/ambiguities.ts';
import { type Contract, readContract } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
import { contractOf, shippedContracts } from './contracts.ts';

const shipped: readonly Contract[] = shippedContracts.map(contractOf);
const contract = contractOf('deposits-v3');

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

/** The profile of that id. */
function named(id: string): Profile {
  return profileOf(contract, id) ?? assert.fail(`The profile ${id} does not exist.`);
}

/** The contract with other texts in some files, and with the given profiles. */
function edited(texts: Readonly<Record<string, string>>, profiles?: readonly string[]): Contract {
  const { files } = contract;
  return readContract('edited', {
    text: (path) => texts[path] ?? files.text(path),
    names: (folder) => (folder === 'profiles' ? (profiles ?? files.names(folder)) : files.names(folder)),
  });
}

test('ambiguity ids run from 1 without a gap behind the letter of the contract', () => {
  for (const { id, ambiguities } of shipped) {
    const letter = ambiguities[0]?.id.charAt(0);
    assert.deepEqual(
      ambiguities.map((ambiguity) => ambiguity.id),
      ambiguities.map((_, index) => `${letter}${index + 1}`),
      id,
    );
  }
  const letters = shipped.flatMap(({ ambiguities }) => ambiguities[0]?.id.charAt(0) ?? []);
  assert.deepEqual(repeated(letters), [], 'two contracts begin with one letter');
});

test('an ambiguity has sentences without loose spaces, and interpretations with different meanings', () => {
  for (const { id, point, evidence, interpretations } of shipped.flatMap(({ ambiguities }) => ambiguities)) {
    for (const text of [point, evidence, ...Object.values(interpretations)]) {
      assert.doesNotMatch(text, /\s{2}|\.\.$|\s\.$/u, `${id}: "${text}" has a loose space or period`);
    }
    assert.deepEqual(repeated(Object.values(interpretations)), [], id);
  }
});

test('each profile has one existing interpretation of each ambiguity of a shipped contract and nothing else', () => {
  const every = shipped.flatMap(({ ambiguities }) => ambiguities.map(({ id }) => id)).sort();
  for (const { ambiguities, profiles } of shipped) {
    for (const profile of profiles) {
      const chosen: Readonly<Record<string, string>> = profile.interpretations;
      assert.deepEqual(Object.keys(chosen).sort(), every, profile.id);
      for (const { id, interpretations } of ambiguities) {
        assert.ok(
          Object.hasOwn(interpretations, chosen[id] ?? ''),
          `${profile.id} has ${chosen[id]} for ${id}, which is not an interpretation of it`,
        );
      }
    }
  }
});

test('a misspelled ambiguity or interpretation does not compile', () => {
  // @ts-expect-error The interpretation is `inclusive`.
  const chosen: Interpretations['C4'] = 'inclusiv';
  // @ts-expect-error No contract has this ambiguity.
  const id: AmbiguityId = 'C999';
  assert.deepEqual([chosen, id], ['inclusiv', 'C999']);
});

test('the norm has the first interpretation of each ambiguity', () => {
  for (const { ambiguities, profiles } of shipped) {
    const chosen: Readonly<Record<string, string>> = profiles[0].interpretations;
    for (const { id, interpretations } of ambiguities) assert.equal(chosen[id], Object.keys(interpretations)[0], id);
  }
});

test('a profile takes from the one that it extends what it does not name', () => {
  assert.deepEqual(
    contract.profiles.map(({ id, scheme }) => [id, scheme]),
    [
      ['onekey', 'D24'],
      ['lenient', 'D24'],
      ['limepay', 'LIMEPAY'],
      ['okp', 'OKP'],
      ['pandablue', 'Pandablue'],
      ['strict', 'D24'],
      ['tupay', 'TUPAY'],
    ],
  );
  const { interpretations, requires } = named('tupay');
  assert.deepEqual([interpretations.C2, interpretations.C6, requires], ['brand-only', 'replay', ['C1']]);
  assert.deepEqual([named('strict').interpretations.C6, named('lenient').requires], ['refuse', []]);
  assert.equal(profileOf(contract, 'none'), undefined);
});

test('a contract without profiles has one, with its scheme word and the first interpretations', () => {
  const { profiles } = edited({}, []);
  assert.equal(profiles.length, 1);
  assert.deepEqual([profiles[0].id, profiles[0].scheme, profiles[0].requires], ['edited', 'D24', []]);
  assert.deepEqual(profiles[0].interpretations, contract.profiles[0].interpretations);
});

test('what is wrong in a profile or an ambiguity is named by its file and its path', () => {
  const profile = (text: string) => () => edited({ 'profiles/okp.yaml': `title: OKP\n${text}\n` });
  for (const [work, message] of [
    [profile('extends: onekey\ninterpretations: { C99: x }'), 'profiles/okp.yaml/interpretations/C99 ambiguity-unknown'],
    [
      profile('extends: onekey\ninterpretations: { C4: x }'),
      'profiles/okp.yaml/interpretations/C4 interpretation-unknown {"known":"inclusive, exclusive',
    ],
    [profile('extends: onekey\nrequires: [C99]'), 'profiles/okp.yaml/requires/0 required-ambiguity-unknown {"ambiguity":"C99"}'],
    [profile('extends: onekey\nlevels: { XYZ-99: must }'), 'profiles/okp.yaml/levels/XYZ-99 level-of-unknown-clause'],
    [profile('extends: onekey\nlevels: { RCV-11: observe }'), 'profiles/okp.yaml/levels/RCV-11 not-of-schema'],
    [profile('extends: nobody'), 'profiles/okp.yaml/extends extends-in-circle'],
    [profile('extends: okp'), 'profiles/okp.yaml/extends extends-in-circle'],
    [profile(''), 'profiles/onekey.yaml/extends norm-twice {"norm":"okp"}'],
    [profile('extends: onekey\nplays: {}'), 'profiles/okp.yaml not-of-schema {"rule":"must NOT have additional properties: '],
    [
      () => edited({ 'ambiguities.yaml': 'ambiguities: [{ id: C1, point: A., evidence: B., interpretations: { one: C. } }]\n' }),
      'ambiguities.yaml/ambiguities/0/interpretations not-of-schema {"rule":"must NOT have fewer than 2 properties"}',
    ],
  ] as const) {
    assert.throws(work, (error) => error instanceof ContractFault && error.message.includes(message), `should say: ${message}`);
  }
});

test('strict requires more than the norm, lenient less', () => {
  const [norm, strict, lenient] = [named('onekey'), named('strict'), named('lenient')];
  for (const ambiguity of norm.requires) assert.ok(strict.requires.includes(ambiguity), ambiguity);
  assert.ok(strict.requires.length > norm.requires.length);
  assert.ok(lenient.requires.length < norm.requires.length);
});

test('a profile raises levels and lowers none, and raises to a must only what is not a mere interpretation', () => {
  const order = ['observe', 'should', 'must'];
  for (const [norm, profile] of shipped.flatMap(({ profiles }) => profiles.map((each) => [profiles[0], each] as const))) {
    for (const { id, level, basis } of profile.clauses.values()) {
      assert.ok(order.indexOf(level) >= order.indexOf(clauseUnder(norm, id).level), `${profile.id} ${id}`);
      if (level === 'must') assert.notEqual(basis.kind, 'interpretation', `${profile.id} ${id}`);
    }
  }
  const level = (profile: string, id: ClauseId): string => clauseUnder(named(profile), id).level;
  assert.deepEqual([level('onekey', 'RCV-11'), level('strict', 'RCV-11')], ['should', 'must']);
});
