import fc from 'fast-check';
import { keyOf, similarPairs, unusualKeyList } from '../../arbitraries/idempotency-key.ts';
import { variedDeposit } from '../../arbitraries/request.ts';
import { amountText, subtractAmounts } from '../../core/contract/amounts.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import type { Exchange } from '../../core/exchange.ts';
import { equalJson, type JsonValue, parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import type { ProviderControls } from '../../roles/provider.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import {
  accepted,
  broken,
  createdId,
  errorCodeOf,
  isOfTheRoad,
  isSuccess,
  memberOf,
  refused,
  responseOf,
  seen,
  statusOf,
  timely,
} from '../judgement.ts';
import { later, retriedAfterMs } from '../later.ts';
import { weakWithout } from '../oracle.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { decimal, sumsOf } from './endpoints.ts';
import { inGroups } from './negative-case.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** POST operations that honour keys and whose calls can be made to be accepted. */
function keyed(calls: ValidCalls): readonly Operation[] {
  return calls.operations.filter((operation) => operation.method === 'POST' && operation.idempotency === 'honoured');
}

/** The member that names what an operation made. */
function idMember(operation: Operation): string {
  return `${operation.creates ?? 'deposit'}_id`;
}

/**
 * The same call signed anew, as a retry is: its X-Date may be another second of the window, so that nothing but the key tells that it is the same. It is
 * never dated back: a slow way or a clock that is not known well would carry that out of the window.
 */
function again(call: Call, secondsApart: number): Call {
  return { ...call, dateAs: (now) => formatXDate(now + secondsApart * 1000) };
}

const secondsApart = fc.constantFrom(0, 1, 2);

/**
 * Whether a replay is the first answer.
 * @throws Indeterminate where either tells nothing, or where they differ and a refusal was long on its way
 */
function sameStatusAndJson(a: Exchange, b: Exchange): boolean {
  const [one, two] = [responseOf(a), responseOf(b)];
  if (one.status === two.status) {
    if (Buffer.from(one.body).equals(two.body)) return true;
    const trees = [one, two].map((response) => parseJson(decodeUtf8(response.body) ?? ''));
    if (trees[0] !== undefined && trees[1] !== undefined && equalJson(trees[0], trees[1])) return true;
  }
  for (const exchange of [a, b]) timely(exchange);
  return false;
}

/** The effect is counted where it can be: a deposit per invoice id. */
async function counted(
  clause: ClauseId,
  calls: ValidCalls,
  invoiceId: string | undefined,
  wanted: number,
  exchanges: readonly Exchange[],
  difference: string,
): Promise<void> {
  const count = invoiceId === undefined ? undefined : await calls.effects(invoiceId, wanted);
  if (count !== undefined && count !== wanted)
    broken(clause, reason(wanted === 0 ? 'no-effect' : 'one-effect'), reason('effects-counted', { count }), exchanges, { difference });
}

/** All answers that name what they made name the same. */
function oneId(clause: ClauseId, operation: Operation, exchanges: readonly Exchange[], difference: string): void {
  const ids = new Set(exchanges.filter(isSuccess).map((exchange) => createdId(exchange, idMember(operation)) ?? ''));
  if (ids.size > 1)
    broken(clause, reason('one-effect'), reason('different-answers', { answers: [...ids].join(', ') }), exchanges, { difference });
}

/** A creation that names no invoice id: nothing but its key tells a retry of it from another payment. */
function namelessCall(calls: ValidCalls, patch: JsonObject = {}): Call {
  const { invoice_id: _invoice, ...body } = calls.depositBody(patch);
  return calls.depositCall(body);
}

/** Whether creations may leave out the invoice id (C45). */
async function takesNameless(calls: ValidCalls, run: ClauseRun): Promise<boolean> {
  const exchange = await calls.send(namelessCall(calls));
  run.observe({ dispute: 'C45', subject: 'a creation without invoice_id', seen: isSuccess(exchange) ? 'accepted' : 'refused' });
  return isSuccess(exchange);
}

/** A creation that was accepted under a key, ready to be replayed. */
async function first(
  clause: ClauseId,
  calls: ValidCalls,
  operation: Operation,
  key: string,
  nameless = false,
): Promise<{ readonly call: Call; readonly exchange: Exchange }> {
  const fresh = nameless && operation.creates === 'deposit' ? namelessCall(calls) : await calls.call(operation);
  const call = { ...fresh, idempotencyKey: key };
  const exchange = await calls.send(call);
  if (!isSuccess(exchange)) {
    responseOf(exchange);
    throw new Indeterminate(
      `A first ${operation.id} with an idempotency key was not accepted, so its replay proves nothing: see IDM-05 (${clause}).`,
      'implementation',
      [exchange],
    );
  }
  return { call, exchange };
}

/** A key that nobody has used. It is made while a case is judged, not drawn with it: a case that is asked again in a smaller form needs another key. */
function newKey(run: ClauseRun): string {
  return keyOf(run.unique('k'));
}

/** Asks every keyed operation, creations of deposits most often. */
function withOperation(calls: ValidCalls): fc.Arbitrary<Operation> {
  return fc.constantFrom(...keyed(calls));
}

