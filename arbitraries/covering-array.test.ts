import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { coveringArray } from './covering-array.ts';

/** Pairs of two factors that an array misses. */
function missing(sizes: readonly number[], rows: readonly (readonly number[])[]): readonly string[] {
  return sizes.flatMap((first, one) =>
    sizes.slice(one + 1).flatMap((second, after) => {
      const other = one + 1 + after;
      const pairs = [...Array(first).keys()].flatMap((a) => [...Array(second).keys()].map((b) => [a, b] as const));
      return pairs
        .filter(([a, b]) => !rows.some((row) => row[one] === a && row[other] === b))
        .map(([a, b]) => `${one}:${a} with ${other}:${b}`);
    }),
  );
}

test('each pair of values of two factors is in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }), fc.nat(), (sizes, seed) => {
      assert.deepEqual(missing(sizes, coveringArray(sizes, seed)), []);
    }),
    { seed: 1, numRuns: 40 },
  );
});

const vector = [
  [1, 1, 0],
  [0, 0, 0],
  [2, 0, 1],
  [0, 1, 1],
  [1, 0, 2],
  [2, 1, 2],
  [2, 0, 0],
  [0, 0, 2],
  [1, 0, 1],
];

// Fixed, so that another version of the generator with other rows is noticed.
test('the array of a seed stays what it was', () => {
  assert.deepEqual(coveringArray([3, 2, 3], 7), vector);
  assert.notDeepEqual(coveringArray([3, 2, 3], 8), vector);
});

test('one factor gives each of its values, and none gives no row', () => {
  assert.deepEqual(coveringArray([3], 1), [[0], [1], [2]]);
  assert.deepEqual(coveringArray([], 1), []);
});
