import fc from 'fast-check';
import { amountText, subtractAmounts } from '../../core/contract/amounts.ts';
import { isGatewayStatus } from '../../core/contract/gateway.ts';
import { lineOf } from '../../core/contract/scheme.ts';
import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderControls } from '../../roles/provider.ts';
import { type Operation, payment, reversal } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, broken, isFailure, isRefusal, isSuccess, responseOf, seen, statusOf, timely } from '../judgement.ts';
import { later, retriedAfterMs } from '../later.ts';
import { weakWithoutMoves } from '../oracle.ts';
import { patiently } from '../patience.ts';
import { readableWithinMs, type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { alongAxes, keyedAlongAxes } from './axes.ts';
import { decimal, sumsOf } from './endpoints.ts';
import { settling } from './idempotency-in-flight.ts';
import {
  again,
  counted,
  first,
  firstUnderNewKey,
  type JsonObject,
  keyed,
  newKey,
  ofWrongTypes,
  oneId,
  sameStatusAndJson,
  secondsApart,
  takesNameless,
  withOperation,
} from './keyed-creation.ts';
import { moments, sameReference, wrongCalls } from './moments.ts';
import { inGroups, secondChance } from './negative-case.ts';

const idm01: ProviderTest = {
  clause: 'IDM-01',
  needs: ['idempotent'],
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
      const { call, exchange } = await firstUnderNewKey('IDM-01', calls, operation, run, nameless);
      const exchanges = [exchange];
      for (const apart of retries) exchanges.push(await calls.send(again(call, apart)));
      done.push({ operation, call, exchanges });
      await once(
        operation,
        call,
        exchanges,
        said('more-with-same-key', { id: operation.id, part: nameless ? said('without-invoice-id') : '', length: retries.length }),
      );
    };
    // Each operation at least once. The rest is drawn.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(1);
      await retried({ operation, retries: [1], nameless: false });
    });
    // The name of a field is case-insensitive (RFC 9110 §5.1), so the retry of another library is the same retry.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(1);
      const { call, exchange } = await firstUnderNewKey('IDM-01', calls, operation, run);
      const exchanges = [exchange];
      for (const spell of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()])
        exchanges.push(await calls.send({ ...again(call, 1), headersAs: (lines) => lines.map(([name, value]) => [spell(name), value]) }));
      await once(operation, call, exchanges, said('same-key-header-names-in-other-case', { id: operation.id }));
    });
    await forAll(run, cases, 100, retried);
    // A retry may also come late, after some seconds and many other keys.
    await otherKeysUsed('IDM-01', calls, run, lateReplays - done.length);
    const difference = (operation: Operation) =>
      said('one-more-with-same-key-s-later', { id: operation.id, retriedAfterMs: retriedAfterMs / 1000, length: done.length });
    await later(env, begun, retriedAfterMs, () =>
      inGroups(run, done.slice(0, lateReplays), async ({ operation, call, exchanges }) => {
        run.countCases(1);
        const late = await calls.send(again(call));
        await once(operation, call, [...exchanges, late], difference(operation));
      }),
    );
    await atMoments('IDM-01', env, run, calls, once);
    await keyedAlongAxes(env, run, calls, keyed(calls), 'repeat', (operation, call, exchanges, { name }) =>
      once(operation, call, exchanges, said('same-key-again-sent', { id: operation.id, circumstance: name })),
    );
  },
};

/** Asks each keyed operation again under its key, once after each event that may happen to the key or to what was made. */
async function atMoments(
  clause: 'IDM-01' | 'IDM-02',
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  judge: (operation: Operation, call: Call, exchanges: readonly Exchange[], difference: string) => Promise<void> | void,
): Promise<void> {
  for (const operation of keyed(calls)) {
    const passing = [...moments(env, calls, operation), ...(clause === 'IDM-02' ? [sameReference(calls)] : [])];
    await inGroups(run, passing, async ({ name, pass }) => {
      run.countCases(1);
      const { call, exchange } = await firstUnderNewKey(clause, calls, operation, run);
      await pass(call, exchange);
      const replay = await calls.send(again(call));
      responseOf(replay);
      await judge(operation, call, [exchange, replay], said('same-key-again-after', { id: operation.id, moment: name }));
    });
  }
}

/** How many keys are asked once more after all others of the test have been used. */
const lateReplays = 24;

