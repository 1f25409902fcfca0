import type { Axis, AxisValue, Neighbour, Predecessor } from '../../arbitraries/axes/axis.ts';
import { axes as allAxes } from '../../arbitraries/axes/catalogue.ts';
import { coveringArray } from '../../arbitraries/covering-array.ts';
import type { AxisCame } from '../../audit/coverage.ts';
import { contentOf, usualAnswerBytes } from '../../core/content.ts';
import { type Exchange, headerValue, type WireRequest, withoutHeader } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { weakOracle } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderRole } from '../../roles/provider.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf, requestOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isRefusal, isSuccess, refused, seen } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { Inconclusive, Indeterminate, Violation } from '../violation.ts';
import { declinedWithoutEffect, inGroups, isSentAlike, judgeNegativeCase, type NegativeCase } from './negative-case.ts';
import { backwards } from './wrong-signature.ts';

/** The axes with only those values that every server has to take. */
export function owedOf({ axes = allAxes }: ProviderTestEnvironment): readonly Axis[] {
  return axes.flatMap((axis) => {
    const [usual, ...others] = axis.values;
    const owed = others.filter((value) => value.owed);
    return owed.length === 0 ? [] : [{ ...axis, values: [usual, ...owed] }];
  });
}

/** What all calls of one question have in common, and what must not matter to the rule. */
export interface Circumstance {
  /** The values, for people. */
  readonly name: string;
  /** Whether every server has to take all of these values: then a refusal because of them is wrong too. */
  readonly owed: boolean;
  /** Whether a server may give all of them the same answer. */
  readonly anonymous: boolean;
  /** Calls to another environment, with the same values. */
  readonly vary: (env: ProviderTestEnvironment, calls: ValidCalls) => ValidCalls;
}

/**
 * Asks a rule once, of calls that all have the same circumstance: the control and its negative case alike. It throws as a clause test does; where the
 * result is inconclusive, the circumstance itself was refused.
 */
export type AxisQuestion = (varied: ValidCalls, operation: Operation, circumstance: Circumstance) => Promise<void>;

/** How many rows of the covering array a test asks in addition to the single values. */
const rowsAsked = 6;

/** From this scale of a run on, all acting calls are asked. Below it, the same share of them. */
export const allActingFrom = 0.25;

/** An id that nothing has. */
const unknownId = '999999999999999';

/** One choice of values, of different axes. */
type Row = readonly (readonly [axis: Axis, value: AxisValue])[];

/** Rows in which the values of two axes meet. Made once, because that takes a while. */
const mixedRows = new WeakMap<readonly Axis[], readonly Row[]>();

function mixedOf(axes: readonly Axis[]): readonly Row[] {
  const sizes = axes.map(({ values }) => values.length);
  const mixed =
    mixedRows.get(axes) ??
    coveringArray(sizes, 1)
      .map((numbers) =>
        axes.flatMap((axis, at): Row => {
          const value = axis.values[numbers[at] ?? 0];
          return value === undefined || value === axis.values[0] ? [] : [[axis, value]];
        }),
      )
      .filter((row) => row.length > 1);
  mixedRows.set(axes, mixed);
  return mixed;
}

/**
 * First each value by itself, then rows in which the values of several axes meet. The seed selects the rows. A small budget leaves out rows first.
 */
function rowsOf(axes: readonly Axis[], run: ClauseRun): readonly Row[] {
  const single = axes.flatMap((axis) => axis.values.slice(1).map((value): Row => [[axis, value]]));
  const most = Math.round(rowsAsked * run.scale);
  if (most === 0) return single;
  const mixed = mixedOf(axes);
  const from = run.shop.below(mixed.length);
  return [...single, ...[...mixed, ...mixed].slice(from, from + most)];
}

/**
 * Asks a rule along all axes: with each value that the target allows, of each operation, or of the operations in turn. It records axis and value of
 * what was judged.
 *
 * @param anonymousActing whether operations that act are asked with values that everybody may get one answer for
 * @throws whatever the question throws, except that it could not be judged
 */
