import covertable from 'covertable';

/**
 * Rows in which each value of a factor meets each value of every other one at least once: a pairwise covering array. Values are given by number, and
 * a row has one for each factor.
 *
 * @param sizes how many values each factor has
 * @param seed selects one of all such arrays
 */
export function coveringArray(sizes: readonly number[], seed: number): readonly (readonly number[])[] {
  const factors = sizes.map((size) => [...Array(size).keys()]);
  if (factors.length === 0) return [];
  // A single factor has no pairs.
  if (factors.length === 1) return factors.flatMap((values) => values.map((value) => [value]));
  return covertable.make(factors, { seed, sorter: covertable.sorters.hash }) as number[][];
}
