import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { readContract } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
import { contractOf, shippedContracts } from './contracts.ts';

const shipped = shippedContracts.map((id) => contractOf(id));
const everyClause = shipped.flatMap(({ clauses }) => [...clauses.values()]);

test('a must stands on seed, docs or a derivation, never on an interpretation', () => {
  assert.deepEqual(
    everyClause.filter(({ level, basis }) => level === 'must' && basis.kind === 'interpretation'),
    [],
  );
});

test('the sentences of a basis have no loose space or period', () => {
  assert.ok(everyClause.length > 100, `only ${everyClause.length} clauses`);
  for (const { id, basis } of everyClause) {
    for (const text of [basis.sentence, basis.kind === 'derived' ? basis.argument : undefined]) {
      if (text !== undefined) assert.doesNotMatch(text, /\s{2}|\.\.$|\s\.$/u, `${id}: "${text}"`);
    }
  }
});

/** The contract with another clauses.yaml and without its own profiles. */
function judging(text: string) {
  const { files } = contractOf('deposits-v3');
  return readContract('edited', { text: (path) => (path === 'clauses.yaml' ? text : files.text(path)), names: () => [] });
}

const seed = 'basis: { kind: seed, sentence: A. }';

test('a clause of the catalogue without a row is not judged', () => {
  const { clauses, profiles } = judging(`clauses: { SIG-01: { level: should, ${seed} } }\n`);
  assert.deepEqual([...clauses.keys()], ['SIG-01']);
  assert.deepEqual(
    [...profiles[0].clauses.values()],
    [{ id: 'SIG-01', party: 'provider', level: 'should', basis: { kind: 'seed', sentence: 'A.' } }],
  );
  assert.ok(isClauseId('SIG-02'));
});

test('what is wrong in the table is named by its path', () => {
  for (const [text, message] of [
    [`clauses: { XYZ-99: { level: must, ${seed} } }`, 'clauses.yaml/clauses/XYZ-99 clause-unknown'],
    [`clauses: { SIG-01: { level: may, ${seed} } }`, 'clauses.yaml/clauses/SIG-01/level not-of-schema'],
    ['clauses: { SIG-01: { level: must, basis: { kind: hope, sentence: A. } } }', 'clauses.yaml/clauses/SIG-01/basis'],
    [
      'clauses: { SIG-01: { level: should, basis: { kind: interpretation, ambiguities: [C999] } } }',
      'clauses.yaml/clauses/SIG-01/basis/ambiguities clause-by-unknown-ambiguity {"ambiguity":"C999"}',
    ],
  ] as const) {
    assert.throws(
      () => judging(text),
      (error) => error instanceof ContractFault && error.message.includes(message),
      `should say: ${message}`,
    );
  }
});