/** Uses that many keys once. A run with few cases uses few other keys, so a store that forgets the oldest would not show. */
async function otherKeysUsed(clause: ClauseId, calls: ValidCalls, run: ClauseRun, count: number): Promise<void> {
  const [operation] = keyed(calls);
  if (operation === undefined) return;
  await inGroups(run, [...Array(Math.max(0, count)).keys()], async () => {
    await firstUnderNewKey(clause, calls, operation, run);
  });
}

/** Replays an accepted creation, soon and late, and compares the answers with the first. */
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
    const { call, exchange } = await firstUnderNewKey(clause, calls, operation, run, nameless);
    const replay = await calls.send(again(call, apart));
    done.push({ operation, call, exchange });
    judged(exchange, replay, said('same-key-and-body-again', { id: operation.id, part: nameless ? said('without-invoice-id') : '' }));
  });
  // The draws may leave an operation out, and the answers of each have their own form.
  const left = keyed(calls).filter((operation) => !done.some((each) => each.operation.id === operation.id));
  await inGroups(run, left, async (operation) => {
    run.countCases(1);
    const { call, exchange } = await firstUnderNewKey(clause, calls, operation, run);
    done.push({ operation, call, exchange });
    judged(exchange, await calls.send(again(call)), said('the-same-key-and-body-again', { id: operation.id }));
  });
  if (clause === 'IDM-02') await otherKeysUsed(clause, calls, run, lateReplays - done.length);
  await inGroups(run, done.slice(0, lateReplays), async ({ operation, call, exchange }) => {
    run.countCases(1);
    judged(exchange, await calls.send(again(call)), said('same-key-and-body-again-after-other', { id: operation.id, length: done.length }));
  });
}

const idm02: ProviderTest = {
  clause: 'IDM-02',
  needs: ['idempotent'],
  async run(env, run) {
    await replays('IDM-02', env, run, 80, sameStatusAndJson);
    const calls = validCalls(env, run);
    for (const [variedIs, difference] of [
      ['first', 'same-key-again-first-sent'],
      ['both', 'same-key-again-both-sent'],
      ['repeat', 'same-key-again-sent'],
    ] as const)
      await keyedAlongAxes(env, run, calls, keyed(calls), variedIs, ({ id }, _call, [exchange, replay], { name }) => {
        if (!sameStatusAndJson(exchange, replay))
          broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
            difference: said(difference, { id, circumstance: name }),
          });
      });
    await atMoments('IDM-02', env, run, calls, (_operation, _call, [exchange, replay], difference) => {
      if (exchange && replay && !sameStatusAndJson(exchange, replay))
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], { difference });
    });
    // What was created changes its status; the kept answer does not change.
    const { moveStatus } = env.provider.controls;
    if (!moveStatus) {
      weakWithoutMoves(env, run, 'no-move-before-replay');
      return;
    }
    // Whatever the key gets on another path meanwhile (C9), the first answer stays the same.
    for (const operation of keyed(calls)) {
      run.countCases(1);
      const { call, exchange } = await firstUnderNewKey('IDM-02', calls, operation, run);
      for (const other of keyed(calls).filter(({ id }) => id !== operation.id))
        await calls.send({ ...(await calls.call(other)), idempotencyKey: call.idempotencyKey ?? '' });
      const replay = await calls.send(again(call, 1));
      if (!sameStatusAndJson(exchange, replay))
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
          difference: said('same-key-and-body-again-after-key', { id: operation.id }),
        });
    }
    await forAll(run, fc.constant(undefined), 20, async () => {
      const { call, exchange } = await firstUnderNewKey('IDM-02', calls, payment(env.contract).create, run);
      await calls.move(calls.idOf(exchange) ?? '', calls.moves.completed);
      const replay = await calls.send(again(call, 1));
      if (!sameStatusAndJson(exchange, replay)) {
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
          difference: said('same-key-after-deposit-completed'),
        });
      }
    });
    // Different requests at once: which one came first is not known, and it gets its answer again.
    await forAll(run, fc.integer({ min: 2, max: 4 }), 12, async (width) => {
      const idempotencyKey = newKey(run);
      const raced = Array.from({ length: width }, (): Call => ({ ...calls.depositCall(), idempotencyKey }));
      const exchanges = await env.provider.race(raced.map(draftOf));
      const made = exchanges.find(isSuccess);
      if (made === undefined) return;
      const replays: Exchange[] = [];
      for (const call of raced) replays.push(await calls.send(again(call)));
      for (const replay of replays) responseOf(replay);
      if (replays.some((replay) => sameStatusAndJson(made, replay))) return;
      // One that failed for a moment may be that of the first one: it decides, and is asked again.
      const last = replays.findLast(isFailure) ?? replays.at(-1) ?? made;
      broken(
        'IDM-02',
        reason('status-and-body-of-first-answer'),
        seen(last),
        [...exchanges, ...replays.filter((one) => one !== last), last],
        {
          difference: said('again-after-different-at-once', { width }),
        },
      );
    });
  },
};

