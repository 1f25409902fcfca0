import fc from 'fast-check';
import { weakOracle } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import type { ClauseRun } from './clause-run.ts';
import { mostAgain, secondChances } from './second-chance.ts';
import { Indeterminate, Violation } from './violation.ts';

/** The share of a property's usual number of cases below which a pass says little. */
const fewest = 0.1;

/** A case whose judgement ended in an error, with its position among the cases of the seed and the smallest form that was found. */
export class CaseError extends Error {
  readonly path: string;
  readonly counterexample: string;
  constructor(path: string, counterexample: string, cause: unknown) {
    super('a case failed', { cause });
    this.name = 'CaseError';
    this.path = path;
    this.counterexample = counterexample;
  }
}

/** An arbitrary that is made anew for each case, for cases with an id that no other case may have. */
export function drawn<T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.constant(undefined).chain(make);
}

/** One case. It is drawn again each time that it is asked: the same shape with new ids. */
type Copies<T> = readonly T[];

/** A case for people: what was drawn, an operation by its id, without functions. */
function caseText(counterexample: readonly [cases: readonly Copies<unknown>[]]): string {
  return counterexample[0].map(([value]) => JSON.stringify(value, shortened) ?? fc.stringify(value)).join('\n');
}

function shortened(_member: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (typeof value !== 'object' || value === null) return value;
  return 'id' in value && 'path' in value && 'method' in value ? value.id : value;
}

/**
 * Judges `cases` values of an arbitrary. It is the only source of randomness.
 *
 * Cases go out in concurrent batches, and a batch that fails shrinks to its one bad case. A clause may ask several properties. Each has a number,
 * which comes before the slash in a path (`2/14:0:1`), so that `run --path` repeats the one that failed.
 *
 * Only a `Violation` shrinks. A case that was lost on its way is asked again as a new one, a few times. Any other error (our own, or a recipe that
 * failed) ends the property at once, because further cases would not add anything.
 *
 * @throws CaseError around the `Violation` of the smallest case, or whatever else ended a case
 * @throws Indeterminate when a case was lost each time, or the time of the run was over before one case was judged
 */
export async function forAll<T>(
  run: ClauseRun,
  arbitrary: fc.Arbitrary<T>,
  cases: number,
  judge: (value: T) => Promise<void>,
): Promise<void> {
  const property = run.nextProperty();
  const wanted = run.path === undefined ? undefined : /^(\d+)\/(.*)$/.exec(run.path);
  if (wanted && Number(wanted[1]) !== property) return;
  const total = Math.max(1, Math.round(cases * run.scale));
  const size = Math.min(run.together, total);
  if (wanted === undefined && total < cases * fewest)
    run.observe(weakOracle(said('cases-cut', { scale: run.scale }), said('raise-creations')));
  let judged = 0;
  let foreign: { readonly error: unknown } | undefined;
  const chances = secondChances(run, size);
  // No empty batch is judged, but the minimum length is 0: fast-check never shrinks what follows the first item below a higher minimum.
  const batch = fc
    .array(fc.clone(arbitrary, 1 + mostAgain), { minLength: 0, maxLength: size, size: 'max' })
    .filter((values) => values.length > 0);
  const result = await fc.check(
    fc.asyncProperty(batch, async (values) => {
      if (foreign || run.expired()) return;
      judged += values.length;
      run.countCases(values.length);
      const ends = await Promise.allSettled(
        values.map((copies) => chances.ask(copies.map((value) => () => run.shop.inOwnManner(() => judge(value))))),
      );
      const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      const violation = errors.find((error) => error instanceof Violation);
      if (violation) throw violation;
      if (errors.length > 0) foreign = { error: errors[0] };
    }),
    {
      seed: run.seedOf(property),
      // A batch holds half of its maximum on average.
      numRuns: Math.ceil(total / ((size + 1) / 2)),
      ...(wanted?.[2] ? { path: wanted[2] } : {}),
    },
  );
  chances.tell();
  if (result.failed && result.counterexamplePath !== null && result.counterexample !== null) {
    throw new CaseError(`${property}/${result.counterexamplePath}`, caseText(result.counterexample), result.errorInstance);
  }
  if (foreign) throw foreign.error;
  if (judged === 0) {
    throw new Indeterminate(said('clause-time-over', { timeLimitMs: run.timeLimitMs, property }), 'configuration', []);
  }
  if (result.failed) throw new Error(`Property ${property} ended without a case to show: ${String(result.errorInstance)}`);
  if (run.expired()) run.observe({ subject: said('cases-of-property', { property }), seen: said('judged-of-about', { judged, total }) });
}