const idm01: ProviderTest = {
  clause: 'IDM-01',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const namelessTaken = await takesNameless(calls, run);
    const begun = env.provider.now();
    const done: { readonly operation: Operation; readonly call: Call; readonly exchanges: readonly Exchange[] }[] = [];
    const once = async (operation: Operation, call: Call, exchanges: readonly Exchange[], difference: string) => {
      oneId('IDM-01', operation, exchanges, difference);
      await counted('IDM-01', calls, call.invoiceId, 1, exchanges, difference);
    };
    const cases = fc.record({
      operation: withOperation(calls),
      retries: fc.array(secondsApart, { minLength: 1, maxLength: 4 }),
      nameless: namelessTaken ? fc.boolean() : fc.constant(false),
    });
    const retried = async ({
      operation,
      retries,
      nameless,
    }: {
      readonly operation: Operation;
      readonly retries: readonly number[];
      readonly nameless: boolean;
    }) => {
      const key = newKey(run);
      const { call, exchange } = await first('IDM-01', calls, operation, key, nameless);
      const exchanges = [exchange];
      for (const apart of retries) exchanges.push(await calls.send(again(call, apart)));
      done.push({ operation, call, exchanges });
      await once(
        operation,
        call,
        exchanges,
        `${operation.id}${nameless ? ' without invoice id' : ''}: ${retries.length} more with the same key`,
      );
    };
    // Each operation at least once, whatever is drawn after it.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(1);
      await retried({ operation, retries: [1], nameless: false });
    });
    // The name of a field has no case (RFC 9110 §5.1), so the retry of another library is the same retry.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(1);
      const { call, exchange } = await first('IDM-01', calls, operation, newKey(run));
      const exchanges = [exchange];
      for (const spell of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()])
        exchanges.push(await calls.send({ ...again(call, 1), headersAs: (lines) => lines.map(([name, value]) => [spell(name), value]) }));
      await once(operation, call, exchanges, `${operation.id}: the same key, header names in other case`);
    });
    await forAll(run, cases, 100, retried);
    // A retry may also come late, after some seconds and many other keys.
    await otherKeysUsed('IDM-01', calls, run, lateReplays - done.length);
    const difference = (operation: Operation) =>
      `${operation.id}: one more with the same key, ${retriedAfterMs / 1000} s later and after ${done.length} other keys`;
    await later(env, begun, retriedAfterMs, () =>
      inGroups(run, done.slice(0, lateReplays), async ({ operation, call, exchanges }) => {
        run.countCases(1);
        const late = await calls.send(again(call, 0));
        await once(operation, call, [...exchanges, late], difference(operation));
      }),
    );
  },
};

/** How many keys are asked once more when all others of the test have been used. */
const lateReplays = 24;

/** Uses so many keys once. Where few cases are asked, other keys are few: a store that forgets the oldest would not show. */
async function otherKeysUsed(clause: ClauseId, calls: ValidCalls, run: ClauseRun, count: number): Promise<void> {
  const [operation] = keyed(calls);
  if (operation === undefined) return;
  await inGroups(run, [...Array(Math.max(0, count)).keys()], async () => {
    await first(clause, calls, operation, newKey(run));
  });
}

/** Replays an accepted creation, soon and late, and judges the answers against the first. */
async function replays(
  clause: 'IDM-02' | 'IDM-20',
  env: ProviderTestEnvironment,
  run: ClauseRun,
  cases: number,
  same: (a: Exchange, b: Exchange) => boolean,
): Promise<void> {
  const calls = validCalls(env, run);
  const namelessTaken = await takesNameless(calls, run);
  const done: { readonly operation: Operation; readonly call: Call; readonly exchange: Exchange }[] = [];
  const judged = (exchange: Exchange, replay: Exchange, difference: string) => {
    responseOf(replay);
    if (same(exchange, replay)) return;
    timely(replay);
    broken(
      clause,
      reason(clause === 'IDM-20' ? 'bytes-of-first-answer' : 'status-and-body-of-first-answer'),
      seen(replay),
      [exchange, replay],
      { difference },
    );
  };
  const drawnCases = fc.record({
    operation: withOperation(calls),
    apart: secondsApart,
    nameless: namelessTaken ? fc.boolean() : fc.constant(false),
  });
  await forAll(run, drawnCases, cases, async ({ operation, apart, nameless }) => {
    const key = newKey(run);
    const { call, exchange } = await first(clause, calls, operation, key, nameless);
    const replay = await calls.send(again(call, apart));
    done.push({ operation, call, exchange });
    judged(exchange, replay, `${operation.id}${nameless ? ' without invoice id' : ''}: the same key and body again`);
  });
  if (clause === 'IDM-02') await otherKeysUsed(clause, calls, run, lateReplays - done.length);
  await inGroups(run, done.slice(0, lateReplays), async ({ operation, call, exchange }) => {
    run.countCases(1);
    judged(exchange, await calls.send(again(call, 0)), `${operation.id}: the same key and body again, after ${done.length} other keys`);
  });
}

const idm02: ProviderTest = {
  clause: 'IDM-02',
  needs: [],
  async run(env, run) {
    await replays('IDM-02', env, run, 80, sameStatusAndJson);
    // What was created moves on; the kept answer does not.
    const { moveStatus } = env.provider.controls;
    if (!moveStatus) {
      weakWithout(run, 'movesStatus', 'no deposit moved on between its creation and a replay of it');
      return;
    }
    const calls = validCalls(env, run);
    // Whatever the key gets on another path meanwhile (C9), the first answer stays what it was.
    for (const operation of keyed(calls)) {
      run.countCases(1);
      const { call, exchange } = await first('IDM-02', calls, operation, newKey(run));
      for (const other of keyed(calls).filter(({ id }) => id !== operation.id))
        await calls.send({ ...(await calls.call(other)), idempotencyKey: call.idempotencyKey ?? '' });
      const replay = await calls.send(again(call, 1));
      if (!sameStatusAndJson(exchange, replay))
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
          difference: `${operation.id}: the same key and body again, after the key was sent elsewhere`,
        });
    }
    await forAll(run, fc.constant(undefined), 20, async () => {
      const key = newKey(run);
      const { call, exchange } = await first('IDM-02', calls, env.contract.operation('createDeposit'), key);
      await calls.move(createdId(exchange, 'deposit_id') ?? '', 'COMPLETED');
      const replay = await calls.send(again(call, 1));
      if (!sameStatusAndJson(exchange, replay)) {
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
          difference: 'the same key after the deposit was completed',
        });
      }
    });
  },
};

