import fc from 'fast-check';
import { freshKey, similarKeys, unusualKeys } from '../../arbitraries/idempotency-key.ts';
import { variedDeposit } from '../../arbitraries/request.ts';
import { formatXDate } from '../../core/clock.ts';
import type { Exchange } from '../../core/exchange.ts';
import { equalJson, type JsonValue, parseJson } from '../../core/json.ts';
import { reason } from '../../core/reason.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf, jsonBody } from '../call.ts';
import type { ProviderBench, ProviderTest } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { accepted, broken, createdId, errorCodeOf, isSuccess, memberOf, refused, responseOf, seen, statusOf } from '../judgement.ts';
import { type Occasions, occasions } from '../occasion.ts';
import type { Trial } from '../trial.ts';
import { Indeterminate, Untestable } from '../violation.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** POST operations that honour keys and whose calls can be made to be accepted. */
function keyed(place: Occasions): readonly Operation[] {
  return place.operations.filter((operation) => operation.method === 'POST' && operation.idempotency === 'honoured');
}

/** The member that names what an operation made. */
function idMember(operation: Operation): string {
  return `${operation.creates ?? 'deposit'}_id`;
}

/** The same call signed anew, as a retry is: its X-Date is another second of the window, so that nothing but the key tells that it is the same. */
function again(call: Call, secondsApart: number): Call {
  return { ...call, dateAs: (now) => formatXDate(now + secondsApart * 1000) };
}

const secondsApart = fc.constantFrom(-3, -2, -1, 0, 1, 2);

function sameStatusAndJson(a: Exchange, b: Exchange): boolean {
  const [one, two] = [responseOf(a), responseOf(b)];
  if (one.status !== two.status) return false;
  if (Buffer.from(one.body).equals(two.body)) return true;
  const trees = [one, two].map((response) => parseJson(decodeUtf8(response.body) ?? ''));
  return trees[0] !== undefined && trees[1] !== undefined && equalJson(trees[0], trees[1]);
}

/** The effect is counted where it can be: a deposit per invoice id. */
async function counted(clause: ClauseId, bench: ProviderBench, invoiceId: string | undefined, wanted: number, exchanges: readonly Exchange[], difference: string): Promise<void> {
  const { countDeposits } = bench.provider.controls;
  if (!countDeposits || invoiceId === undefined) return;
  const count = await countDeposits(invoiceId);
  if (count !== wanted) broken(clause, reason(wanted === 0 ? 'no-effect' : 'one-effect'), reason('effects-counted', { count }), exchanges, { difference });
}

/** All answers that name what they made name the same. */
function oneId(clause: ClauseId, operation: Operation, exchanges: readonly Exchange[], difference: string): void {
  const ids = new Set(exchanges.filter(isSuccess).map((exchange) => createdId(exchange, idMember(operation)) ?? ''));
  if (ids.size > 1) broken(clause, reason('one-effect'), reason('different-answers', { answers: [...ids].join(', ') }), exchanges, { difference });
}

/** A creation that was accepted under a key, ready to be replayed. */
async function first(clause: ClauseId, place: Occasions, operation: Operation, key: string): Promise<{ readonly call: Call; readonly exchange: Exchange }> {
  const call = { ...(await place.call(operation)), idempotencyKey: key };
  const exchange = await place.send(call);
  if (!isSuccess(exchange)) {
    responseOf(exchange);
    throw new Indeterminate(`A first ${operation.id} with an idempotency key was not accepted, so its replay proves nothing: see IDM-05 (${clause}).`, 'implementation', [
      exchange,
    ]);
  }
  return { call, exchange };
}

function keyFor(trial: Trial): fc.Arbitrary<string> {
  return drawn(() => freshKey(trial.unique('k')));
}

/** Asks every keyed operation, creations of deposits most often. */
function withOperation(place: Occasions): fc.Arbitrary<Operation> {
  return fc.constantFrom(...keyed(place));
}

