import type { Exchange } from '../../core/exchange.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isRefusal, isSuccess, refused, responseOf, type Showing } from '../judgement.ts';
import { mostAgain, secondChances } from '../second-chance.ts';
import type { MadeDeposit, ValidCalls } from '../valid-calls.ts';
import { Indeterminate, Violation } from '../violation.ts';

/** The one thing in which a call differs from its accepted control, where that is not the body or the signature: its credentials, headers or way. */
export interface NegativeCase {
  /** In what it differs: a short noun phrase. */
  readonly difference: string;
  readonly from: (controlCall: Call) => Call;
  readonly sending?: Sending;
}

/** Judges one exchange; throws where the clause was broken. `controls` were accepted. */
export type Judge = (clause: ClauseId, exchange: Exchange, showing: Showing, controls: readonly Exchange[]) => void;

/** How many calls of a list go out at once. */
const atOnce = 16;

/**
 * Runs the work for each item, in groups.
 *
 * A group is awaited to its end, so that no request of a test goes out after the test. Of its errors a violation comes first, because the clause is
 * about it. Work that was lost on its way runs again, so each run makes what it needs.
 */
export async function inGroups<T>(run: ClauseRun, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const chances = secondChances(run, atOnce);
  for (let at = 0; at < items.length; at += atOnce) {
    const group = items.slice(at, at + atOnce);
    const ends = await Promise.allSettled(group.map((item) => chances.ask(attempts(run, item, work))));
    chances.tell();
    const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    const [first] = errors;
    if (errors.length > 0) throw errors.find((error) => error instanceof Violation) ?? first;
  }
}

/** Runs the work for each item as `inGroups` does, but one after the other: where earlier items, or a clock that is set, are part of the question. */
export async function oneByOne<T>(run: ClauseRun, items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const chances = secondChances(run, atOnce);
  try {
    for (const item of items) await chances.ask(attempts(run, item, work));
  } finally {
    chances.tell();
  }
}

/** Runs one piece of work, and again where it was lost on its way. */
export async function secondChance<T>(run: ClauseRun, work: () => Promise<T>): Promise<T> {
  let end: { readonly value: T } | undefined;
  await oneByOne(run, [work], async () => {
    end = { value: await work() };
  });
  if (end === undefined) throw new TypeError('The work ended without a result.');
  return end.value;
}

function attempts<T>(run: ClauseRun, item: T, work: (item: T) => Promise<void>): readonly (() => Promise<void>)[] {
  return Array.from({ length: 1 + mostAgain }, () => () => run.shop.inOwnManner(() => work(item)));
}

/** Operations of which a call can be repeated without creating anything. */
export function readsOf(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((operation) => operation.method === 'GET');
}

/** Operations that change something. */
export function writesOf(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((operation) => operation.method !== 'GET');
}

/** Whether a change shows in nothing that is sent: another login, where the contract has none. */
export function isSentAlike(control: Call, changed: Call): boolean {
  const names = Object.keys({ ...control, ...changed }) as readonly (keyof Call)[];
  return control.form.login === undefined && names.every((name) => name === 'loginAs' || control[name] === changed[name]);
}

/**
 * Judges a negative case that may create something.
 *
 * It goes first and its control after it, with the same invoice id where it creates. The accepted control shows that the negative case had no effect,
 * because an invoice id is used once (C42). Where deposits can be counted, they are.
 *
 * @throws Violation where `judge` finds one, or where the negative case took effect
 * @throws Indeterminate when the control is refused for another reason
 */
export async function declinedWithoutEffect(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  controlCall: Call,
  negative: Call,
  difference: string,
  judge: Judge = refused,
  sending?: Sending,
): Promise<void> {
  if (isSentAlike(controlCall, negative)) return;
  const { provider } = env;
  const { operation } = controlCall;
  const negativeExchange = await provider.send(draftOf(negative), sending);
  const control = await controlOf(calls, controlCall);
  if (isSuccess(control)) {
    judge(clause, negativeExchange, { difference }, [control]);
  } else {
    judge(clause, negativeExchange, { difference }, []);
    const fresh = controlCall.invoiceId === undefined || !isRefusal(control) ? undefined : await calls.send(await calls.call(operation));
    if (fresh !== undefined && isSuccess(fresh)) {
      broken(clause, reason('refused-without-effect'), tookEffect(control), [fresh, control, negativeExchange], { difference });
    }
    controlRefused(operation, control);
  }
  const count = controlCall.invoiceId === undefined ? undefined : await calls.effects(controlCall.invoiceId, 1);
  // A count below the control's own is out of date, and does not show an effect.
  if (count !== undefined && count > 1)
    broken(clause, reason('refused-without-effect'), reason('effects-counted', { count: count - 1 }), [control, negativeExchange], {
      difference,
    });
}