const idm20: ProviderTest = {
  clause: 'IDM-20',
  needs: [],
  run: (env, run) =>
    replays(
      'IDM-20',
      env,
      run,
      40,
      (a, b) => Buffer.from(responseOf(a).body).equals(Buffer.from(responseOf(b).body)) && statusOf(a) === statusOf(b),
    ),
};

const idm03: ProviderTest = {
  clause: 'IDM-03',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    // A validation failure: under its key the mended body is another request, which is replayed or refused (C6), never executed.
    await forAll(run, fc.record({ member: fc.constantFrom('country', 'amount', 'currency') }), 40, async ({ member }) => {
      const key = newKey(run);
      const right = calls.depositBody();
      const failing: Call = { ...calls.depositCall({ ...right, [member]: null }), idempotencyKey: key };
      const failed = await calls.send(failing);
      if (statusOf(failed) < 400 || statusOf(failed) > 499) return;
      const replay = await calls.send(again(failing, 1));
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], {
          difference: `the same key and body after a 4xx for ${member}`,
        });
      }
      const mended = await calls.send({ ...calls.depositCall(right), idempotencyKey: key });
      if (isSuccess(mended))
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(mended), [failed, mended], {
          difference: `the same key after a 4xx for ${member}, body mended`,
        });
    });
    // Failures of other statuses: whatever the first was, its repeat is told the same.
    const same = async (call: Call, difference: string) => {
      run.countCases(1);
      const keyedCall: Call = { ...call, idempotencyKey: newKey(run) };
      const failed = await calls.send(keyedCall);
      if (failed.answer.kind === 'none' || statusOf(failed) < 400 || statusOf(failed) > 499) return;
      const replay = await calls.send(again(keyedCall, 1));
      if (!sameStatusAndJson(failed, replay))
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference });
    };
    const used = await calls.deposit();
    await same(calls.depositCall(used.body), 'the same key after a 4xx for a used invoice id');
    await same(calls.depositCall(calls.depositBody({ country: 'ZZ' })), 'the same key after a 4xx for an unknown country');
    for (const operation of keyed(calls).filter(({ creates }) => creates === 'refund')) {
      await same(calls.refundCall('999999999999999'), `${operation.id}: the same key after a 4xx for an unknown deposit`);
      await same(
        calls.refundCall(used.depositId, { amount: 'x' }),
        `${operation.id}: the same key after a 4xx for an amount that is no number`,
      );
    }
    // A business failure that heals: a refund of a deposit that is not completed, which then is.
    const { moveStatus } = env.provider.controls;
    if (!moveStatus) throw new Untestable('A replayed 4xx shows nothing unless its cause can heal: add the recipe moveStatus.');
    await forAll(run, fc.record({ apart: secondsApart }), 40, async ({ apart }) => {
      const key = newKey(run);
      const made = await calls.deposit();
      const call: Call = { ...calls.refundCall(made.depositId, { amount: calls.part() }), idempotencyKey: key };
      const failed = await calls.send(call);
      if (isSuccess(failed)) return;
      if (statusOf(failed) > 499) return;
      await calls.move(made.depositId, 'COMPLETED');
      const replay = await calls.send(again(call, apart));
      const healed = await calls.send({ ...calls.refundCall(made.depositId, { amount: calls.part() }) });
      responseOf(healed);
      if (!isSuccess(healed))
        throw new Indeterminate(
          'The cause of the kept failure did not heal (a refund of the completed deposit is refused), so its replay proves nothing.',
          'implementation',
          [healed],
        );
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], {
          difference: 'the same key after the cause of the 4xx healed',
        });
      }
    });
  },
};

/** The same as a case of IDM-04, but that nothing is replayed: a provoked 500, then the same body under another key. */
async function unreplayed(provoke: NonNullable<ProviderControls['provoking500']>, calls: ValidCalls, run: ClauseRun): Promise<Exchange> {
  const call = calls.depositCall((await provoke(calls.depositBody())) as JsonObject);
  await calls.send({ ...call, idempotencyKey: newKey(run) });
  return calls.send({ ...again(call, 1), idempotencyKey: newKey(run) });
}

/** Statuses of a gateway, which mostly speak of the road. */
const ofGateways: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether a gateway's status is that of this call: it comes for it each time, and for none of the plain ones between. */
async function alwaysOf(calls: ValidCalls, call: Call, { answer }: Exchange): Promise<boolean> {
  if (answer.kind === 'none' || !ofGateways.has(answer.response.status)) return false;
  for (let round = 0; round < 3; round += 1) {
    const plain = await calls.send(calls.depositCall());
    const same = await calls.send(again(call, 0));
    if (!isSuccess(plain) || same.answer.kind === 'none' || same.answer.response.status !== answer.response.status) return false;
  }
  return true;
}