const idm01: ProviderTest = {
  clause: 'IDM-01',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const cases = fc.record({ operation: withOperation(place), key: keyFor(trial), retries: fc.array(secondsApart, { minLength: 1, maxLength: 4 }) });
    await forAll(trial, cases, 100, async ({ operation, key, retries }) => {
      const { call, exchange } = await first('IDM-01', place, operation, key);
      const exchanges = [exchange];
      for (const apart of retries) exchanges.push(await place.send(again(call, apart)));
      const difference = `${operation.id}: ${retries.length} more with the same key`;
      oneId('IDM-01', operation, exchanges, difference);
      await counted('IDM-01', bench, call.invoiceId, 1, exchanges, difference);
    });
  },
};

/** Replays an accepted creation and judges the answer against the first. */
async function replays(clause: 'IDM-02' | 'IDM-20' | 'IDM-05', bench: ProviderBench, trial: Trial, cases: number, same: (a: Exchange, b: Exchange) => boolean): Promise<void> {
  const place = occasions(bench, trial);
  await forAll(trial, fc.record({ operation: withOperation(place), key: keyFor(trial), apart: secondsApart }), cases, async ({ operation, key, apart }) => {
    const { call, exchange } = await first(clause, place, operation, key);
    const replay = await place.send(again(call, apart));
    responseOf(replay);
    if (!same(exchange, replay)) {
      broken(clause, reason(clause === 'IDM-20' ? 'bytes-of-first-answer' : 'status-and-body-of-first-answer'), seen(replay), [exchange, replay], {
        difference: `${operation.id}: the same key and body again`,
      });
    }
  });
}

const idm02: ProviderTest = {
  clause: 'IDM-02',
  needs: [],
  async run(bench, trial) {
    await replays('IDM-02', bench, trial, 80, sameStatusAndJson);
    // What was created moves on; the kept answer does not.
    const { moveStatus } = bench.provider.controls;
    if (!moveStatus) return;
    const place = occasions(bench, trial);
    await forAll(trial, keyFor(trial), 20, async (key) => {
      const { call, exchange } = await first('IDM-02', place, bench.contract.operation('createDeposit'), key);
      await moveStatus(createdId(exchange, 'deposit_id') ?? '', 'COMPLETED');
      const replay = await place.send(again(call, 1));
      if (!sameStatusAndJson(exchange, replay)) {
        broken('IDM-02', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], { difference: 'the same key after the deposit was completed' });
      }
    });
  },
};

const idm20: ProviderTest = {
  clause: 'IDM-20',
  needs: [],
  run: (bench, trial) =>
    replays('IDM-20', bench, trial, 40, (a, b) => Buffer.from(responseOf(a).body).equals(Buffer.from(responseOf(b).body)) && statusOf(a) === statusOf(b)),
};

const idm03: ProviderTest = {
  clause: 'IDM-03',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    // A validation failure: under its key the mended body is another request, which is replayed or refused (C6), never executed.
    await forAll(trial, fc.record({ key: keyFor(trial), member: fc.constantFrom('country', 'amount', 'currency') }), 40, async ({ key, member }) => {
      const right = place.depositBody();
      const failing: Call = { ...place.depositCall({ ...right, [member]: null }), idempotencyKey: key };
      const failed = await place.send(failing);
      if (statusOf(failed) < 400 || statusOf(failed) > 499) return;
      const replay = await place.send(again(failing, 1));
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference: `the same key and body after a 4xx for ${member}` });
      }
      const mended = await place.send({ ...place.depositCall(right), idempotencyKey: key });
      if (isSuccess(mended)) broken('IDM-03', reason('status-and-body-of-first-answer'), seen(mended), [failed, mended], { difference: `the same key after a 4xx for ${member}, body mended` });
    });
    // A business failure that heals: a refund of a deposit that is not completed, which then is.
    const { moveStatus } = bench.provider.controls;
    if (!moveStatus) throw new Untestable('A replayed 4xx shows nothing unless its cause can heal: add the recipe moveStatus.');
    await forAll(trial, fc.record({ key: keyFor(trial), apart: secondsApart }), 40, async ({ key, apart }) => {
      const made = await place.deposit();
      const call: Call = { ...place.refundCall(made.depositId, { amount: 0.01 }), idempotencyKey: key };
      const failed = await place.send(call);
      if (isSuccess(failed)) return;
      if (statusOf(failed) > 499) return;
      await moveStatus(made.depositId, 'COMPLETED');
      const replay = await place.send(again(call, apart));
      const healed = await place.send({ ...place.refundCall(made.depositId, { amount: 0.01 }) });
      if (!isSuccess(healed)) throw new Indeterminate('The cause of the kept failure did not heal (a refund of the completed deposit is refused), so its replay proves nothing.', 'implementation', [healed]);
      if (!sameStatusAndJson(failed, replay)) {
        broken('IDM-03', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference: 'the same key after the cause of the 4xx healed' });
      }
    });
  },
};