const idm20: ProviderTest = {
  clause: 'IDM-20',
  needs: ['idempotent'],
  run: (env, run) =>
    replays(
      'IDM-20',
      env,
      run,
      40,
      (a, b) => Buffer.from(responseOf(a).body).equals(Buffer.from(responseOf(b).body)) && statusOf(a) === statusOf(b),
    ),
};

/** Members without which a creation is refused: those about the money first. */
function requiredMembers({ contract }: ProviderTestEnvironment): readonly [string, ...string[]] {
  const { create, members } = payment(contract);
  const required = create.requestBody?.required ?? [];
  const ofMoney = ['country', members.amount, members.currency].filter((name) => name !== undefined && required.includes(name));
  const [first = 'amount', ...others] = ofMoney as readonly string[];
  return [first, ...others];
}

/**
 * Judges along all axes that a kept refusal is one answer: to the first request with a circumstance, to its repeat without, and to one with it. Where the
 * circumstance changes the refusal of a request without a key, something before the operation refused it, and nothing is judged.
 */
async function keptRefusals(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  await alongAxes(env, run, calls, keyed(calls), async (varied, operation, { name }) => {
    const unusual: Call = { ...(await varied.call(operation)), body: encodeUtf8(ofWrongTypes) };
    const { variedAs: _varied, ...usual } = unusual;
    const plainly = answerText(await varied.send(usual));
    const key = newKey(run);
    const sent: Exchange[] = [];
    for (const call of [unusual, usual, unusual]) sent.push(await varied.send({ ...call, idempotencyKey: key }));
    const [failed, ...replays] = sent;
    const other = sent.find((exchange) => !isRefusal(exchange) || answerText(exchange) !== plainly);
    if (failed === undefined || other !== undefined)
      throw new Indeterminate(other === undefined ? plainly : answerText(other), 'implementation', sent);
    const changed = replays.find((replay) => !sameStatusAndJson(failed, replay));
    if (changed !== undefined)
      broken('IDM-03', reason('status-and-body-of-first-answer'), seen(changed), [failed, changed], {
        difference: said('same-key-after-4xx-sent', { id: operation.id, circumstance: name }),
      });
  });
}