const idm04: ProviderTest = {
  clause: 'IDM-04',
  needs: ['provokes500'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const provoke = env.provider.controls.provoking500;
    if (!provoke) throw new Untestable('No way to provoke a 500: add the recipe provoke500.');
    const begun = env.provider.now();
    const done: { readonly call: Call; readonly failed: Exchange }[] = [];
    const judged = async (call: Call, failed: Exchange, replay: Exchange, difference: string) => {
      if ((await alwaysOf(calls, call, replay)) || !sameStatusAndJson(failed, replay))
        broken('IDM-04', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference });
    };
    const cases = fc.record({ retries: fc.array(secondsApart, { minLength: 1, maxLength: 3 }) });
    await forAll(run, cases, 60, async ({ retries }) => {
      const key = newKey(run);
      const other = newKey(run);
      const body = (await provoke(calls.depositBody())) as JsonObject;
      const call: Call = { ...calls.depositCall(body), idempotencyKey: key };
      const failed = await calls.send(call);
      const { status } = responseOf(failed);
      if (status !== 500) {
        throw new Indeterminate(
          `The recipe provoke500 gave ${status} in place of 500, so nothing is known of a kept 500.`,
          'configuration',
          [failed],
        );
      }
      // What the first left behind is its own affair; its replays leave nothing more.
      const count = async (wanted: number) => (call.invoiceId === undefined ? undefined : calls.effects(call.invoiceId, wanted));
      const left = await count(0);
      const replays: Exchange[] = [];
      for (const apart of retries) replays.push(await calls.send(again(call, apart)));
      const since = await count(left ?? 0);
      if (left !== undefined && since !== undefined && since > left)
        broken('IDM-04', reason('no-effect'), reason('effects-counted', { count: since - left }), [failed, ...replays], {
          difference: 'the same key after a 500',
        });
      // The same body under another key shows that execution would have succeeded by now.
      const healed = await calls.send({ ...again(call, 1), idempotencyKey: other });
      const late = await calls.send(again(call, 0));
      done.push({ call, failed });
      for (const replay of [...replays, late]) await judged(call, failed, replay, 'the same key after a 500');
      if (!isSuccess(healed)) {
        responseOf(healed);
        timely(healed);
        const control = await unreplayed(provoke, calls, run);
        if (isSuccess(control))
          broken(
            'IDM-04',
            reason('no-effect'),
            reason('took-effect', { what: `another key was then refused (${statusOf(healed)})` }),
            [control, failed, ...replays, healed],
            {
              difference: 'the same key after a 500, then another key',
            },
          );
        throw new Untestable(
          'A provoked 500 does not heal under a new key, so a replay of it cannot be told from a second execution: use a body patch that fails once.',
          [control, failed, ...replays, healed],
        );
      }
      await counted('IDM-04', calls, call.invoiceId, 1, [failed, ...replays, healed], 'replays of a 500 and one new key');
    });
    const difference = `the same key after a 500, ${retriedAfterMs / 1000} s later and after ${done.length} other keys`;
    await later(env, begun, retriedAfterMs, () =>
      inGroups(run, done.slice(0, lateReplays), async ({ call, failed }) => {
        run.countCases(1);
        await judged(call, failed, await calls.send(again(call, 0)), difference);
      }),
    );
  },
};

/**
 * Judges that a replayed refund refunds once. Its answer may be the kept one and the money go out again: what is left to refund tells, a part that was
 * replayed and the rest of the deposit being the whole of it.
 */
async function refundedOnce(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const { total, step, decimals } = sumsOf(env, calls.depositBody());
  const rest = Number(amountText(subtractAmounts(decimal(total), decimal(step)), decimals));
  const parts = async (replays: number): Promise<readonly Exchange[]> => {
    const { depositId } = await calls.completedDeposit();
    const call: Call = { ...calls.refundCall(depositId, { amount: Number(step) }), idempotencyKey: newKey(run) };
    const exchanges = [await calls.send(call)];
    for (let index = 0; index < replays; index += 1) exchanges.push(await calls.send(again(call, index)));
    return [...exchanges, await calls.send(calls.refundCall(depositId, { amount: rest }))];
  };
  run.countCases(1);
  const exchanges = await parts(2);
  for (const exchange of exchanges) responseOf(exchange);
  const [made, last] = [exchanges[0], exchanges.at(-1)];
  if (!made || !last || !isSuccess(made) || isSuccess(last)) return;
  timely(last);
  const control = await parts(0);
  for (const exchange of control) responseOf(exchange);
  if (!control.every(isSuccess)) return;
  broken(
    'IDM-05',
    reason('one-effect'),
    reason('took-effect', { what: `the rest was then refused (${statusOf(last)})` }),
    [...control, ...exchanges],
    {
      difference: `a refund of ${step} with the same key thrice, then one of the rest`,
    },
  );
}

const idm05: ProviderTest = {
  clause: 'IDM-05',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    for (const operation of keyed(calls)) {
      await forAll(run, fc.constant(undefined), 20, async () => {
        const key = newKey(run);
        const plainCall = await calls.call(operation);
        const keyedCall = { ...(await calls.call(operation)), idempotencyKey: key };
        const [control, exchange] = [await calls.send(plainCall), await calls.send(keyedCall)];
        if (!isSuccess(control)) {
          responseOf(control);
          throw new Indeterminate(`${operation.id} is not accepted without a key either: see END-01.`, 'implementation', [control]);
        }
        accepted('IDM-05', exchange, { difference: `${operation.id} with an idempotency key` }, [control]);
        const replay = await calls.send(again(keyedCall, 1));
        if (!sameStatusAndJson(exchange, replay)) {
          broken('IDM-05', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
            difference: `${operation.id}: the same key again`,
          });
        }
      });
    }
    if (keyed(calls).some(({ creates }) => creates === 'refund')) await refundedOnce(env, run, calls);
  },
};