/** Judges one negative case of a new call, as `declinedWithoutEffect` does. */
export async function judgeNegativeCase(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  operation: Operation,
  negativeCase: NegativeCase,
  judge: Judge = refused,
): Promise<void> {
  const controlCall = await calls.call(operation);
  await declinedWithoutEffect(
    clause,
    env,
    calls,
    controlCall,
    negativeCase.from(controlCall),
    negativeCase.difference,
    judge,
    negativeCase.sending,
  );
}

/**
 * Judges negative cases of refunds, all of one completed deposit and each of the whole of it.
 *
 * A refund cannot be counted like a deposit. But when the same valid refund is accepted after them, none of them took effect (END-07: never beyond
 * the total). One completed deposit serves all, because a person may have to complete it.
 */
async function judgeRefundNegativeCases(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operation: Operation,
  negativeCases: readonly NegativeCase[],
  judge: Judge,
): Promise<void> {
  const controlCall = wholeRefund(calls, await calls.completedDeposit());
  const sent: { readonly negativeExchange: Exchange; readonly difference: string }[] = [];
  await inGroups(run, negativeCases, async (negativeCase) => {
    const negativeExchange = await env.provider.send(draftOf(negativeCase.from(controlCall)), negativeCase.sending);
    sent.push({ negativeExchange, difference: negativeCase.difference });
  });
  const control = await controlOf(calls, controlCall);
  const controls = isSuccess(control) ? [control] : [];
  for (const { negativeExchange, difference } of sent) judge(clause, negativeExchange, { difference }, controls);
  if (isSuccess(control)) return;
  const fresh = isRefusal(control) ? await calls.send(wholeRefund(calls, await calls.completedDeposit())) : undefined;
  if (fresh !== undefined && isSuccess(fresh)) {
    const difference = sent.map((each) => each.difference).join(said('choice-separator'));
    const exchanges = [fresh, control, ...sent.map((each) => each.negativeExchange)];
    broken(clause, reason('refused-without-effect'), tookEffect(control), exchanges, { difference });
  }
  controlRefused(operation, control);
}

/**
 * Sends a control, and once more when it was refused: an effect of the negative case stays; a temporary failure (an expired date, a restart) does
 * not.
 */
async function controlOf(calls: ValidCalls, controlCall: Call): Promise<Exchange> {
  const control = await calls.send(controlCall);
  return isRefusal(control) ? calls.send(controlCall) : control;
}

function tookEffect(control: Exchange): Reason {
  return reason('took-effect', { what: said('its-control-refused', { control: answerText(control) }) });
}

/** Judges every negative case on every operation, refunds by their own oracle. */
export async function judgeNegativeCases(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  negativeCasesOf: (operation: Operation) => readonly NegativeCase[],
  judge: Judge = refused,
): Promise<void> {
  const pairs = operations.flatMap((operation) => negativeCasesOf(operation).map((negativeCase) => ({ operation, negativeCase })));
  run.countCases(pairs.length);
  const refunds = pairs.filter(({ operation }) => operation.traits.includes('reverses'));
  await inGroups(
    run,
    pairs.filter((pair) => !refunds.includes(pair)),
    ({ operation, negativeCase }) => judgeNegativeCase(clause, env, calls, operation, negativeCase, judge),
  );
  for (const operation of new Set(refunds.map((pair) => pair.operation))) {
    const negativeCases = refunds.filter((pair) => pair.operation === operation).map(({ negativeCase }) => negativeCase);
    // They are one case: where its control was lost, all are made again on another deposit.
    await inGroups(run, [negativeCases], (all) => judgeRefundNegativeCases(clause, env, run, calls, operation, all, judge));
  }
}

/** A refund of the whole deposit: by its amount where that is known, else by leaving the amount out (Deposits API docs, "Refund creation"). */
function wholeRefund(calls: ValidCalls, made: MadeDeposit): Call {
  const amount = made.body.amount;
  return calls.refundCall(made.depositId, amount === undefined ? {} : { amount });
}

/**
 * A call of the operation that was just accepted. Clauses that only record, or only compare codes, need one control for many cases.
 *
 * @throws Indeterminate when it is refused
 */
export async function acceptedControl(calls: ValidCalls, operation: Operation): Promise<Exchange> {
  const control = await calls.send(await calls.call(operation));
  if (!isSuccess(control)) controlRefused(operation, control);
  return control;
}

function controlRefused(operation: Operation, control: Exchange): never {
  responseOf(control);
  throw new Indeterminate(said('control-refused', { id: operation.id, control: answerText(control) }), 'implementation', [control]);
}
