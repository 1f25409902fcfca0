import type { Contract, Operation } from './contract.ts';

/** The operation of a contract that a call resembles most. */
export interface Nearest {
  readonly operation: Operation;
  /** How far the call is from it: 0 is the same, 1 is a segment of the path too many, too few or wholly another. */
  readonly distance: number;
}

/** A request with the right path and another method is still a call of that path. */
const otherMethod = 0.5;

/** A path parameter takes any text; a segment that is spelled out and fits is nearer than one that anything fits. */
const anyText = 0.05;

/** The operation that a request line comes nearest to, by its path and then its method; undefined where the contract has no operation. */
export function nearestOperation({ operations }: Pick<Contract, 'operations'>, method: string, target: string): Nearest | undefined {
  const segments = segmentsOf(target.split(/[?#]/, 1)[0] ?? '');
  let nearest: Nearest | undefined;
  for (const operation of operations) {
    const distance = between(segmentsOf(operation.path), segments) + (operation.method === method ? 0 : otherMethod);
    if (nearest === undefined || distance < nearest.distance) nearest = { operation, distance };
  }
  return nearest;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** How many segments have to be changed, put in or left out, a misspelled one counted by its share of wrong characters. */
function between(known: readonly string[], sent: readonly string[]): number {
  return edits(known, sent, (one, other) => {
    if (one.startsWith('{')) return anyText;
    const [left, right] = [one.toLowerCase(), other.toLowerCase()];
    if (left === right) return one === other ? 0 : anyText;
    // A path of any length comes from outside: a segment that is much longer is another one, and is not compared.
    if (right.length > 2 * left.length) return 1;
    return edits([...left], [...right], (a, b) => (a === b ? 0 : 1)) / Math.max(left.length, right.length);
  });
}

/** The least cost of edits that make one list of another. */
function edits<T>(from: readonly T[], to: readonly T[], change: (one: T, other: T) => number): number {
  // A request line may have thousands of segments; beyond these it resembles nothing.
  const wanted = to.slice(0, 4 * from.length + 8);
  let row = [...Array(wanted.length + 1).keys()];
  for (const [at, one] of from.entries()) {
    const next = [at + 1];
    for (const [index, other] of wanted.entries()) {
      const changed = (row[index] ?? 0) + change(one, other);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