const idm06: ProviderTest = {
  clause: 'IDM-06',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { moveStatus } = env.provider.controls;
    if (!moveStatus) weakWithout(run, 'movesStatus', 'no deposit moved on between two reads of it with one key');
    await readsOfOneKey(run, calls, env);
    const createDeposit = env.contract.operation('createDeposit');
    await forAll(run, fc.record({ before: fc.boolean() }), 50, async ({ before }) => {
      const key = newKey(run);
      const made = await calls.deposit();
      const other = await calls.deposit();
      const status = { ...calls.statusCall(made.depositId), idempotencyKey: key };
      if (before) {
        // A key seen on a GET is still unused for a POST.
        accepted('IDM-06', await calls.send(status), { difference: 'a status call with a key' });
        const call: Call = { ...calls.depositCall(), idempotencyKey: key };
        const exchange = await calls.send(call);
        const difference = 'a creation with a key that was sent on a GET before';
        if (!isSuccess(exchange)) {
          const control = await first('IDM-06', calls, createDeposit, `${key}0`);
          accepted('IDM-06', exchange, { difference }, [control.exchange]);
        }
        await counted('IDM-06', calls, call.invoiceId, 1, [exchange], difference);
      } else {
        await first('IDM-06', calls, createDeposit, key);
      }
      const one = await calls.send(status);
      const two = await calls.send({ ...calls.statusCall(other.depositId), idempotencyKey: key });
      for (const [exchange, deposit] of [
        [one, made],
        [two, other],
      ] as const) {
        accepted('IDM-06', exchange, { difference: 'a status call with a key' });
        if (createdId(exchange, 'deposit_id') !== deposit.depositId) {
          broken(
            'IDM-06',
            reason('current-state'),
            reason('value-seen', { value: createdId(exchange, 'deposit_id') ?? 'no deposit_id' }),
            [exchange],
            { difference: 'a status call with a key that was used before' },
          );
        }
      }
      if (!moveStatus) return;
      await calls.move(made.depositId, 'COMPLETED');
      const moved = await calls.send(again(status, 1));
      accepted('IDM-06', moved, { difference: 'a status call with the same key after the deposit was completed' }, [one]);
      const state = memberOf(moved, 'status');
      if (state !== 'COMPLETED') {
        broken('IDM-06', reason('current-state'), reason('value-seen', { value: String(state) }), [one, moved], {
          difference: 'a status call with the same key after the deposit was completed',
        });
      }
    });
  },
};

/**
 * Judges that one key on two reads shows each its own: what both get with the key is not the same where without it they differ. Answers may change by
 * themselves, so they are compared in the one moment.
 */
async function readsOfOneKey(run: ClauseRun, calls: ValidCalls, env: ProviderTestEnvironment): Promise<void> {
  const refund = async (): Promise<Call | undefined> => {
    const operation = env.contract.operation('createRefund');
    if (!calls.reaches(operation)) return undefined;
    const id = createdId(await calls.send(await calls.call(operation)), 'refund_id');
    const status = env.contract.operation('refundStatus');
    return id === undefined ? undefined : { ...(await calls.call(status)), parameters: { refund_id: id } };
  };
  const pairs: (readonly [Call | undefined, Call | undefined])[] = [[await refund(), await refund()]];
  for (const operation of calls.readOnly.filter(({ parameters }) => parameters.some(({ name }) => name === 'country'))) {
    const call = await calls.call(operation);
    pairs.push([
      { ...call, parameters: { ...call.parameters, country: 'BR' } },
      { ...call, parameters: { ...call.parameters, country: 'MX' } },
    ]);
  }
  for (const [one, two] of pairs) {
    if (!one || !two) continue;
    run.countCases(1);
    const [a, b] = [await calls.read(one), await calls.read(two)];
    if (!isSuccess(a) || !isSuccess(b) || sameStatusAndJson(a, b)) continue;
    const key = newKey(run);
    const bearing = (call: Call): Call => ({ ...call, headersAs: (lines) => [...lines, ['X-Idempotency-Key', key]] });
    const keyed = [await calls.send(bearing(one)), await calls.send(bearing(two))] as const;
    if (keyed.every(isSuccess) && sameStatusAndJson(...keyed))
      broken('IDM-06', reason('current-state'), seen(keyed[1]), [a, b, ...keyed], {
        difference: `${one.operation.id}: two reads with one key`,
      });
  }
}

/** How long a retry may be told to wait while the first is in flight, ms. */
const settlesWithinMs = 5000;

/** How long once one key of the same test was in flight to the end, ms: what fails already is only made smaller. */
const settlesAgainWithinMs = 100;

/** Asks under the same key until the answer is no longer that the first is in flight. One for each test. */
function settling(calls: ValidCalls): (call: Call) => Promise<Exchange> {
  let patienceMs = settlesWithinMs;
  return async (call) => {
    let began: number | undefined;
    for (;;) {
      const exchange = await calls.send(again(call, 0));
      began ??= exchange.startedAt;
      const inFlight = exchange.answer.kind === 'response' && (exchange.answer.response.status === 409 || errorCodeOf(exchange) === '104');
      if (!inFlight) return exchange;
      // The last one goes out when the time is over, so that a slow answer takes none of it.
      if (exchange.startedAt - began <= patienceMs) continue;
      patienceMs = settlesAgainWithinMs;
      return exchange;
    }
  };
}

