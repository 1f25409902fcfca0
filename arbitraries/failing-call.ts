import { coveringArray } from './covering-array.ts';

/** The subject of a call: usual values, those at the documented limits, and those that charsets spell differently. */
export const valuesOfCalls = ['ordinary', 'extreme', 'beyond-ascii'] as const;

/** When a call that met a failure is repeated. */
export const momentsOfRepeats = ['at-once', 'beside-another', 'when-its-date-is-stale', 'after-a-new-start'] as const;

/** A call that meets a failure, and the repeat of it. */
export interface FailingCall<Operation, Failure> {
  readonly operation: Operation;
  readonly failure: Failure;
  readonly value: (typeof valuesOfCalls)[number];
  readonly moment: (typeof momentsOfRepeats)[number];
}

/**
 * Calls in which each operation, failure, value and moment meets each of the others.
 *
 * @param seed selects one of all such sets
 */
export function failingCalls<Operation, Failure>(
  operations: readonly Operation[],
  failures: readonly Failure[],
  seed: number,
): readonly FailingCall<Operation, Failure>[] {
  if (operations.length === 0) return [];
  const axes = [operations, failures, valuesOfCalls, momentsOfRepeats] as const;
  return coveringArray(
    axes.map(({ length }) => length),
    seed,
  ).flatMap(([operation = 0, failure = 0, value = 0, moment = 0]) => {
    const [ofOperation, ofFailure, ofValue, ofMoment] = [
      operations[operation],
      failures[failure],
      valuesOfCalls[value],
      momentsOfRepeats[moment],
    ];
    if (ofOperation === undefined || ofFailure === undefined || ofValue === undefined || ofMoment === undefined) return [];
    return [{ operation: ofOperation, failure: ofFailure, value: ofValue, moment: ofMoment }];
  });
}