export async function alongAxes(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  ask: AxisQuestion,
  each: 'all' | 'one' = 'one',
  anonymousActing: 'too' | 'never' = 'never',
): Promise<void> {
  const { can } = env.provider;
  const { coverage, turn } = questionOf(run);
  const axes = env.axes ?? allAxes;
  const note = (axis: Axis, value: AxisValue, came: AxisCame): void =>
    env.coverage?.along({ clause: run.clause, axis: axis.name, value: value.name }, came);
  for (const axis of axes) {
    for (const value of axis.values.slice(1)) {
      const fit = operations.filter((operation) => hasShapeFor([[axis, value]], operation));
      if (fit.length > 0) note(axis, value, isAble([[axis, value]], can) ? 'not-asked' : 'capability');
    }
  }
  try {
    const possible = rowsOf(axes, run).flatMap((row, at) => {
      const isAnonymous = row.some(([, { anonymous }]) => anonymous);
      const able = operations
        .filter((operation) => isAble(row, can) && hasShapeFor(row, operation))
        .filter(({ method }) => method === 'GET' || !isAnonymous || anonymousActing === 'too');
      return (each === 'all' ? able : able.slice((turn + at) % able.length).slice(0, 1)).map((operation) => ({ row, operation }));
    });
    const cases = possible.filter(({ operation }) => operation.method === 'GET' || isWithin(run));
    const left = possible.length - cases.length;
    if (left > 0) run.observe(weakOracle(said('axes-cut', { left, of: possible.length }), said('raise-creations')));
    await inGroups(run, cases, async ({ row, operation }) => {
      if (run.expired()) return;
      run.countCases(1);
      const values = row.map(([, value]) => value);
      const circumstance: Circumstance = {
        name: values.map(({ name }) => name).join(', '),
        owed: values.every(({ owed }) => owed),
        anonymous: values.some(({ anonymous }) => anonymous),
        vary: (there, theirs) => variedBy(row, there, theirs),
      };
      const keep = (came: 'judged' | 'refused'): void => {
        for (const [axis, value] of row) {
          const known = coverage.get(axis) ?? new Map<string, 'judged' | 'refused'>();
          if (known.get(value.name) !== 'judged') known.set(value.name, came);
          note(axis, value, came === 'judged' ? 'judged' : 'exercised');
          coverage.set(axis, known);
        }
      };
      try {
        keep(await judged(() => repeated(row, env, run, calls, operation, () => ask(variedBy(row, env, calls), operation, circumstance))));
      } catch (error) {
        // The value that shows a breach was judged, too.
        if (error instanceof Violation) keep('judged');
        throw error;
      }
    });
  } finally {
    for (const [axis, came] of coverage) {
      const all = (how: 'judged' | 'refused') => axis.values.flatMap(({ name }) => (came.get(name) === how ? [name] : [])).join(', ');
      const refusedOnes = all('refused');
      run.observeLast({ subject: said('along-axis', { axis: axis.name }), seen: all('judged') || said('no-value-of-axis') });
      run.observeLast({ subject: said('along-axis-refused', { axis: axis.name }), seen: refusedOnes });
    }
  }
}

/** What each value came to: `judged` where any question of the clause test could be judged with it. */
type CoverageOfAxes = Map<Axis, Map<string, 'judged' | 'refused'>>;

interface Questions {
  /** What all questions of a clause test have covered. */
  readonly coverage: CoverageOfAxes;
  /** The operation that is the first in turn. Each question of a run begins with the next one, so that together they meet a value with several. */
  readonly turn: number;
}

const questions = new WeakMap<ClauseRun, Questions>();

/** One more question of a clause test. The seed selects with which operation the first one begins. */
function questionOf(run: ClauseRun): Questions {
  const before = questions.get(run);
  const now: Questions = before === undefined ? { coverage: new Map(), turn: run.shop.below(1000) } : { ...before, turn: before.turn + 1 };
  questions.set(run, now);
  return now;
}

/** Whether one more acting call is within the budget. Reads cost less, so all are asked. The seed selects which acting calls are left out. */
function isWithin({ scale, shop }: ClauseRun): boolean {
  return shop.below(1000) < (1000 * scale) / allActingFrom;
}

const shapes = {
  body: ({ requestBody }) => requestBody !== undefined,
  read: ({ method }) => method === 'GET',
  act: ({ method }) => method !== 'GET',
} as const satisfies Readonly<Record<string, (operation: Operation) => boolean>>;

const isShape = (need: Capability | keyof typeof shapes): need is keyof typeof shapes => need in shapes;

const needsOf = (row: Row) => row.flatMap(([axis, { needs = [] }]) => [...axis.needs, ...needs]);