const idm03: ProviderTest = {
  clause: 'IDM-03',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(env, calls);
    // The key of a failure may be in flight a moment longer, but not for good.
    const repeated = async (call: Call, failed: Exchange, apart: number): Promise<Exchange> => {
      const next = await calls.send(again(call, apart));
      return sameStatusAndJson(failed, next) ? next : settled(call, next);
    };
    // A validation failure: the corrected body under its key is another request, which is replayed or refused (C6), never executed.
    const validation = fc.record({ member: fc.constantFrom(...requiredMembers(env)), correctedAtOnce: fc.boolean() });
    await forAll(run, validation, 40, async ({ member, correctedAtOnce }) => {
      const key = newKey(run);
      const right = calls.depositBody();
      const failing: Call = { ...calls.depositCall({ ...right, [member]: null }), idempotencyKey: key };
      const failed = await calls.send(failing);
      if (statusOf(failed) < 400 || statusOf(failed) > 499) return;
      const notExecuted = async () => {
        const corrected = await calls.send({ ...calls.depositCall(right), idempotencyKey: key });
        if (isSuccess(corrected))
          broken('IDM-03', reason('status-and-body-of-first-answer'), seen(corrected), [failed, corrected], {
            difference: said('same-key-after-4xx-for-body-corrected', { member }),
          });
      };
      // A record that is written after its answer is not there yet for a request that comes at once.
      if (correctedAtOnce) await notExecuted();
      const replay = await repeated(failing, failed, 1);
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], {
          difference: said('same-key-and-body-after-4xx-for', { member }),
        });
      }
      await notExecuted();
    });
    // Failures of other statuses: the repeat gets the same answer as the first.
    const same = async (call: Call, difference: string, corrected?: Call) => {
      run.countCases(1);
      const keyedCall: Call = { ...call, idempotencyKey: newKey(run) };
      const failed = await calls.send(keyedCall);
      if (failed.answer.kind === 'none' || statusOf(failed) < 400 || statusOf(failed) > 499) return;
      const replay = await repeated(keyedCall, failed, 1);
      if (!sameStatusAndJson(failed, replay))
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference });
      if (corrected === undefined) return;
      const next = await calls.send({ ...corrected, idempotencyKey: keyedCall.idempotencyKey ?? '' });
      if (isSuccess(next))
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(next), [failed, next], {
          difference: said('then-corrected', { difference }),
        });
    };
    // A failure at each stage after authentication: its key is free again, or kept with its answer.
    const texts: readonly (readonly [stage: string, text: string])[] = [
      [said('stage-not-json'), '{"amount":'],
      [said('stage-not-an-object'), '[]'],
      [said('stage-too-deep'), `${'['.repeat(2000)}${']'.repeat(2000)}`],
      [said('stage-wrong-type'), ofWrongTypes],
    ];
    for (const operation of keyed(calls)) {
      const call = await calls.call(operation);
      await inGroups(run, texts, async ([stage, text]) => same({ ...call, body: encodeUtf8(text) }, `${operation.id}: ${stage}`));
    }
    const used = await calls.deposit();
    await same(calls.depositCall(used.body), said('same-key-after-4xx-for-used-invoice'), calls.depositCall());
    await same(
      calls.depositCall(calls.depositBody({ country: 'ZZ' })),
      said('same-key-after-4xx-for-unknown-country'),
      calls.depositCall(),
    );
    for (const operation of keyed(calls).filter(({ traits }) => traits.includes('reverses'))) {
      await same(calls.refundCall('999999999999999'), said('same-key-after-4xx-for-unknown-deposit', { id: operation.id }));
      await same(calls.refundCall(used.depositId, { amount: 'x' }), said('same-key-after-4xx-for-amount-not', { id: operation.id }));
    }
    await keptRefusals(env, run, calls);
    // A business failure whose cause ends: a refund of a deposit that is not completed, which then is.
    const { moveStatus } = env.provider.controls;
    // Only the refusal of a refund has a cause that ends.
    if (reversal(env.contract) === undefined) return;
    if (!moveStatus) throw new Untestable(said('replayed-4xx-needs-status'), [], ['movesStatus']);
    for (const operation of keyed(calls).filter(({ traits }) => traits.includes('reverses'))) {
      const { depositId, body } = await calls.completedDeposit();
      const corrected = calls.refundCall(depositId, { amount: calls.part() });
      await same(calls.refundCall('999999999999999'), said('same-key-after-4xx-for-unknown-deposit', { id: operation.id }), corrected);
      const sum = Number(body[payment(env.contract).members.amount ?? '']);
      if (Number.isNaN(sum)) continue;
      const beyond = calls.refundCall(depositId, { amount: sum * 2 });
      await same(beyond, said('same-key-after-4xx-for-refund-beyond', { id: operation.id }), corrected);
    }
    await forAll(run, fc.record({ apart: secondsApart }), 40, async ({ apart }) => {
      const key = newKey(run);
      const made = await calls.deposit();
      const call: Call = { ...calls.refundCall(made.depositId, { amount: calls.part() }), idempotencyKey: key };
      const failed = await calls.send(call);
      if (isSuccess(failed)) return;
      if (statusOf(failed) > 499) return;
      await calls.move(made.depositId, calls.moves.completed);
      const replay = await repeated(call, failed, apart);
      const healed = await calls.send({ ...calls.refundCall(made.depositId, { amount: calls.part() }) });
      responseOf(healed);
      if (!isSuccess(healed)) throw new Indeterminate(said('cause-did-not-heal'), 'implementation', [healed]);
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], {
          difference: said('same-key-after-cause-of-4xx-healed'),
        });
      }
    });
  },
};

/** As in IDM-04, but nothing is replayed: a provoked 500, then the same body under another key. */
async function unreplayed(provoke: NonNullable<ProviderControls['provoking500']>, calls: ValidCalls, run: ClauseRun): Promise<Exchange> {
  const call = calls.depositCall((await provoke(calls.depositBody())) as JsonObject);
  await calls.send({ ...call, idempotencyKey: newKey(run) });
  return calls.send({ ...again(call, 1), idempotencyKey: newKey(run) });
}