const idm04: ProviderTest = {
  clause: 'IDM-04',
  needs: ['provokes500'],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const provoke = bench.provider.controls.provoking500;
    if (!provoke) throw new Untestable('No way to provoke a 500: add the recipe provoke500.');
    const cases = fc.record({ key: keyFor(trial), retries: fc.array(secondsApart, { minLength: 1, maxLength: 3 }), other: keyFor(trial) });
    await forAll(trial, cases, 60, async ({ key, retries, other }) => {
      const body = (await provoke(place.depositBody())) as JsonObject;
      const call: Call = { ...place.depositCall(body), idempotencyKey: key };
      const failed = await place.send(call);
      if (failed.answer.kind !== 'response') responseOf(failed);
      if (failed.answer.kind === 'response' && failed.answer.response.status !== 500) {
        throw new Indeterminate(`The recipe provoke500 gave ${failed.answer.response.status} in place of 500, so nothing is known of a kept 500.`, 'configuration', [failed]);
      }
      const replays: Exchange[] = [];
      for (const apart of retries) replays.push(await place.send(again(call, apart)));
      // The same body under another key shows that execution would have succeeded by now.
      const healed = await place.send({ ...again(call, 1), idempotencyKey: other });
      const late = await place.send(again(call, 0));
      for (const replay of [...replays, late]) {
        if (!sameStatusAndJson(failed, replay)) {
          broken('IDM-04', reason('status-and-body-of-first-answer'), seen(replay), [failed, replay], { difference: 'the same key after a 500' });
        }
      }
      if (!isSuccess(healed)) {
        throw new Untestable('A provoked 500 does not heal under a new key, so a replay of it cannot be told from a second execution: use a body patch that fails once.');
      }
      await counted('IDM-04', bench, call.invoiceId, 1, [failed, ...replays, healed], 'replays of a 500 and one new key');
    });
  },
};

const idm05: ProviderTest = {
  clause: 'IDM-05',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    for (const operation of keyed(place)) {
      await forAll(trial, keyFor(trial), 20, async (key) => {
        const plainCall = await place.call(operation);
        const keyedCall = { ...(await place.call(operation)), idempotencyKey: key };
        const [control, exchange] = [await place.send(plainCall), await place.send(keyedCall)];
        if (!isSuccess(control)) {
          responseOf(control);
          throw new Indeterminate(`${operation.id} is not accepted without a key either: see END-01.`, 'implementation', [control]);
        }
        accepted('IDM-05', exchange, { difference: `${operation.id} with an idempotency key` }, [control]);
        const replay = await place.send(again(keyedCall, 1));
        if (!sameStatusAndJson(exchange, replay)) {
          broken('IDM-05', reason('status-and-body-of-first-answer'), seen(replay), [exchange, replay], { difference: `${operation.id}: the same key again` });
        }
      });
    }
  },
};