/** Whether a call of an operation has what these values change. */
function hasShapeFor(row: Row, operation: Operation): boolean {
  return needsOf(row).every((need) => !isShape(need) || shapes[need](operation));
}

/** Whether the target has the capabilities for these values. */
function isAble(row: Row, can: ReadonlySet<Capability>): boolean {
  return needsOf(row).every((need) => isShape(need) || can.has(need));
}

/** Asks as many times in a row as the values say, and with the calls between that they say. */
async function repeated(
  row: Row,
  { provider }: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operation: Operation,
  ask: () => Promise<void>,
): Promise<void> {
  const values = row.map(([, value]) => value);
  if (values.every(({ times: often, beside }) => often === undefined && beside === undefined)) return ask();
  const usual = await predecessor('own', provider, calls, operation);
  const beside = values.flatMap((value) => value.beside ?? []).map((kind) => neighbour(kind, provider, usual));
  const sendAll = () => Promise.all(beside.map(({ call, sending }) => provider.send(draftOf(call), sending)));
  const times = Math.max(1, ...values.flatMap((value) => value.times ?? []));
  for (let time = 0; time < times; time += 1) {
    // A call between, or none: nodes that take turns do not stay in step with a negative case and its control.
    if (time > 0 && run.shop.below(2) === 1) await provider.send(draftOf(usual));
    const [end] = await Promise.all([Promise.allSettled([ask()]), sendAll(), sendAll()]);
    if (end[0].status === 'rejected') throw end[0].reason;
  }
}