const idm07: ProviderTest = {
  clause: 'IDM-07',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(calls);
    const cases = fc.record({
      operation: withOperation(calls),
      abandon: fc.constantFrom('after-upload', 'before-last-byte'),
      losses: fc.integer({ min: 1, max: 3 }),
    });
    await forAll(run, cases, 80, async ({ operation, abandon, losses }) => {
      const key = newKey(run);
      const call = { ...(await calls.call(operation)), idempotencyKey: key };
      const lost: Exchange[] = [];
      for (let loss = 0; loss < losses; loss += 1)
        lost.push(await env.provider.send(draftOf(call), { abandon: abandon === 'after-upload' ? 'after-upload' : 'before-last-byte' }));
      const retry = await settled(call);
      const difference = `${operation.id}: answer lost ${losses} times (${abandon}), then retried`;
      responseOf(retry);
      timely(retry);
      if (!isSuccess(retry)) broken('IDM-07', reason('answered-after-loss'), seen(retry), [...lost, retry], { difference });
      const last = await calls.send(again(call, 1));
      oneId('IDM-07', operation, [retry, last], difference);
      await counted('IDM-07', calls, call.invoiceId, 1, [...lost, retry, last], difference);
      if (call.invoiceId === undefined && operation.creates !== undefined && createdId(retry, idMember(operation)) === undefined) {
        broken('IDM-07', reason('answered-after-loss'), reason('value-seen', { value: `no ${idMember(operation)}` }), [retry], {
          difference,
        });
      }
    });
  },
};

const idm08: ProviderTest = {
  clause: 'IDM-08',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(calls);
    const cases = fc.record({
      operation: withOperation(calls),
      width: fc.oneof(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 7, max: 24 })),
    });
    await forAll(run, cases, 48, async ({ operation, width }) => {
      const key = newKey(run);
      const call = { ...(await calls.call(operation)), idempotencyKey: key };
      const exchanges = await env.provider.race(Array.from({ length: width }, (_, index) => draftOf(again(call, index % 3))));
      const difference = `${operation.id}: ${width} at once with one key`;
      oneId('IDM-08', operation, exchanges, difference);
      // Where all were refused, nothing raced: they may have grown old together while their connections were opened.
      if (!exchanges.some(isSuccess)) for (const exchange of exchanges) timely(exchange);
      const kept = await settled(call);
      responseOf(kept);
      timely(kept);
      if (!isSuccess(kept)) broken('IDM-08', reason('answered-after-loss'), seen(kept), [...exchanges, kept], { difference });
      for (const exchange of exchanges) {
        if (exchange.answer.kind === 'none') continue;
        const { status } = exchange.answer.response;
        if ((status >= 400 && status < 500) || isOfTheRoad(exchange)) continue;
        if (!sameStatusAndJson(exchange, kept))
          broken('IDM-08', reason('stored-answer-or-4xx'), seen(exchange), [kept, exchange], { difference });
      }
      oneId('IDM-08', operation, [...exchanges, kept], difference);
      await counted('IDM-08', calls, call.invoiceId, 1, exchanges, difference);
      // Many at once are what a gateway sheds. What it says is not the provider's; the effect is, and was judged first.
      for (const exchange of exchanges) if (isOfTheRoad(exchange)) responseOf(exchange);
    });
  },
};

const idm09: ProviderTest = {
  clause: 'IDM-09',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const createDeposit = env.contract.operation('createDeposit');
    // Equal bodies can only both be accepted where the invoice id is not what refuses the second.
    const namelessTaken = await takesNameless(calls, run);
    const describes = Object.hasOwn(calls.depositBody(), 'description');
    const made = new Map<string, Exchange>();
    /** What each request made is its own. */
    const ownEffect = (operation: Operation, exchange: Exchange, difference: string) => {
      const id = createdId(exchange, idMember(operation));
      const other = id === undefined ? undefined : made.get(`${operation.id} ${id}`);
      if (other) broken('IDM-09', reason('other-request'), seen(exchange), [other, exchange], { difference });
      if (id !== undefined) made.set(`${operation.id} ${id}`, exchange);
    };
    // The second date is later however long the first call took, so that two calls without a key are never the same signed bytes (C52).
    const cases = fc.record({
      apart: fc.constantFrom(1, 2),
      keyless: describes ? fc.boolean() : fc.constant(false),
    });
    await forAll(run, cases, 60, async ({ apart, keyless }) => {
      const one = newKey(run);
      const two = newKey(run);
      const patch = describes ? { description: run.unique('equal') } : {};
      const call: Call = {
        ...(namelessTaken ? namelessCall(calls, patch) : calls.depositCall(calls.depositBody(patch))),
        idempotencyKey: one,
      };
      const a = await calls.send(call);
      const { idempotencyKey: _key, ...bare } = again(call, apart);
      const b = await calls.send(keyless ? bare : { ...bare, idempotencyKey: two });
      for (const exchange of [a, b]) {
        responseOf(exchange);
        if (namelessTaken) timely(exchange);
      }
      const difference = keyless ? 'an equal body, the second without a key' : 'an equal body under another key';
      for (const exchange of [a, b]) {
        if (isSuccess(exchange)) ownEffect(createDeposit, exchange, difference);
        else if (namelessTaken) broken('IDM-09', reason('two-effects'), seen(exchange), exchange === a ? [b, a] : [a, b], { difference });
      }
    });
    // Two equal parts of one deposit are two refunds, unless the invoice id is refused for its own sake.
    for (const operation of keyed(calls).filter(({ creates }) => creates === 'refund')) {
      run.countCases(1);
      const { call, exchange } = await first('IDM-09', calls, operation, newKey(run));
      const { idempotencyKey: _key, ...bare } = again(call, 1);
      ownEffect(operation, exchange, operation.id);
      for (const equal of [{ ...bare, idempotencyKey: newKey(run) }, bare]) {
        const other = await calls.send(equal);
        responseOf(other);
        if (isSuccess(other)) ownEffect(operation, other, `${operation.id}: an equal body under another key, or none`);
      }
    }
    await forAll(run, fc.record({ operation: withOperation(calls) }), 60, async ({ operation }) => {
      const one = newKey(run);
      const two = newKey(run);
      const a = await first('IDM-09', calls, operation, one);
      const b = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
      const difference = `${operation.id}: another key and another body`;
      accepted('IDM-09', b, { difference }, [a.exchange]);
      for (const exchange of [a.exchange, b]) ownEffect(operation, exchange, difference);
    });
  },
};