const idm06: ProviderTest = {
  clause: 'IDM-06',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const { moveStatus } = bench.provider.controls;
    const createDeposit = bench.contract.operation('createDeposit');
    await forAll(trial, fc.record({ key: keyFor(trial), before: fc.boolean() }), 50, async ({ key, before }) => {
      const made = await place.deposit();
      const other = await place.deposit();
      const status = { ...place.statusCall(made.depositId), idempotencyKey: key };
      if (before) {
        // A key seen on a GET is still unused for a POST.
        accepted('IDM-06', await place.send(status), { difference: 'a status call with a key' });
        const { call, exchange } = await first('IDM-06', place, createDeposit, key);
        await counted('IDM-06', bench, call.invoiceId, 1, [exchange], 'a key that was sent on a GET before');
      } else {
        await first('IDM-06', place, createDeposit, key);
      }
      const one = await place.send(status);
      const two = await place.send({ ...place.statusCall(other.depositId), idempotencyKey: key });
      for (const [exchange, deposit] of [
        [one, made],
        [two, other],
      ] as const) {
        accepted('IDM-06', exchange, { difference: 'a status call with a key' });
        if (createdId(exchange, 'deposit_id') !== deposit.depositId) {
          broken('IDM-06', reason('current-state'), reason('value-seen', { value: createdId(exchange, 'deposit_id') ?? 'no deposit_id' }), [exchange], { difference: 'a status call with a key that was used before' });
        }
      }
      if (!moveStatus) return;
      await moveStatus(made.depositId, 'COMPLETED');
      const moved = await place.send(again(status, 1));
      const state = memberOf(moved, 'status');
      if (state !== 'COMPLETED') {
        broken('IDM-06', reason('current-state'), reason('value-seen', { value: String(state) }), [one, moved], { difference: 'a status call with the same key after the deposit was completed' });
      }
    });
  },
};

/** How long a retry may be told to wait while the first is in flight, ms. */
const settlesWithinMs = 5000;

/** Retries under the same key until the answer is no longer that the first is in flight. */
async function settled(bench: ProviderBench, place: Occasions, call: Call): Promise<Exchange> {
  const until = bench.provider.now() + settlesWithinMs;
  for (;;) {
    const exchange = await place.send(again(call, 0));
    const inFlight = exchange.answer.kind === 'response' && (exchange.answer.response.status === 409 || errorCodeOf(exchange) === '104');
    if (!inFlight || bench.provider.now() > until) return exchange;
  }
}

const idm07: ProviderTest = {
  clause: 'IDM-07',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const cases = fc.record({ operation: withOperation(place), key: keyFor(trial), abandon: fc.constantFrom('after-upload', 'before-last-byte'), losses: fc.integer({ min: 1, max: 3 }) });
    await forAll(trial, cases, 80, async ({ operation, key, abandon, losses }) => {
      const call = { ...(await place.call(operation)), idempotencyKey: key };
      const lost: Exchange[] = [];
      for (let loss = 0; loss < losses; loss += 1) lost.push(await bench.provider.send(draftOf(call), { abandon: abandon === 'after-upload' ? 'after-upload' : 'before-last-byte' }));
      const retry = await settled(bench, place, call);
      const difference = `${operation.id}: answer lost ${losses} times (${abandon}), then retried`;
      responseOf(retry);
      if (!isSuccess(retry)) broken('IDM-07', reason('answered-after-loss'), seen(retry), [...lost, retry], { difference });
      const last = await place.send(again(call, 1));
      oneId('IDM-07', operation, [retry, last], difference);
      await counted('IDM-07', bench, call.invoiceId, 1, [...lost, retry, last], difference);
      if (call.invoiceId === undefined && operation.creates !== undefined && createdId(retry, idMember(operation)) === undefined) {
        broken('IDM-07', reason('answered-after-loss'), reason('value-seen', { value: `no ${idMember(operation)}` }), [retry], { difference });
      }
    });
  },
};

