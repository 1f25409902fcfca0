import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange, WireResponse } from '../../core/exchange.ts';
import type { KeptCreation, KeptUnderOldSet } from '../../core/rotation/kept.ts';
import { changeover, type Measured, type Poll } from '../../core/rotation/timeline.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderRole, Rolled, RotatingAccount } from '../../roles/provider.ts';
import { mainResource, nameParameter, type Operation, reversal } from '../../schemas/contract.ts';
import type { Authentication } from '../../specs/traits.ts';
import type { Call } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { answerText, createdId, isSuccess, responseOf, timely } from '../judgement.ts';
import { keptOnce, type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { isRefused } from './address-list.ts';
import { keyed, namelessCall, newKey, takesNameless } from './keyed-creation.ts';
import { endLockWatch } from './lock-out.ts';
import { readsOf } from './negative-case.ts';

/** An account whose keys were rolled, and what happened to both sets. */
export interface RotatedAccount {
  readonly account: RotatingAccount;
  readonly old: Credentials;
  readonly rolled: Rolled;
  readonly kept: KeptUnderOldSet;
  /** An answer to the new set that was still a refusal when the roll has to show; absent where it is accepted everywhere. */
  readonly newRefused?: Exchange;
  /** An answer to the old set that was not a refusal when its end has to show; absent where it is refused everywhere, or has not ended. */
  readonly oldTaken?: Exchange;
  /** Whether the end of the old set has come. */
  readonly ended: boolean;
}

/** The test environment of an account under one of its sets. */
export function underSet(env: ProviderTestEnvironment, { controls }: RotatingAccount, keys: Credentials): ProviderTestEnvironment {
  const { provider } = env;
  const can = new Set(provider.can);
  if (!controls.moveStatus) can.delete('movesStatus');
  if (!controls.countDeposits) can.delete('countsDeposits');
  // The role is the prototype, so what it learns meanwhile (the server's clock) is visible here.
  const role: ProviderRole = Object.create(provider, { merchant: { value: keys }, controls: { value: controls }, can: { value: can } });
  return { ...env, provider: role };
}

/** The same account under both sets, for one test. */
export async function bothSets(
  env: ProviderTestEnvironment,
  run: ClauseRun,
): Promise<RotatedAccount & { readonly fresh: ProviderTestEnvironment; readonly calls: ValidCalls }> {
  const rotated = await rotatedOnce(env, run);
  const fresh = underSet(env, rotated.account, rotated.rolled.keys);
  return { ...rotated, fresh, calls: validCalls(fresh, run) };
}

/** One rotation serves all clauses of a run: on a real system it cannot be repeated. */
const rotations = new WeakMap<object, (env: ProviderTestEnvironment, run: ClauseRun) => Promise<RotatedAccount>>();

async function rotatedOnce(env: ProviderTestEnvironment, run: ClauseRun): Promise<RotatedAccount> {
  // The controls are wrapped for each test; the connection to the account is the same for all.
  const { rotatingAccount } = env.provider.controls;
  if (!rotatingAccount) throw new Untestable(said('no-way-to-rotate'));
  let once = rotations.get(rotatingAccount);
  if (once === undefined) {
    let asked: () => Promise<RotatedAccount> = () => Promise.reject(new Error('asked by nobody'));
    const kept = keptOnce(() => asked());
    once = (askedEnv, askedRun) => {
      asked = () => rotate(askedEnv, askedRun);
      return kept();
    };
    rotations.set(rotatingAccount, once);
  }
  return once(env, run);
}

async function rotate(env: ProviderTestEnvironment, run: ClauseRun): Promise<RotatedAccount> {
  const { rotatingAccount } = env.provider.controls;
  if (!rotatingAccount) throw new Untestable(said('no-way-to-rotate'), [], ['rotatesKeys']);
  const account = await rotatingAccount();
  const old = account.keys;
  const before = underSet(env, account, old);
  const kept = account.kept ?? (await keepUnderOldSet(before, run));
  const oldCalls = validCalls(before, run);
  const oldReads = readsOfSet(before, oldCalls, kept);
  const polls: Poll[] = [...(account.polls ?? [])];
  endLockWatch(env.provider);
  const rolled = await account.roll();
  const after = underSet(env, account, rolled.keys);
  const newReads = readsOfSet(after, validCalls(after, run), kept);
  const askNew = () => polled(env, polls, 'new', newReads);
  const askOld = () =>
    polled(
      env,
      polls,
      'old',
      oldReads.filter(({ readOnly }) => (readOnly ? rolled.readOnly : rolled.signing)),
    );
  await askOld();
  const newRefused = await steady(env, askNew, isTaken, rolled.answeredAt);
  await askOld();
  const { endsAt } = rolled;
  const ended = endsAt !== undefined && (await account.pass(endsAt));
  const oldTaken = ended ? await steady(env, askOld, isRefused, endsAt) : undefined;
  // The end of the old set must not be mistaken for that of the new one.
  const lateRefused = newRefused ?? (ended ? await steady(env, askNew, isTaken, endsAt) : undefined);
  observeChangeover(run, polls, rolled, env.provider.clockUncertaintyMs);
  return {
    account,
    old,
    rolled,
    kept,
    ended,
    ...(lateRefused === undefined ? {} : { newRefused: lateRefused }),
    ...(oldTaken === undefined ? {} : { oldTaken }),
  };
}

/** A read of each kind of key. */
export interface ReadOfSet {
  readonly readOnly: boolean;
  readonly ask: () => Promise<Exchange>;
}

/** A read of each kind of key that the account's operations take. What it reads was made before the roll: nothing is made for it. */
export function readsOfSet({ contract }: ProviderTestEnvironment, calls: ValidCalls, { deposit }: KeptUnderOldSet): readonly ReadOfSet[] {
  const shows = mainResource(contract)?.read;
  const ofMade = new Set([shows, reversal(contract)?.read].flatMap((read) => (read === undefined ? [] : (nameParameter(read) ?? []))));
  const readOf = (authentication: Authentication): (() => Promise<Exchange>) | undefined => {
    if (deposit !== undefined && shows?.authentication === authentication) return () => calls.send(calls.statusCall(deposit.depositId));
    const reads = readsOf(contract.operations.filter((operation) => operation.authentication === authentication));
    const read = reads.find(({ parameters }) => !parameters.some(({ name }) => ofMade.has(name)));
    return read && (async () => calls.send(await calls.call(read)));
  };
  return [
    { readOnly: false, ask: readOf('signed') },
    { readOnly: true, ask: readOf('bearer') },
    { readOnly: true, ask: readOf('basic') },
  ].flatMap(({ readOnly, ask }) => (ask === undefined ? [] : [{ readOnly, ask }]));
}

/** How many calls go out at once. Each has its own connection, so several nodes of a system are asked. */
const atOnce = 16;

/** Whether a set is accepted. A deposit that is not found belongs to ROT-04, and was looked up under a valid set. */
export function isTaken(exchange: Exchange): boolean {
  return isSuccess(exchange) || (exchange.answer.kind === 'response' && exchange.answer.response.status === 404);
}

/** Sends the reads of one set at once, over many connections, and records the answers. */
export async function polled(
  env: ProviderTestEnvironment,
  polls: Poll[],
  set: Poll['set'],
  reads: readonly ReadOfSet[],
): Promise<readonly Exchange[]> {
  const asked = Array.from({ length: atOnce }, (_, index) => reads[index % reads.length]).filter((read) => read !== undefined);
  return Promise.all(
    asked.map(async ({ ask }) => {
      const sentAt = env.provider.now();
      const exchange = await ask();
      // A lost answer shows neither.
      if (isSuccess(exchange) || isRefused(exchange))
        polls.push({ set, sentAt, answeredAt: env.provider.now(), taken: isSuccess(exchange), seen: answerText(exchange) });
      return exchange;
    }),
  );
}

/** How many calls in a row need the same answer before a change counts as seen everywhere. */
export const calmBatches = 2;

/** The first and the longest pause between two looks, ms. */
const pauses = { first: 50, longest: 2000 };

/**
 * Asks until all answers are as wanted, or until the time is over in which a change has to show. Returns an answer of another kind that was left.
 *
 * @param since when the change was made, ms on the server's clock
 */
async function steady(
  { provider }: ProviderTestEnvironment,
  ask: () => Promise<readonly Exchange[]>,
  wanted: (exchange: Exchange) => boolean,
  since: number,
): Promise<Exchange | undefined> {
  let pauseMs = pauses.first;
  for (let calm = 0; ; ) {
    const late = provider.now() - since >= provider.changeShowsWithinMs;
    const other = (await ask()).find((exchange) => !wanted(exchange));
    calm = other === undefined ? calm + 1 : 0;
    if (calm === calmBatches) return undefined;
    if (other !== undefined && late) {
      responseOf(other);
      timely(other);
      return other;
    }
    if (other !== undefined) {
      await provider.wait(pauseMs);
      pauseMs = Math.min(pauseMs * 2, pauses.longest);
    }
  }
}

function figure({ seconds, uncertaintySeconds }: Measured): string {
  return said('seconds-measured', { seconds, uncertaintySeconds });
}

function observeChangeover(run: ClauseRun, polls: readonly Poll[], rolled: Rolled, clockMs: number): void {
  const { overlap, gap } = changeover(polls, rolled, clockMs);
  if (overlap)
    run.observe({
      subject: said('old-set-taken-after-roll'),
      seen: overlap.open ? said('at-least', { figure: figure(overlap) }) : figure(overlap),
    });
  if (gap)
    run.observe({ subject: said('new-set-refused-after-roll'), seen: gap.open ? said('at-least', { figure: figure(gap) }) : figure(gap) });
}

function bodyText({ body }: Pick<WireResponse, 'body'>): string {
  return decodeUtf8(body) ?? Buffer.from(body).toString('base64');
}

/**
 * Makes and asks with the old set what has to exist under the new one.
 *
 * @throws Indeterminate where an operation refuses the old set: then a rotation proves nothing
 */
export async function keepUnderOldSet(env: ProviderTestEnvironment, run: ClauseRun): Promise<KeptUnderOldSet> {
  const calls = validCalls(env, run);
  const baseline: Record<string, number> = {};
  for (const operation of calls.operations) {
    const exchange = await calls.send(await calls.call(operation));
    const { status } = responseOf(exchange);
    if (!isSuccess(exchange))
      throw new Indeterminate(said('old-set-not-green', { id: operation.id, came: answerText(exchange) }), 'implementation', [exchange]);
    baseline[operation.id] = status;
  }
  const deposit = calls.creates ? await calls.deposit() : undefined;
  const nameless = calls.creates && (await takesNameless(calls, run));
  const creations: KeptCreation[] = [];
  let refundId: string | undefined;
  const keep = async (operation: Operation, call: Call): Promise<void> => {
    const idempotencyKey = newKey(run);
    const exchange = await calls.send({ ...call, idempotencyKey });
    const response = responseOf(exchange);
    const reversing = reversal(env.contract);
    if (operation.id === reversing?.create.id) refundId = createdId(exchange, reversing.members.id);
    creations.push({
      operation: operation.id,
      idempotencyKey,
      ...(Object.keys(call.parameters).length === 0 ? {} : { parameters: call.parameters }),
      body: Buffer.from(call.body).toString('utf8'),
      ...(call.invoiceId === undefined ? {} : { invoiceId: call.invoiceId }),
      status: response.status,
      answer: bodyText(response),
    });
  };
  for (const operation of keyed(calls)) await keep(operation, await calls.call(operation));
  const create = mainResource(env.contract)?.create;
  if (create !== undefined && keyed(calls).includes(create)) {
    // Only its key distinguishes a retry of this one from another payment.
    if (nameless) await keep(create, namelessCall(calls));
    // Failures are kept as successes are (seed A, Idempotency).
    const [needed] = create.requestBody?.required ?? [];
    const lacking = Object.entries(calls.depositBody()).filter(([name]) => name !== needed);
    if (needed !== undefined) await keep(create, calls.depositCall(Object.fromEntries(lacking)));
  }
  return {
    keptAt: env.provider.now(),
    baseline,
    ...(deposit === undefined ? {} : { deposit: { depositId: deposit.depositId, invoiceId: deposit.invoiceId } }),
    ...(refundId === undefined ? {} : { refundId }),
    creations,
  };
}

/** A kept creation as a call of the key set of these calls. */
export function callOfKept(
  calls: ValidCalls,
  env: ProviderTestEnvironment,
  { operation, parameters, body, idempotencyKey, invoiceId }: KeptCreation,
): Call {
  const call = calls.bareCall(env.contract.operation(operation));
  return {
    ...call,
    parameters: parameters ?? call.parameters,
    body: encodeUtf8(body),
    idempotencyKey,
    ...(invoiceId === undefined ? {} : { invoiceId }),
  };
}
