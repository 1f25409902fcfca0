import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf, shippedContracts } from '../schemas/contracts.ts';
import { clauses } from '../specs/clauses/catalogue.ts';
import { reserved } from '../specs/clauses/reserved.ts';
import { statementOf } from './sentences.ts';

const ids = [...clauses.map(({ id }) => id), ...reserved];
const noWords = {};

for (const [whose, words] of [
  ...shippedContracts.map((id) => [`the contract ${id}`, contractOf(id).words] as const),
  ['a contract without words', noWords] as const,
]) {
  test(`the statements are single, whole sentences that tell clauses apart, in the words of ${whose}`, () => {
    const statements = ids.map((id) => statementOf(id, words));
    for (const [index, statement] of statements.entries()) {
      assert.match(statement, /^[A-Z].*\.$/u, ids[index]);
      assert.doesNotMatch(statement, /[{}[\]]|\s{2}|\.\.$|\s\.$|\b(the|an?) (the|an?)\b|undefined/u, `${ids[index]}: ${statement}`);
      assert.ok(statement.length <= 160, `${ids[index]}: a title of ${statement.length} characters is not read`);
    }
    assert.equal(new Set(statements).size, statements.length);
  });
}

test('a contract names things, and English finds the article', () => {
  assert.equal(
    statementOf('CLK-02', { date: 'X-Date', tolerance: '5 s' }),
    'An X-Date clearly ahead (more than 5 s, 1 s of resolution and the measured uncertainty) is blocked.',
  );
  assert.match(statementOf('CLK-02', noWords), /^A date clearly ahead \(more than the tolerance, /);
  assert.equal(statementOf('AUT-09', { login: 'X-Login' }), 'The answer of read-only endpoints to a call without X-Login is recorded.');
  assert.equal(statementOf('AUT-09', noWords), 'The answer of read-only endpoints to a call without the login is recorded.');
  assert.equal(statementOf('SIG-12', noWords), 'The limits of the scheme are recorded.');
  assert.equal(statementOf('SIG-13', noWords), 'The answers to an upper-case hash are recorded.');
});

test('words that repeat a figure of the contract agree with it', () => {
  for (const { words, scheme } of shippedContracts.map(contractOf)) {
    if (scheme.date !== undefined) assert.equal(words.tolerance, `${scheme.date.toleranceMs / 1000} s`);
  }
});