const idm10: ProviderTest = {
  clause: 'IDM-10',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { secondMerchant } = env.provider;
    const strangers: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      {
        kind: 'a wrong signature',
        change: (call) => ({ ...call, hashAs: (hash) => `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}` }),
      },
      { kind: 'another secret', change: (call) => ({ ...call, secretAs: 'somebody' }) },
      {
        kind: 'no Authorization',
        change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'Authorization') }),
      },
      { kind: 'no X-Login', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Login') }) },
      { kind: 'no X-Date', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Date') }) },
      { kind: 'a stale X-Date', change: (call) => ({ ...call, dateAs: (now) => formatXDate(now - 3_600_000) }) },
      { kind: 'an unknown X-Login', change: (call) => ({ ...call, loginAs: `${call.credentials.apiKey}x` }) },
      {
        kind: 'the read-only key as Bearer',
        change: (call) => ({ ...call, authorizationAs: () => `Bearer ${call.credentials.readOnlyKey}` }),
      },
    ];
    // Each stranger at least once, all at one kept answer of each operation.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(strangers.length);
      const { call, exchange } = await first('IDM-10', calls, operation, newKey(run));
      for (const { kind, change } of strangers)
        refused('IDM-10', await calls.send(change(call)), { difference: `${operation.id}: the same key with ${kind}` }, [exchange]);
    });
    const cases = fc.record({ operation: withOperation(calls), stranger: fc.constantFrom(...strangers) });
    await forAll(run, cases, 80, async ({ operation, stranger }) => {
      const key = newKey(run);
      const { call, exchange } = await first('IDM-10', calls, operation, key);
      const replay = await calls.send(stranger.change(call));
      const difference = `${operation.id}: the same key with ${stranger.kind}`;
      const told = createdId(replay, idMember(operation));
      if (told !== undefined && told === createdId(exchange, idMember(operation)))
        broken('IDM-10', reason('refused'), seen(replay), [exchange, replay], { difference });
      refused('IDM-10', replay, { difference }, [exchange]);
    });
    if (!secondMerchant)
      throw new Untestable("Whether another merchant's key meets a kept answer needs a second merchant: add secondMerchant.");
    await forAll(run, fc.constant(undefined), 40, async () => {
      const key = newKey(run);
      const { call, exchange } = await first('IDM-10', calls, env.contract.operation('createDeposit'), key);
      const sameBody = await calls.send({ ...call, credentials: secondMerchant });
      const ownBody = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}2` });
      for (const theirs of [sameBody, ownBody]) {
        responseOf(theirs);
        if (isSuccess(theirs) && createdId(theirs, 'deposit_id') === createdId(exchange, 'deposit_id')) {
          broken('IDM-10', reason('other-request'), seen(theirs), [exchange, theirs], {
            difference: "another merchant's request with the same key",
          });
        }
      }
      if (!isSuccess(ownBody)) return;
      // The invoice id may be refused for its own sake, so the body differs; a key that another merchant used blocks nobody.
      const blocked = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: key });
      const fresh = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}3` });
      if (!isSuccess(sameBody) && isSuccess(fresh))
        accepted('IDM-10', blocked, { difference: "another merchant's key of the same text" }, [exchange, fresh]);
    });
  },
};

/** Ways in which a body differs from the one before it, each with an invoice id of its own or the same. */
function otherBodies(calls: ValidCalls): fc.Arbitrary<(body: JsonObject) => JsonObject> {
  const more = (body: JsonObject): JsonObject => ({ ...body, amount: typeof body.amount === 'number' ? body.amount + 1 : 101 });
  const otherInvoice = (body: JsonObject): JsonObject => ({ ...body, invoice_id: calls.depositBody().invoice_id ?? null });
  return fc.oneof(
    fc.constantFrom(more, otherInvoice, (body: JsonObject) => more(otherInvoice(body))),
    variedDeposit(calls.depositBody()).map((varied) => () => otherInvoice(varied)),
  );
}

const idm11: ProviderTest = {
  clause: 'IDM-11',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    await forAll(run, otherBodies(calls), 80, async (otherThan) => {
      const body = calls.depositBody();
      const call: Call = { ...calls.depositCall(body), idempotencyKey: newKey(run) };
      const made = await calls.send(call);
      if (!isSuccess(made)) {
        responseOf(made);
        return;
      }
      const changed: Call = { ...call, ...calls.depositCall(otherThan(body)) };
      const exchange = await calls.send(changed);
      responseOf(exchange);
      const difference = 'the same key with another body';
      oneId('IDM-11', env.contract.operation('createDeposit'), [made, exchange], difference);
      if (changed.invoiceId !== call.invoiceId) await counted('IDM-11', calls, changed.invoiceId, 0, [made, exchange], difference);
      await counted('IDM-11', calls, call.invoiceId, 1, [made, exchange], difference);
    });
    const createRefund = keyed(calls).find(({ creates }) => creates === 'refund');
    if (!createRefund) return;
    await forAll(run, fc.boolean(), 24, async (otherDeposit) => {
      const key = newKey(run);
      const completed = await calls.completedDeposit();
      const other = otherDeposit ? await calls.completedDeposit() : completed;
      const made = await calls.send({ ...calls.refundCall(completed.depositId, { amount: calls.part() }), idempotencyKey: key });
      if (!isSuccess(made)) {
        responseOf(made);
        return;
      }
      const exchange = await calls.send({ ...calls.refundCall(other.depositId, { amount: 2 * calls.part() }), idempotencyKey: key });
      responseOf(exchange);
      oneId('IDM-11', createRefund, [made, exchange], `the same key on a refund of ${otherDeposit ? 'another deposit' : 'another amount'}`);
    });
  },
};

