import type { WireRequest } from '../core/exchange.ts';
import { distance } from '../core/nearest.ts';
import type { Contract, Operation } from './contract.ts';

/** The operation of a contract that a call resembles most. */
export interface Nearest {
  readonly operation: Operation;
  /** The distance of the call from it: 0 is the same, 1 is a segment of the path too many, too few or entirely different. */
  readonly distance: number;
}

/** A request with the right path and another method is still a call of that path. */
const otherMethod = 0.5;

/** A path parameter takes any text. A literal segment that matches is nearer than one that anything matches. */
const anyText = 0.05;

/** The operation that is nearest to a request line, by its path and then its method; undefined where the contract has no operation. */
export function nearestOperation({ operations }: Pick<Contract, 'operations'>, method: string, target: string): Nearest | undefined {
  const segments = segmentsOf(target.split(/[?#]/, 1)[0] ?? '');
  let nearest: Nearest | undefined;
  for (const operation of operations) {
    const distance = between(segmentsOf(operation.path), segments) + (operation.method === method ? 0 : otherMethod);
    if (nearest === undefined || distance < nearest.distance) nearest = { operation, distance };
  }
  return nearest;
}

/** The members that a contract documents for the body of a request, by name. */
export function membersOf(
  contract: Pick<Contract, 'operations'>,
  { method, target }: Pick<WireRequest, 'method' | 'target'>,
): readonly string[] {
  return Object.keys(nearestOperation(contract, method, target)?.operation.requestBody?.properties ?? {});
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** How many segments have to be changed, inserted or removed. A misspelled one counts by its share of wrong letters. */
function between(known: readonly string[], sent: readonly string[]): number {
  // A request line may have thousands of segments; with more than these it resembles nothing.
  const wanted = sent.slice(0, 4 * known.length + 8);
  let above = wanted.map((_, at) => at).concat(wanted.length);
  for (const [row, segment] of known.entries()) {
    const line = [row + 1];
    for (const [at, other] of wanted.entries()) {
      const changed = (above[at] ?? 0) + difference(segment, other);
      line.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}

/** From 0, the same, to 1, another word. */
function difference(known: string, sent: string): number {
  if (known.startsWith('{')) return anyText;
  if (known === sent) return 0;
  const [left, right] = [known.toLowerCase(), sent.toLowerCase()];
  if (left === right) return anyText;
  // A much longer text is another word and is not compared, because it comes from outside.
  return right.length > 2 * left.length ? 1 : distance(left, right) / Math.max(left.length, right.length);
}