/** A limit may count the calls of one key. Its status can then come for each of them and is still not an answer to the call. */
const limitStatus = 429;

/** Whether a gateway status belongs to this call: it comes for it each time, and for none of the plain ones between. */
async function alwaysOf(calls: ValidCalls, call: Call, { answer }: Exchange): Promise<boolean> {
  if (answer.kind === 'none' || answer.response.status === limitStatus || !isGatewayStatus(answer.response.status)) return false;
  for (let round = 0; round < 3; round += 1) {
    const plain = await calls.send(calls.depositCall());
    const same = await calls.send(call);
    if (!isSuccess(plain) || same.answer.kind === 'none' || same.answer.response.status !== answer.response.status) return false;
  }
  return true;
}

const idm04: ProviderTest = {
  clause: 'IDM-04',
  needs: ['idempotent', 'provokes500'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const provoke = env.provider.controls.provoking500;
    if (!provoke) throw new Untestable(said('no-way-to-provoke-500'), [], ['provokes500']);
    const begun = env.provider.now();
    const done: { readonly call: Call; readonly failed: Exchange }[] = [];
    const settled = settling(env, calls);
    const judged = async (call: Call, failed: Exchange, next: Exchange, difference: string) => {
      // The key may be in flight a moment longer, but not for good.
      const replay = await settled(call, next);
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
        throw new Indeterminate(said('provoke-500-gave-other', { status }), 'configuration', [failed]);
      }
      // What the first one left is not judged here. Its replays leave nothing more.
      const count = async (wanted: number) => (call.invoiceId === undefined ? undefined : calls.effects(call.invoiceId, wanted));
      const left = await count(0);
      const replays: Exchange[] = [];
      for (const apart of retries) replays.push(await calls.send(again(call, apart)));
      const since = await count(left ?? 0);
      if (left !== undefined && since !== undefined && since > left)
        broken('IDM-04', reason('no-effect'), reason('effects-counted', { count: since - left }), [failed, ...replays], {
          difference: said('same-key-after-500'),
        });
      // The same body under another key shows that execution would succeed by now.
      const healed = await calls.send({ ...again(call, 1), idempotencyKey: other });
      const late = await calls.send(again(call));
      done.push({ call, failed });
      for (const replay of [...replays, late]) await judged(call, failed, replay, said('same-key-after-500'));
      if (!isSuccess(healed)) {
        responseOf(healed);
        timely(healed);
        const control = await unreplayed(provoke, calls, run);
        if (isSuccess(control))
          broken(
            'IDM-04',
            reason('no-effect'),
            reason('took-effect', { what: said('another-key-then-refused', { healed: statusOf(healed) }) }),
            [control, failed, ...replays, healed],
            {
              difference: said('same-key-after-500-then-another-key'),
            },
          );
        throw new Untestable(said('provoked-500-does-not-heal'), [control, failed, ...replays, healed]);
      }
      await counted('IDM-04', calls, call.invoiceId, 1, [failed, ...replays, healed], said('replays-of-500-and-one-new-key'));
    });
    for (const { name, pass } of wrongCalls(calls)) {
      run.countCases(1);
      const call: Call = { ...calls.depositCall((await provoke(calls.depositBody())) as JsonObject), idempotencyKey: newKey(run) };
      const failed = await calls.send(call);
      await pass(call);
      if (failed.answer.kind === 'response' && failed.answer.response.status === 500)
        await judged(call, failed, await calls.send(again(call)), said('same-key-again-after', { id: call.operation.id, moment: name }));
    }
    const difference = said('same-key-after-500-s-later', { retriedAfterMs: retriedAfterMs / 1000, length: done.length });
    await later(env, begun, retriedAfterMs, () =>
      inGroups(run, done.slice(0, lateReplays), async ({ call, failed }) => {
        run.countCases(1);
        await judged(call, failed, await calls.send(again(call)), difference);
      }),
    );
  },
};

/**
 * Judges that a replayed refund refunds once. Its answer may be the kept one although money goes out again. The remaining amount decides: a part that
 * was replayed and the rest of the deposit are the whole of it.
 */