const idm08: ProviderTest = {
  clause: 'IDM-08',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const cases = fc.record({ operation: withOperation(place), key: keyFor(trial), width: fc.oneof(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 7, max: 24 })) });
    await forAll(trial, cases, 48, async ({ operation, key, width }) => {
      const call = { ...(await place.call(operation)), idempotencyKey: key };
      const exchanges = await bench.provider.race(Array.from({ length: width }, (_, index) => draftOf(again(call, (index % 3) - 1))));
      const difference = `${operation.id}: ${width} at once with one key`;
      oneId('IDM-08', operation, exchanges, difference);
      const kept = await settled(bench, place, call);
      if (!isSuccess(kept)) broken('IDM-08', reason('answered-after-loss'), seen(kept), [...exchanges, kept], { difference });
      for (const exchange of exchanges) {
        if (exchange.answer.kind === 'none') continue;
        const { status } = exchange.answer.response;
        if (status >= 400 && status < 500) continue;
        if (!sameStatusAndJson(exchange, kept)) broken('IDM-08', reason('stored-answer-or-4xx'), seen(exchange), [kept, exchange], { difference });
      }
      oneId('IDM-08', operation, [...exchanges, kept], difference);
      await counted('IDM-08', bench, call.invoiceId, 1, exchanges, difference);
    });
  },
};

const idm09: ProviderTest = {
  clause: 'IDM-09',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const createDeposit = bench.contract.operation('createDeposit');
    /** Equal bodies can only both be accepted where the invoice id is not what refuses the second. */
    const anonymous = async (): Promise<boolean> => {
      const { invoice_id: _invoice, ...body } = place.depositBody();
      const exchange = await place.send({ ...place.depositCall(), body: jsonBody(body) });
      trial.observe({ dispute: 'C45', subject: 'a creation without invoice_id', seen: isSuccess(exchange) ? 'accepted' : 'refused' });
      return isSuccess(exchange);
    };
    const withoutInvoice = await anonymous();
    const cases = fc.record({ one: keyFor(trial), two: keyFor(trial), apart: secondsApart, keyless: fc.boolean() });
    await forAll(trial, cases, 60, async ({ one, two, apart, keyless }) => {
      const { invoice_id: _invoice, ...rest } = place.depositBody();
      const body = withoutInvoice ? rest : place.depositBody();
      const call: Call = { ...place.depositCall(), body: jsonBody(body), idempotencyKey: one };
      const a = await place.send(call);
      const { idempotencyKey: _key, ...bare } = again(call, apart);
      const b = await place.send(keyless ? bare : { ...again(call, apart), idempotencyKey: two });
      responseOf(b);
      const difference = keyless ? 'an equal body, the second without a key' : 'an equal body under another key';
      if (!isSuccess(a)) return;
      if (isSuccess(b)) {
        if (createdId(a, idMember(createDeposit)) === createdId(b, idMember(createDeposit))) broken('IDM-09', reason('other-request'), seen(b), [a, b], { difference });
      } else if (withoutInvoice) {
        broken('IDM-09', reason('two-effects'), seen(b), [a, b], { difference });
      }
    });
    await forAll(trial, fc.record({ operation: withOperation(place), one: keyFor(trial), two: keyFor(trial) }), 60, async ({ operation, one, two }) => {
      const a = await first('IDM-09', place, operation, one);
      const b = await place.send({ ...(await place.call(operation)), idempotencyKey: two });
      accepted('IDM-09', b, { difference: `${operation.id}: another key` }, [a.exchange]);
      if (createdId(a.exchange, idMember(operation)) === createdId(b, idMember(operation))) {
        broken('IDM-09', reason('other-request'), seen(b), [a.exchange, b], { difference: `${operation.id}: another key and invoice id` });
      }
    });
  },
};

