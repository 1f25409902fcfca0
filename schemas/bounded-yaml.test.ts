import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundedYaml, YamlWithoutMeasure } from './bounded-yaml.ts';

const names = [...'abcdefghi'];
const ninefold = names.map((name, at) => `${name}: &${name} [${Array(9).fill(at === 0 ? 'x' : `*${names[at - 1]}`)}]`);
const chain = Array.from({ length: 200 }, (_, at) => `x${at}: &x${at} [${at === 0 ? 1 : `*x${at - 1}`}]`);

for (const [what, text] of [
  ['aliases of aliases, nine of each', ninefold.join('\n')],
  ['a chain of aliases', chain.join('\n')],
  ['an anchor that contains itself', 'a: &a [*a]'],
  ['an anchor that contains itself, deeper', 'a: &a { b: [{ c: *a }] }'],
  ['lists in lists', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['members in members', `a: ${'{b: '.repeat(50_000)}`],
] as const)
  test(`without measure: ${what}`, () => {
    assert.throws(() => boundedYaml(text), YamlWithoutMeasure);
  });

test('aliases that a person writes are read', () => {
  const { value } = boundedYaml('a: &a { b: 1 }\nc: [*a, *a]\nd: { e: *a }');
  assert.deepEqual(value, { a: { b: 1 }, c: [{ b: 1 }, { b: 1 }], d: { e: { b: 1 } } });
});