async function refundedOnce(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const { step } = sumsOf(env, calls.depositBody());
  const parts = async (replays: number) => {
    const { depositId, body } = await calls.completedDeposit();
    const { total, decimals } = sumsOf(env, body);
    const rest = Number(amountText(subtractAmounts(decimal(total), decimal(step)), decimals));
    const call: Call = { ...calls.refundCall(depositId, { amount: Number(step) }), idempotencyKey: newKey(run) };
    const made = await calls.send(call);
    const replayed: Exchange[] = [];
    for (let index = 0; index < replays; index += 1) replayed.push(await calls.send(again(call, index)));
    const last = await calls.send(calls.refundCall(depositId, { amount: rest }));
    const exchanges = [made, ...replayed, last];
    for (const exchange of exchanges) responseOf(exchange);
    return { made, last, exchanges };
  };
  run.countCases(1);
  const { made, last, exchanges } = await parts(2);
  if (!isSuccess(made) || isSuccess(last)) return;
  timely(last);
  const { exchanges: control } = await parts(0);
  if (!control.every(isSuccess)) return;
  broken(
    'IDM-05',
    reason('one-effect'),
    reason('took-effect', { what: said('rest-then-refused', { last: statusOf(last) }) }),
    [...control, ...exchanges],
    {
      difference: said('refund-of-with-same-key-thrice', { step }),
    },
  );
}

const idm05: ProviderTest = {
  clause: 'IDM-05',
  needs: ['idempotent'],
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
          throw new Indeterminate(said('not-accepted-without-key', { id: operation.id }), 'implementation', [control]);
        }
        accepted('IDM-05', exchange, { difference: said('with-an-idempotency-key', { id: operation.id }) }, [control]);
        const replay = await calls.send(again(keyedCall, 1));
        if (!sameStatusAndJson(exchange, replay)) {
          broken('IDM-05', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
            difference: said('same-key-again', { id: operation.id }),
          });
        }
      });
    }
    if (keyed(calls).some(({ traits }) => traits.includes('reverses'))) await secondChance(run, () => refundedOnce(env, run, calls));
  },
};

const idm06: ProviderTest = {
  clause: 'IDM-06',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { moveStatus } = env.provider.controls;
    if (!moveStatus) weakWithoutMoves(env, run, 'no-move-between-reads');
    await readsOfOneKey(run, calls, env);
    const createDeposit = payment(env.contract).create;
    let patienceMs = readableWithinMs;
    await forAll(run, fc.record({ before: fc.boolean() }), 50, async ({ before }) => {
      const key = newKey(run);
      const made = await calls.deposit();
      const other = await calls.deposit();
      const status = { ...calls.statusCall(made.depositId), idempotencyKey: key };
      if (before) {
        // A key seen on a GET is still unused for a POST.
        accepted('IDM-06', await calls.send(status), { difference: said('status-call-with-key') });
        const call: Call = { ...calls.depositCall(), idempotencyKey: key };
        const exchange = await calls.send(call);
        const difference = said('creation-with-key-sent-on-get-before');
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
        accepted('IDM-06', exchange, { difference: said('status-call-with-key') });
        if (calls.idOf(exchange) !== deposit.depositId) {
          broken(
            'IDM-06',
            reason('current-state'),
            reason('value-seen', { value: calls.idOf(exchange) ?? said('no-deposit-id') }),
            [exchange],
            { difference: said('status-call-with-key-used-before') },
          );
        }
      }
      if (!moveStatus) return;
      await calls.move(made.depositId, calls.moves.completed);
      const moved = await shownCompleted(env, calls, () => calls.send(again(status, 1)), patienceMs);
      accepted('IDM-06', moved, { difference: said('status-call-with-same-key-after-deposit') }, [one]);
      const state = calls.stateOf(moved);
      if (state !== calls.moves.completed) {
        // A failing case is only made smaller.
        patienceMs = 0;
        broken('IDM-06', reason('current-state'), reason('value-seen', { value: String(state) }), [one, moved], {
          difference: said('status-call-with-same-key-after-deposit'),
        });
      }
    });
    await readsAlongAxes(env, run, calls);
  },
};

/** A read of a deposit that was completed. Another replica may be out of date for a while; what a key holds stays as it is. */
function shownCompleted(
  { provider }: ProviderTestEnvironment,
  calls: ValidCalls,
  read: () => Promise<Exchange>,
  withinMs: number,
): Promise<Exchange> {
  return patiently(provider, read, (exchange) => !isSuccess(exchange) || calls.stateOf(exchange) === calls.moves.completed, withinMs);
}

