import type { Axis, AxisValue, Predecessor } from '../../arbitraries/axes/axis.ts';
import { axes } from '../../arbitraries/axes/catalogue.ts';
import { coveringArray } from '../../arbitraries/covering-array.ts';
import type { WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, requestOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { Inconclusive } from '../violation.ts';
import { inGroups, judgeNegativeCase, type NegativeCase } from './negative-case.ts';
import { backwards } from './wrong-signature.ts';

/** What all calls of one question have in common, and what must not matter to it. */
export interface Circumstance {
  /** The values, for people. */
  readonly name: string;
  /** Whether every server has to take all of them: then a refusal for their sake is not right either. */
  readonly owed: boolean;
}

/**
 * Asks a rule once, of calls that all have the same circumstance: the control and its negative alike. It throws as a clause test does; what is inconclusive
 * was refused for the sake of the circumstance.
 */
export type AxisQuestion = (varied: ValidCalls, operation: Operation, circumstance: Circumstance) => Promise<void>;

/** How many rows of the covering array a test asks beside the single values. */
const rowsAsked = 6;

/** One choice of values, of different axes. */
type Row = readonly (readonly [axis: Axis, value: AxisValue])[];

const isUsual = (axis: Axis, value: AxisValue | undefined): boolean => value === axis.values[0];

/** Each value by itself first, then rows in which the values of two axes meet. The seed decides which rows; what a budget leaves out are rows. */
function rowsOf(axes: readonly Axis[], run: ClauseRun): readonly Row[] {
  const single = axes.flatMap((axis) => axis.values.slice(1).map((value): Row => [[axis, value]]));
  if (axes.length < 2) return single;
  const array = coveringArray(
    axes.map(({ values }) => values.length),
    run.seedOf(0),
  );
  const mixed = array.map((numbers) =>
    axes.flatMap((axis, at): Row => {
      const value = axis.values[numbers[at] ?? 0];
      return value === undefined || isUsual(axis, value) ? [] : [[axis, value]];
    }),
  );
  return [...single, ...mixed.filter((row) => row.length > 1).slice(0, Math.round(rowsAsked * run.scale))];
}

/**
 * Asks a rule along axes: of each operation, with each value that the target lets us vary. What was judged is recorded by axis and value.
 *
 * @throws whatever the question throws, except that it could not be judged
 */
export async function alongAxes(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  along: readonly Axis[],
  operations: readonly Operation[],
  ask: AxisQuestion,
): Promise<void> {
  const { can } = env.provider;
  const possible = along.filter(({ needs }) => needs.every((need) => can.has(need)));
  const coverage = new Map<Axis, Map<string, 'judged' | 'refused'>>();
  try {
    const cases = rowsOf(possible, run).flatMap((row) =>
      operations.filter((operation) => canHave(row, operation, can)).map((operation) => ({ row, operation })),
    );
    await inGroups(run, cases, async ({ row, operation }) => {
      if (run.expired()) return;
      run.countCases(1);
      const circumstance = { name: row.map(([, value]) => value.name).join(', '), owed: row.every(([, { owed }]) => owed) };
      const came = await judged(() => ask(variedBy(row, env, calls), operation, circumstance));
      for (const [axis, value] of row) {
        const values = coverage.get(axis) ?? new Map<string, 'judged' | 'refused'>();
        if (values.get(value.name) !== 'judged') values.set(value.name, came);
        coverage.set(axis, values);
      }
    });
  } finally {
    for (const [axis, came] of coverage) {
      const seen = axis.values.flatMap(({ name: value }) => {
        const how = came.get(value);
        return how === undefined ? [] : how === 'judged' ? [value] : [said('axis-value-refused', { value })];
      });
      run.observe({ subject: said('along-axis', { axis: axis.name }), seen: seen.join('; ') });
    }
  }
}

/** Whether a call of an operation can have these values on this target. */
function canHave(row: Row, { requestBody }: Operation, can: ReadonlySet<Capability>): boolean {
  return row.every(([, { needs = [] }]) => needs.every((need) => (need === 'body' ? requestBody !== undefined : can.has(need))));
}

async function judged(ask: () => Promise<void>): Promise<'judged' | 'refused'> {
  try {
    await ask();
    return 'judged';
  } catch (error) {
    if (error instanceof Inconclusive) return 'refused';
    throw error;
  }
}

/** The same calls, each with the values of a row. What is made for them beforehand is made as usual. */
function variedBy(row: Row, env: ProviderTestEnvironment, calls: ValidCalls): ValidCalls {
  const call = async (operation: Operation): Promise<Call> => {
    const made = await calls.call(operation);
    const [before] = row.flatMap(([, value]) => value.before ?? []);
    const ahead = before && (await predecessor(before.call, env, calls, operation));
    return {
      ...made,
      variedAs: (request, now) => {
        const changed = row.reduce<WireRequest>((varied, [, { change }]) => (change ? change(varied) : varied), request);
        if (before === undefined || ahead === undefined) return changed;
        const connection = { before: [requestOf(ahead, now)], ...(before.pipelined ? { pipelined: true as const } : {}) };
        return { ...changed, travel: { ...changed.travel, connection } };
      },
    };
  };
  return { ...calls, call };
}

/** A call that reads, or the operation itself where none does. */
async function predecessor(
  kind: Predecessor,
  { provider }: ProviderTestEnvironment,
  calls: ValidCalls,
  operation: Operation,
): Promise<Call> {
  const read = calls.operations.find(({ method, authentication }) => method === 'GET' && authentication === operation.authentication);
  const call = await calls.call(read ?? operation);
  switch (kind) {
    case 'own':
      return call;
    case 'refused':
      return operation.authentication === 'signed' ? { ...call, hashAs: backwards } : { ...call, authorizationAs: () => '' };
    case 'other-merchant':
      return provider.secondMerchant ? { ...call, credentials: provider.secondMerchant } : call;
  }
}

/** Asks along all axes whether a negative case is refused. The control goes the same way, and where it is not accepted there, nothing is judged. */
export async function refusedAlongAxes(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  { difference, from }: NegativeCase,
): Promise<void> {
  await alongAxes(env, run, calls, axes, operations, (varied, operation, circumstance) =>
    judgeNegativeCase(clause, env, varied, operation, {
      from,
      difference: said('along-axis-difference', { id: operation.id, difference, circumstance: circumstance.name }),
    }),
  );
}