function neighbour(
  kind: Neighbour,
  { secondMerchant, secondEnvironment }: ProviderRole,
  call: Call,
): { readonly call: Call; readonly sending: Sending } {
  const credentials = kind === 'other-merchant' ? secondMerchant : kind === 'second-environment' ? secondEnvironment : undefined;
  return {
    call: credentials === undefined ? call : { ...call, credentials },
    sending: kind === 'second-environment' ? { environment: 'second' } : {},
  };
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

/** The same calls, each with the values of a row. What is made for them first is made as usual. */
function variedBy(row: Row, env: ProviderTestEnvironment, calls: ValidCalls): ValidCalls {
  const call = async (operation: Operation): Promise<Call> => {
    const made = await calls.call(operation);
    const [before] = row.flatMap(([, value]) => value.before ?? []);
    const ahead = before && (await predecessor(before.call, env.provider, calls, operation));
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
  return { ...calls, call, send: async (one) => withoutCoding(await calls.send(one)) };
}

/**
 * The exchange with the decoded content of its answer as its body. Content that is not in the coding that it names stays as it came.
 *
 * @throws Indeterminate where all codings are accepted and the server chose one that is not known here
 */
function withoutCoding(exchange: Exchange): Exchange {
  const { answer } = exchange;
  if (answer.kind === 'none') return exchange;
  const content = contentOf(answer.response, usualAnswerBytes);
  if (content.kind === 'unknown-coding' && headerValue(exchange.request.headers, 'Accept-Encoding')?.includes('*'))
    throw new Indeterminate(said('content-coding-unknown'), 'harness', [exchange]);
  if (content.kind !== 'content' || content.bytes === answer.response.body) return exchange;
  const response = { ...answer.response, headers: withoutHeader(answer.response.headers, 'Content-Encoding'), body: content.bytes };
  return { ...exchange, answer: { ...answer, response } };
}

/** A call that reads, or the operation itself where none reads. */
async function predecessor(kind: Predecessor, provider: ProviderRole, calls: ValidCalls, operation: Operation): Promise<Call> {
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

/**
 * Asks along all axes whether negative cases are refused: each of them, or those of `inTurn` one after the other. The control is sent in the same
 * way. Where it is not accepted, nothing is judged.
 */
export async function refusedAlongAxes(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  each: readonly NegativeCase[],
  { inTurn = [], of = 'one' }: { readonly inTurn?: readonly NegativeCase[]; readonly of?: 'all' | 'one' } = {},
): Promise<void> {
  let turn = run.shop.below(Math.max(1, inTurn.length));
  const ask: AxisQuestion = async (varied, operation, { name, anonymous }) => {
    turn += 1;
    const along = (negative: NegativeCase): NegativeCase => ({
      ...negative,
      difference: said('along-axis-difference', { id: operation.id, difference: negative.difference, circumstance: name }),
    });
    const [last, ...others] = [...each, ...inTurn.slice(turn % inTurn.length).slice(0, 1)].map(along);
    if (last === undefined) return;
    if (anonymous && operation.method !== 'GET') return refusedWithoutEffect(clause, env, calls, await varied.call(operation), last);
    if (anonymous) return refusedUnlikeUnknown(clause, env, varied, operation, last);
    const control = await varied.call(operation);
    const sent = await Promise.all(
      others
        .filter(({ from }) => !isSentAlike(control, from(control)))
        .map(async ({ from, difference, sending }) => ({
          exchange: await env.provider.send(draftOf(from(control)), sending),
          difference,
        })),
    );
    for (const { exchange, difference } of sent)
      if (isSuccess(exchange)) refused(clause, exchange, { difference }, [await varied.send(control)].filter(isSuccess));
    await judgeNegativeCase(clause, env, { ...varied, call: async () => control }, operation, last);
    for (const { exchange, difference } of sent) refused(clause, exchange, { difference });
  };
  await alongAxes(env, run, calls, operations, ask, of, 'too');
}

/** Judges a negative case that everybody may get a success for, of an operation that acts: its control in the usual way shows that nothing was done. */
async function refusedWithoutEffect(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  varied: Call,
  { from, difference, sending }: NegativeCase,
): Promise<void> {
  const { variedAs: _varied, ...control } = varied;
  await declinedWithoutEffect(clause, env, calls, control, from(varied), difference, () => {}, sending);
}

/** The call for a resource that does not exist, or without a parameter that it needs: only who looks at what is asked for refuses it. */
function withoutResult(call: Call): Call | undefined {
  const id = call.operation.parameters.find((parameter) => parameter.in === 'path');
  if (id !== undefined) return { ...call, parameters: { ...call.parameters, [id.name]: unknownId } };
  const needed = call.operation.parameters.find(isNeededInQuery);
  if (needed === undefined) return undefined;
  const { [needed.name]: _needed, ...parameters } = call.parameters;
  return { ...call, parameters };
}

/** Whether an operation refuses a call without this parameter of its query. */
export function isNeededInQuery({ in: place, required }: Operation['parameters'][number]): boolean {
  return place === 'query' && required;
}

/** Judges a negative case that everybody may get a success for: it shows something where what has no result gets none. */
async function refusedUnlikeUnknown(
  clause: ClauseId,
  { provider }: ProviderTestEnvironment,
  calls: ValidCalls,
  operation: Operation,
  { difference, from, sending }: NegativeCase,
): Promise<void> {
  const control = await calls.call(operation);
  const exchange = await provider.send(draftOf(from(control)), sending);
  if (!isSuccess(exchange)) return refused(clause, exchange, { difference });
  const pointless = withoutResult(control);
  const nobody = pointless === undefined ? exchange : await provider.send(draftOf(from(pointless)), sending);
  if (isRefusal(nobody)) broken(clause, reason('refused'), seen(exchange), [nobody, exchange], { difference });
  throw new Indeterminate(said('answered-alike', { id: operation.id }), 'implementation', [exchange, nobody]);
}

/**
 * Judges that a key is the same key however its requests are sent: the first one with a circumstance and its repeat as usual, the opposite,
 * or both with it.
 *
 * @param same whether the repeat of an accepted first request is as the clause requires
 */
export async function keyedAlongAxes(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  variedIs: 'first' | 'repeat' | 'both',
  judge: (operation: Operation, call: Call, exchanges: readonly [Exchange, Exchange], circumstance: Circumstance) => Promise<void> | void,
): Promise<void> {
  await alongAxes(env, run, calls, operations, async (varied, operation, circumstance) => {
    const call: Call = { ...(await varied.call(operation)), idempotencyKey: run.shop.key() };
    const { variedAs: _varied, ...usual } = call;
    const exchange = await varied.send(variedIs === 'repeat' ? usual : call);
    const again = await varied.send(variedIs === 'first' ? usual : call);
    const unusual = variedIs === 'first' ? exchange : again;
    if (!isSuccess(exchange) || !isSuccess(unusual)) throw new Indeterminate(answerText(unusual), 'implementation', [exchange, again]);
    await judge(operation, call, [exchange, again], circumstance);
  });
}