/** Judges that a key has no effect on a read however that is sent: a key with a kept answer, and one that a creation has later. */
async function readsAlongAxes(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const paid = payment(env.contract);
  const [used, unused] = [newKey(run), newKey(run)];
  await first('IDM-06', calls, paid.create, used);
  const made = await calls.deposit();
  const asked = async (varied: ValidCalls): Promise<Call> => {
    const { variedAs } = await varied.call(paid.read);
    return { ...calls.statusCall(made.depositId), ...(variedAs && { variedAs }) };
  };
  const sent = (circumstance: string) => said('sent-otherwise', { id: paid.read.id, circumstance });
  await alongAxes(env, run, calls, [paid.read], async (varied, _operation, { name }) => {
    const call = await asked(varied);
    const control = await varied.send(call);
    // By HEAD nothing is shown.
    if (!isSuccess(control) || calls.idOf(control) !== made.depositId)
      throw new Indeterminate(answerText(control), 'implementation', [control]);
    for (const idempotencyKey of [used, unused]) {
      const exchange = await varied.send({ ...call, idempotencyKey });
      const difference = `${sent(name)}: ${said('status-call-with-key')}`;
      accepted('IDM-06', exchange, { difference }, [control]);
      const id = calls.idOf(exchange);
      if (id === made.depositId) continue;
      const value = reason('value-seen', { value: id ?? said('no-deposit-id') });
      broken('IDM-06', reason('current-state'), value, [control, exchange], { difference });
    }
  });
  const creation: Call = { ...calls.depositCall(), idempotencyKey: unused };
  const exchange = await calls.send(creation);
  const difference = said('creation-with-key-sent-on-get-before');
  if (!isSuccess(exchange)) {
    const control = await first('IDM-06', calls, paid.create, newKey(run));
    accepted('IDM-06', exchange, { difference }, [control.exchange]);
  }
  await counted('IDM-06', calls, creation.invoiceId, 1, [exchange], difference);
  if (!env.provider.controls.moveStatus) return;
  await calls.move(made.depositId, calls.moves.completed);
  let patienceMs = readableWithinMs;
  await alongAxes(env, run, calls, [paid.read], async (varied, _operation, { name }) => {
    const call = await asked(varied);
    const control = await shownCompleted(env, calls, () => varied.send(call), readableWithinMs);
    if (!isSuccess(control) || calls.stateOf(control) !== calls.moves.completed)
      throw new Indeterminate(answerText(control), 'implementation', [control]);
    const moved = await shownCompleted(env, calls, () => varied.send({ ...call, idempotencyKey: used }), patienceMs);
    const difference = `${sent(name)}: ${said('status-call-with-same-key-after-deposit')}`;
    accepted('IDM-06', moved, { difference }, [control]);
    const state = calls.stateOf(moved);
    if (state === calls.moves.completed) return;
    patienceMs = 0;
    broken('IDM-06', reason('current-state'), reason('value-seen', { value: String(state) }), [control, moved], { difference });
  });
}

/**
 * Judges that one key on two reads shows each its own resource: with the key the two answers differ where they differ without it.
 * Answers may change by themselves, so they are compared at the same moment.
 */
async function readsOfOneKey(run: ClauseRun, calls: ValidCalls, env: ProviderTestEnvironment): Promise<void> {
  const refund = async (): Promise<Call | undefined> => {
    const reversing = reversal(env.contract);
    if (reversing === undefined || !calls.reaches(reversing.create)) return undefined;
    const made = await calls.call(reversing.create);
    const id = calls.refundIdOf(await calls.send(made));
    return id === undefined ? undefined : calls.refundStatusCall(calls.refundedBy(made), id);
  };
  const pairs: (readonly [Call | undefined, Call | undefined])[] = [[await refund(), await refund()]];
  for (const operation of calls.bearer.filter(({ parameters }) => parameters.some(({ name }) => name === 'country'))) {
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
    const withKey = (call: Call): Call => ({ ...call, headersAs: (lines) => [...lines, ...lineOf(call.form.idempotency, key)] });
    const keyed = [await calls.send(withKey(one)), await calls.send(withKey(two))] as const;
    if (keyed.every(isSuccess) && sameStatusAndJson(...keyed))
      broken('IDM-06', reason('current-state'), seen(keyed[1]), [a, b, ...keyed], {
        difference: said('two-reads-with-one-key', { id: one.operation.id }),
      });
  }
}

export const replayTests: readonly ProviderTest[] = [idm01, idm02, idm20, idm03, idm04, idm05, idm06];