const idm10: ProviderTest = {
  clause: 'IDM-10',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const { secondMerchant } = bench.provider;
    const strangers: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      { kind: 'a wrong signature', change: (call) => ({ ...call, hashAs: (hash) => `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}` }) },
      { kind: 'another secret', change: (call) => ({ ...call, secretAs: 'somebody' }) },
      { kind: 'no Authorization', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'Authorization') }) },
      { kind: 'no X-Login', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Login') }) },
      { kind: 'no X-Date', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Date') }) },
      { kind: 'a stale X-Date', change: (call) => ({ ...call, dateAs: (now) => formatXDate(now - 3_600_000) }) },
      { kind: 'an unknown X-Login', change: (call) => ({ ...call, loginAs: `${call.credentials.apiKey}x` }) },
      { kind: 'the read-only key as Bearer', change: (call) => ({ ...call, authorizationAs: () => `Bearer ${call.credentials.readOnlyKey}` }) },
    ];
    const cases = fc.record({ operation: withOperation(place), key: keyFor(trial), stranger: fc.constantFrom(...strangers) });
    await forAll(trial, cases, 80, async ({ operation, key, stranger }) => {
      const { call, exchange } = await first('IDM-10', place, operation, key);
      const replay = await place.send(stranger.change(call));
      const difference = `${operation.id}: the same key with ${stranger.kind}`;
      const told = createdId(replay, idMember(operation));
      if (told !== undefined && told === createdId(exchange, idMember(operation))) broken('IDM-10', reason('refused'), seen(replay), [exchange, replay], { difference });
      refused('IDM-10', replay, { difference }, [exchange]);
    });
    if (!secondMerchant) throw new Untestable("Whether another merchant's key meets a kept answer needs a second merchant: add secondMerchant.");
    await forAll(trial, keyFor(trial), 40, async (key) => {
      const { call, exchange } = await first('IDM-10', place, bench.contract.operation('createDeposit'), key);
      const sameBody = await place.send({ ...call, credentials: secondMerchant });
      const ownBody = await place.send({ ...place.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}2` });
      for (const theirs of [sameBody, ownBody]) {
        responseOf(theirs);
        if (isSuccess(theirs) && createdId(theirs, 'deposit_id') === createdId(exchange, 'deposit_id')) {
          broken('IDM-10', reason('other-request'), seen(theirs), [exchange, theirs], { difference: "another merchant's request with the same key" });
        }
      }
      if (!isSuccess(ownBody)) return;
      // The invoice id may be refused for its own sake, so the body differs; a key that another merchant used blocks nobody.
      const blocked = await place.send({ ...place.depositCall(), credentials: secondMerchant, idempotencyKey: key });
      const fresh = await place.send({ ...place.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}3` });
      if (!isSuccess(sameBody) && isSuccess(fresh)) accepted('IDM-10', blocked, { difference: "another merchant's key of the same text" }, [exchange, fresh]);
    });
  },
};

/** Another body for the same key: the amount, or everything. */
function otherBodies(place: Occasions, body: JsonObject): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    fc.constantFrom<JsonObject>({ ...body, amount: typeof body['amount'] === 'number' ? body['amount'] + 1 : 101 }, { ...place.depositBody() }, { ...body, invoice_id: place.depositBody()['invoice_id'] ?? null }),
    variedDeposit(place.depositBody()).map((varied) => varied as JsonObject),
  );
}

const idm11: ProviderTest = {
  clause: 'IDM-11',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const cases = drawn(() => {
      const body = place.depositBody();
      return fc.record({ body: fc.constant(body), other: otherBodies(place, body), key: keyFor(trial) });
    });
    await forAll(trial, cases, 80, async ({ body, other, key }) => {
      const call: Call = { ...place.depositCall(body), idempotencyKey: key };
      const made = await place.send(call);
      if (!isSuccess(made)) {
        responseOf(made);
        return;
      }
      const changed: Call = { ...place.depositCall(other), idempotencyKey: key };
      const exchange = await place.send(changed);
      responseOf(exchange);
      const difference = 'the same key with another body';
      oneId('IDM-11', bench.contract.operation('createDeposit'), [made, exchange], difference);
      if (changed.invoiceId !== call.invoiceId) await counted('IDM-11', bench, changed.invoiceId, 0, [made, exchange], difference);
      await counted('IDM-11', bench, call.invoiceId, 1, [made, exchange], difference);
    });
  },
};