const idm21: ProviderTest = {
  clause: 'IDM-21',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { call, exchange } = await first('IDM-21', calls, env.contract.operation('createDeposit'), run.unique('k'));
    const other = await calls.send({ ...calls.depositCall(), idempotencyKey: call.idempotencyKey ?? '' });
    run.observe({
      dispute: 'C6',
      subject: 'the same key with another body',
      seen: sameStatusAndJson(exchange, other)
        ? 'replayed'
        : isSuccess(other)
          ? 'executed'
          : `refused (${statusOf(other)}${errorCodeOf(other) === undefined ? '' : `, code ${errorCodeOf(other)}`})`,
    });
  },
};

const idm12: ProviderTest = {
  clause: 'IDM-12',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const failures: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      { kind: 'wrong signature', change: (call) => ({ ...call, secretAs: 'somebody' }) },
      { kind: 'stale date', change: (call) => ({ ...call, dateAs: (now) => formatXDate(now - 60_000) }) },
      { kind: 'missing X-Date', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Date') }) },
    ];
    for (const { kind, change } of failures) {
      const call = { ...calls.depositCall(), idempotencyKey: run.unique('k') };
      await calls.send(change(call));
      const mended = await calls.send(call);
      run.observe({ dispute: 'C8', subject: `a key first sent with a ${kind}`, seen: isSuccess(mended) ? 'not kept' : 'kept' });
    }
  },
};

const idm13: ProviderTest = {
  clause: 'IDM-13',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const key = run.unique('k');
    const { exchange } = await first('IDM-13', calls, env.contract.operation('createDeposit'), key);
    const made = await calls.deposit();
    const other = await calls.send({ ...calls.refundCall(made.depositId, { amount: calls.part() }), idempotencyKey: key });
    run.observe({
      dispute: 'C9',
      subject: 'the key of a deposit on a refund',
      seen: sameStatusAndJson(exchange, other) ? 'replayed' : `its own answer (${statusOf(other)})`,
    });
  },
};

const idm14: ProviderTest = {
  clause: 'IDM-14',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const apart = async (operation: Operation, which: number) => {
      const { one, two, kind } = similarPairs(run.unique('Key'))[which] ?? { one: newKey(run), two: newKey(run), kind: 'everything' };
      const difference = `${operation.id}: keys that differ in ${kind}`;
      const a = await calls.send({ ...(await calls.call(operation)), idempotencyKey: one });
      if (!isSuccess(a)) {
        if (statusOf(a) > 499) broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference });
        return;
      }
      const b = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
      if (isSuccess(b) ? createdId(a, idMember(operation)) === createdId(b, idMember(operation)) : statusOf(b) > 499) {
        broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
      timely(b);
      // A refusal is legal for an unusual key only where it is the key itself that is refused: then it is also refused when it comes first.
      if (!isSuccess(b)) {
        const alone = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
        if (errorCodeOf(b) === '104' || isSuccess(alone)) broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
    };
    const honoured = async (operation: Operation, which: number) => {
      const { key, kind } = unusualKeyList(run.unique('u'))[which] ?? { key: newKey(run), kind: 'nothing unusual' };
      const call = { ...(await calls.call(operation)), idempotencyKey: key };
      const a = await calls.send(call);
      if (!isSuccess(a)) {
        if (statusOf(a) > 499)
          broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference: `${operation.id}: a key with ${kind}` });
        return;
      }
      const b = await calls.send(again(call, 1));
      responseOf(b);
      timely(b);
      if (!isSuccess(b) || createdId(a, idMember(operation)) !== createdId(b, idMember(operation))) {
        broken('IDM-14', reason('status-and-body-of-first-answer'), seen(b), [a, b], {
          difference: `${operation.id}: a key with ${kind}, again`,
        });
      }
      await counted('IDM-14', calls, call.invoiceId, 1, [a, b], `${operation.id}: a key with ${kind}, twice`);
    };
    for (const { ask, kinds, cases } of [
      { ask: apart, kinds: similarPairs(run.unique('Key')).length, cases: 80 },
      { ask: honoured, kinds: unusualKeyList(run.unique('u')).length, cases: 60 },
    ]) {
      for (const operation of keyed(calls)) {
        await inGroups(run, [...Array(kinds).keys()], async (which) => {
          run.countCases(1);
          await ask(operation, which);
        });
      }
      await forAll(run, fc.record({ operation: withOperation(calls), which: fc.nat({ max: kinds - 1 }) }), cases, ({ operation, which }) =>
        ask(operation, which),
      );
    }
  },
};

export const idempotencyTests: readonly ProviderTest[] = [
  idm01,
  idm02,
  idm20,
  idm03,
  idm04,
  idm05,
  idm06,
  idm07,
  idm08,
  idm09,
  idm10,
  idm11,
  idm21,
  idm12,
  idm13,
  idm14,
];