const idm21: ProviderTest = {
  clause: 'IDM-21',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const { call, exchange } = await first('IDM-21', place, bench.contract.operation('createDeposit'), trial.unique('k'));
    const other = await place.send({ ...place.depositCall(), idempotencyKey: call.idempotencyKey ?? '' });
    trial.observe({
      dispute: 'C6',
      subject: 'the same key with another body',
      seen: sameStatusAndJson(exchange, other) ? 'replayed' : isSuccess(other) ? 'executed' : `refused (${statusOf(other)}${errorCodeOf(other) === undefined ? '' : `, code ${errorCodeOf(other)}`})`,
    });
  },
};

const idm12: ProviderTest = {
  clause: 'IDM-12',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const failures: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      { kind: 'wrong signature', change: (call) => ({ ...call, secretAs: 'somebody' }) },
      { kind: 'stale date', change: (call) => ({ ...call, dateAs: (now) => formatXDate(now - 60_000) }) },
      { kind: 'missing X-Date', change: (call) => ({ ...call, headersAs: (lines) => lines.filter(([name]) => name !== 'X-Date') }) },
    ];
    for (const { kind, change } of failures) {
      const call = { ...place.depositCall(), idempotencyKey: trial.unique('k') };
      await place.send(change(call));
      const mended = await place.send(call);
      trial.observe({ dispute: 'C8', subject: `a key first sent with a ${kind}`, seen: isSuccess(mended) ? 'not kept' : 'kept' });
    }
  },
};

const idm13: ProviderTest = {
  clause: 'IDM-13',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const key = trial.unique('k');
    const { exchange } = await first('IDM-13', place, bench.contract.operation('createDeposit'), key);
    const made = await place.deposit();
    const other = await place.send({ ...place.refundCall(made.depositId, { amount: 0.01 }), idempotencyKey: key });
    trial.observe({ dispute: 'C9', subject: 'the key of a deposit on a refund', seen: sameStatusAndJson(exchange, other) ? 'replayed' : `its own answer (${statusOf(other)})` });
  },
};

const idm14: ProviderTest = {
  clause: 'IDM-14',
  needs: [],
  async run(bench, trial) {
    const place = occasions(bench, trial);
    const createDeposit = bench.contract.operation('createDeposit');
    const pairs = drawn(() => similarKeys(trial.unique('Key')));
    await forAll(trial, pairs, 120, async ({ one, two, kind }) => {
      const a = await place.send({ ...place.depositCall(), idempotencyKey: one });
      responseOf(a);
      if (!isSuccess(a)) {
        if (statusOf(a) > 499) broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference: kind });
        return;
      }
      const call = { ...place.depositCall(), idempotencyKey: two };
      const b = await place.send(call);
      const difference = `keys that differ in ${kind}`;
      if (isSuccess(b) ? createdId(a, idMember(createDeposit)) === createdId(b, idMember(createDeposit)) : statusOf(b) > 499) {
        broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
      // A refusal is legal for an unusual key only where it is the key itself that is refused: then it is also refused when it comes first.
      if (!isSuccess(b)) {
        const alone = await place.send({ ...place.depositCall(), idempotencyKey: `${two}` });
        if (errorCodeOf(b) === '104' || isSuccess(alone)) broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
    });
    const unusual = drawn(() => unusualKeys(trial.unique('u')));
    await forAll(trial, unusual, 80, async ({ key, kind }) => {
      const call = { ...place.depositCall(), idempotencyKey: key };
      const a = await place.send(call);
      const { status } = responseOf(a);
      if (!isSuccess(a)) {
        if (status > 499) broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference: `a key with ${kind}` });
        return;
      }
      const b = await place.send(again(call, 1));
      if (!isSuccess(b) || createdId(a, 'deposit_id') !== createdId(b, 'deposit_id')) {
        broken('IDM-14', reason('status-and-body-of-first-answer'), seen(b), [a, b], { difference: `a key with ${kind}, again` });
      }
      await counted('IDM-14', bench, call.invoiceId, 1, [a, b], `a key with ${kind}, twice`);
    });
  },
};

export const idempotencyTests: readonly ProviderTest[] = [idm01, idm02, idm20, idm03, idm04, idm05, idm06, idm07, idm08, idm09, idm10, idm11, idm21, idm12, idm13, idm14];
