import fc from 'fast-check';
import { punctuatedKeys, sameDigits, shortKeys, similarPairs, unusualKeyList } from '../../arbitraries/idempotency-key.ts';
import { similarReferences } from '../../arbitraries/reference.ts';
import { variedDeposit } from '../../arbitraries/request.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Operation, payment } from '../../schemas/contract.ts';
import { type Call, draftOf, leftOut, spelled, staleDate, without } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import {
  accepted,
  answerText,
  broken,
  createdId,
  errorCodeOf,
  isRefusal,
  isSuccess,
  refused,
  responseOf,
  seen,
  statusOf,
  timely,
} from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { alongAxes } from './axes.ts';
import { settling } from './idempotency-in-flight.ts';
import {
  again,
  counted,
  first,
  firstUnderNewKey,
  idMember,
  type JsonObject,
  keyed,
  namelessCall,
  newKey,
  ofWrongTypes,
  oneId,
  sameStatusAndJson,
  takesNameless,
  withOperation,
} from './keyed-creation.ts';
import { inGroups, secondChance } from './negative-case.ts';
import { resourcesSeen } from './resources-seen.ts';

const idm09: ProviderTest = {
  clause: 'IDM-09',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const createDeposit = payment(env.contract).create;
    // Equal bodies can only both be accepted where the invoice id is not the reason to refuse the second.
    const namelessTaken = await takesNameless(calls, run);
    const describes = Object.hasOwn(calls.depositBody(), 'description');
    const made = new Map<string, Exchange>();
    /** Each request made its own resource. One with the reference of `same` may get that one's (C42). */
    const ownEffect = (operation: Operation, exchange: Exchange, difference: string, same?: Exchange) => {
      const id = createdId(exchange, idMember(operation));
      const other = id === undefined ? undefined : made.get(`${operation.id} ${id}`);
      if (other && other === same) run.observe({ ambiguity: 'C42', subject: difference, seen: said('the-existing-one') });
      else if (other) broken('IDM-09', reason('other-request'), seen(exchange), [other, exchange], { difference });
      if (id !== undefined) made.set(`${operation.id} ${id}`, exchange);
    };
    // The second date is later however long the first call took, so two calls without a key are never the same signed bytes (C52).
    const cases = fc.record({
      apart: fc.constantFrom(1, 2),
      keyless: describes ? fc.boolean() : fc.constant(false),
    });
    await forAll(run, cases, 60, async ({ apart, keyless }) => {
      const one = newKey(run);
      const two = newKey(run);
      const patch = describes ? { description: `${run.shop.purpose()} ${run.unique('')}` } : {};
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
      const difference = keyless ? said('equal-body-second-without-key') : said('equal-body-under-another-key');
      for (const exchange of [a, b]) {
        if (isSuccess(exchange)) ownEffect(createDeposit, exchange, difference, namelessTaken ? undefined : a);
        else if (namelessTaken) broken('IDM-09', reason('two-effects'), seen(exchange), exchange === a ? [b, a] : [a, b], { difference });
      }
    });
    // References that differ are different requests, or the second one is refused for itself.
    for (const operation of keyed(calls)) {
      const { reference } = env.contract.resources[operation.creates ?? '']?.members ?? {};
      if (reference === undefined) continue;
      const longest = operation.requestBody?.properties?.[reference]?.maxLength ?? 64;
      await inGroups(run, [...similarReferences('x', longest).keys()], async (which) => {
        run.countCases(1);
        const { kind, one, two } = similarReferences(run.unique(''), longest)[which] ?? { kind: '', one: '', two: '' };
        for (const text of [one, two]) {
          const call = await calls.call(operation);
          const exchange = await calls.send({ ...spelled(call, reference, JSON.stringify(text)), idempotencyKey: newKey(run) });
          responseOf(exchange);
          if (isSuccess(exchange)) ownEffect(operation, exchange, said('references-differ-in', { id: operation.id, kind }));
        }
      });
    }
    // Two equal parts of one deposit are two refunds, unless it is their invoice id that is refused or known.
    for (const operation of keyed(calls).filter(({ traits }) => traits.includes('reverses'))) {
      run.countCases(1);
      const { reference = '' } = env.contract.resources[operation.creates ?? '']?.members ?? {};
      const named = await calls.call(operation);
      const nameless: Call = { ...leftOut(named, reference), idempotencyKey: newKey(run) };
      const tried = await calls.send(nameless);
      const { call, exchange } = isSuccess(tried)
        ? { call: nameless, exchange: tried }
        : await firstUnderNewKey('IDM-09', calls, operation, run);
      const { idempotencyKey: _key, ...bare } = again(call, 1);
      ownEffect(operation, exchange, operation.id);
      for (const equal of [{ ...bare, idempotencyKey: newKey(run) }, bare]) {
        const other = await calls.send(equal);
        responseOf(other);
        if (isSuccess(other))
          ownEffect(
            operation,
            other,
            said('equal-body-under-another-key-or-none', { id: operation.id }),
            isSuccess(tried) ? undefined : exchange,
          );
      }
    }
    await forAll(run, fc.record({ operation: withOperation(calls) }), 60, async ({ operation }) => {
      const one = newKey(run);
      const two = newKey(run);
      const a = await first('IDM-09', calls, operation, one);
      const b = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
      const difference = said('another-key-and-another-body', { id: operation.id });
      accepted('IDM-09', b, { difference }, [a.exchange]);
      for (const exchange of [a.exchange, b]) ownEffect(operation, exchange, difference);
    });
  },
};

const idm10: ProviderTest = {
  clause: 'IDM-10',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(env, calls);
    const { secondMerchant } = env.provider;
    const strangers: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      {
        kind: said('wrong-signature'),
        change: (call) => ({ ...call, hashAs: (hash) => `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}` }),
      },
      { kind: said('another-secret'), change: (call) => ({ ...call, secretAs: 'somebody' }) },
      {
        kind: said('no-authorization'),
        change: (call) => without(call, 'carrier'),
      },
      { kind: said('no-x-login'), change: (call) => without(call, 'login') },
      { kind: said('no-x-date'), change: (call) => without(call, 'date') },
      { kind: said('stale-x-date'), change: (call) => ({ ...call, dateAs: (now) => now - 3_600_000 }) },
      { kind: said('unknown-x-login'), change: (call) => ({ ...call, loginAs: `${call.credentials.apiKey}x` }) },
      {
        kind: said('read-only-key-as-bearer'),
        change: (call) => ({ ...call, authorizationAs: () => `Bearer ${call.credentials.readOnlyKey}` }),
      },
    ];
    // A stranger who is accepted without a key too did not get in by a kept answer: another clause judges that.
    const keyless = new Map<string, Exchange>();
    await inGroups(run, keyed(calls), async (operation) => {
      const call = await calls.call(operation);
      for (const { kind, change } of strangers) {
        const exchange = await calls.send(change(call));
        responseOf(exchange);
        keyless.set(`${operation.id} ${kind}`, exchange);
      }
    });
    const judged = (exchange: Exchange, operation: Operation, kind: string, kept: Exchange, difference: string): void => {
      const plain = keyless.get(`${operation.id} ${kind}`);
      if (plain === undefined || isSuccess(plain)) return;
      refused('IDM-10', exchange, { difference }, [plain, kept]);
    };
    // Each stranger at least once, all at one kept answer of each operation.
    await inGroups(run, keyed(calls), async (operation) => {
      run.countCases(strangers.length);
      const { call, exchange } = await firstUnderNewKey('IDM-10', calls, operation, run);
      for (const { kind, change } of strangers)
        judged(await calls.send(change(call)), operation, kind, exchange, said('same-key-with', { id: operation.id, kind }));
    });
    const cases = fc.record({ operation: withOperation(calls), stranger: fc.constantFrom(...strangers) });
    await forAll(run, cases, 80, async ({ operation, stranger }) => {
      const { call, exchange } = await firstUnderNewKey('IDM-10', calls, operation, run);
      const replay = await calls.send(stranger.change(call));
      const difference = said('same-key-with', { id: operation.id, kind: stranger.kind });
      judged(replay, operation, stranger.kind, exchange, difference);
    });
    // A kept answer is asked for in another way: by a stranger, and by its owner, so that this way is known to lead there.
    await alongAxes(env, run, calls, keyed(calls), async (varied, operation, { name }) => {
      const { call, exchange } = await first('IDM-10', calls, operation, newKey(run));
      const { variedAs } = await varied.call(operation);
      const unusual: Call = { ...call, ...(variedAs ? { variedAs } : {}) };
      for (const { kind, change } of strangers) {
        const difference = said('along-axis-difference', { id: operation.id, difference: kind, circumstance: name });
        judged(await varied.send(change(unusual)), operation, kind, exchange, difference);
      }
      const again = await varied.send(unusual);
      if (!isSuccess(again)) throw new Indeterminate(answerText(again), 'implementation', [again]);
    });
    const letIn = [...keyless].find(([, exchange]) => isSuccess(exchange));
    if (letIn) throw new Indeterminate(said('let-in-without-key', { stranger: letIn[0] }), 'implementation', [letIn[1]]);
    if (!secondMerchant) throw new Untestable(said('second-merchant-needed'), [], ['secondMerchant']);
    await forAll(run, fc.constant(undefined), 40, async () => {
      const key = newKey(run);
      const { call, exchange } = await first('IDM-10', calls, payment(env.contract).create, key);
      const sameBody = await calls.send({ ...call, credentials: secondMerchant });
      const ownBody = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}2` });
      for (const theirs of [sameBody, ownBody]) {
        responseOf(theirs);
        if (isSuccess(theirs) && calls.idOf(theirs) === calls.idOf(exchange)) {
          broken('IDM-10', reason('other-request'), seen(theirs), [exchange, theirs], {
            difference: said('another-merchants-request-with-same-key'),
          });
        }
      }
      if (!isSuccess(ownBody)) return;
      // The invoice id may be refused for itself, so the body differs. A key that another merchant used blocks nobody.
      const blocked = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: key });
      const fresh = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: `${key}3` });
      if (!isSuccess(sameBody) && isSuccess(fresh))
        accepted('IDM-10', blocked, { difference: said('another-merchants-key-of-same-text') }, [exchange, fresh]);
    });
    // A kept answer of another operation is not theirs either: for its own sake their request would be refused.
    const others = keyed(calls).filter(({ id }) => id !== payment(env.contract).create.id);
    await inGroups(run, others, async (operation) => {
      run.countCases(1);
      const { call, exchange } = await firstUnderNewKey('IDM-10', calls, operation, run);
      const theirs = await calls.send({ ...call, credentials: secondMerchant });
      responseOf(theirs);
      const own = createdId(exchange, idMember(operation));
      if (isSuccess(theirs) && own !== undefined && createdId(theirs, idMember(operation)) === own)
        broken('IDM-10', reason('other-request'), seen(theirs), [exchange, theirs], {
          difference: said('another-merchants-request-with-same-key'),
        });
    });
    // Both at the same time: neither gets the other's answer, and neither blocks the other for good.
    await forAll(run, fc.integer({ min: 1, max: 3 }), 8, async (pairs) => {
      const idempotencyKey = newKey(run);
      const raced = Array.from({ length: pairs }, (): readonly Call[] => [
        { ...calls.depositCall(), idempotencyKey },
        { ...calls.depositCall(), credentials: secondMerchant, idempotencyKey },
      ]).flat();
      const exchanges = await env.provider.race(raced.map(draftOf));
      const difference = said('merchants-at-once', { width: raced.length });
      const [own, theirs] = [0, 1].map((side) => exchanges.filter((_, at) => at % 2 === side));
      const ids = new Set(own?.filter(isSuccess).map((exchange) => calls.idOf(exchange)));
      const shared = theirs?.find((exchange) => isSuccess(exchange) && ids.has(calls.idOf(exchange)));
      if (shared) broken('IDM-10', reason('other-request'), seen(shared), exchanges, { difference });
      const [, second] = raced;
      if (second === undefined || !theirs?.every(isRefusal)) return;
      const blocked = await settled(second);
      const fresh = await calls.send({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey: newKey(run) });
      if (isSuccess(fresh)) accepted('IDM-10', blocked, { difference }, [fresh, ...exchanges]);
    });
  },
};

/** Ways in which a body differs from the one before, each with its own invoice id or the same one. */
function otherBodies(calls: ValidCalls): fc.Arbitrary<(body: JsonObject) => JsonObject> {
  const more = (body: JsonObject): JsonObject => ({ ...body, amount: typeof body.amount === 'number' ? body.amount + 1 : 101 });
  const otherInvoice = (body: JsonObject): JsonObject => calls.referenced(body, calls.newReference());
  return fc.oneof(
    fc.constantFrom(more, otherInvoice, (body: JsonObject) => more(otherInvoice(body))),
    variedDeposit(calls.depositBody()).map((varied) => () => otherInvoice(varied)),
  );
}

const idm11: ProviderTest = {
  clause: 'IDM-11',
  needs: ['idempotent'],
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
      // Who was refused once may ask again.
      const others = [await calls.send(changed), await calls.send(changed)];
      for (const exchange of others) responseOf(exchange);
      const difference = said('same-key-other-body');
      oneId('IDM-11', payment(env.contract).create, [made, ...others], difference);
      if (changed.invoiceId !== call.invoiceId) await counted('IDM-11', calls, changed.invoiceId, 0, [made, ...others], difference);
      await counted('IDM-11', calls, call.invoiceId, 1, [made, ...others], difference);
    });
    // Different requests at the same time: of each operation of a merchant, only one takes effect (C9 leaves open whether another operation may).
    const { merchant, secondMerchant } = env.provider;
    const atOnce = async (raced: readonly Call[], difference: string): Promise<void> => {
      const exchanges = await env.provider.race(raced.map(draftOf));
      for (const operation of keyed(calls)) {
        for (const credentials of [merchant, ...(secondMerchant ? [secondMerchant] : [])]) {
          const same = exchanges.filter((_, at) => raced[at]?.operation.id === operation.id && raced[at]?.credentials === credentials);
          oneId('IDM-11', operation, same, difference);
        }
      }
      const own = raced.flatMap(({ credentials, invoiceId }) => (credentials === merchant && invoiceId !== undefined ? [invoiceId] : []));
      const counts = await Promise.all(own.map((invoiceId) => calls.effects(invoiceId, 0)));
      const count = counts.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      if (count > 1) broken('IDM-11', reason('one-effect'), reason('effects-counted', { count }), exchanges, { difference });
    };
    // Some of them fail: who waits for a request that then fails is one of many who wait for it.
    const widths = fc.record({ width: fc.integer({ min: 2, max: 8 }), failing: fc.integer({ min: 0, max: 3 }) });
    await forAll(run, widths, 16, async ({ width, failing }) => {
      const idempotencyKey = newKey(run);
      const raced = Array.from({ length: failing + width }, (_, at): Call => {
        const call: Call = { ...calls.depositCall(), idempotencyKey };
        return at < failing ? { ...call, body: encodeUtf8(ofWrongTypes) } : call;
      });
      await atOnce(raced, said('different-bodies-at-once', { width, failing }));
    });
    await forAll(run, fc.integer({ min: 2, max: 4 }), 12, async (rounds) => {
      const idempotencyKey = newKey(run);
      const raced: Call[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const operation of keyed(calls)) raced.push({ ...(await calls.call(operation)), idempotencyKey });
        if (secondMerchant) raced.push({ ...calls.depositCall(), credentials: secondMerchant, idempotencyKey });
      }
      await atOnce(raced, said('operations-at-once', { width: raced.length }));
    });
    // The second one is sent in another way: the key is the same key, and another payment under it is none.
    await alongAxes(env, run, calls, [payment(env.contract).create], async (varied, operation, { name }) => {
      const { call, exchange } = await first('IDM-11', calls, operation, newKey(run));
      const other = await varied.call(operation);
      const changed = await varied.send({
        ...other,
        ...(call.idempotencyKey === undefined ? {} : { idempotencyKey: call.idempotencyKey }),
      });
      const difference = said('other-body-sent', { id: operation.id, circumstance: name });
      oneId('IDM-11', operation, [exchange, changed], difference);
      await counted('IDM-11', calls, other.invoiceId, 0, [exchange, changed], difference);
      const control = await varied.send(await varied.call(operation));
      if (!isSuccess(control)) throw new Indeterminate(answerText(control), 'implementation', [control]);
    });
    const createRefund = keyed(calls).find(({ traits }) => traits.includes('reverses'));
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
      oneId(
        'IDM-11',
        createRefund,
        [made, exchange],
        said('same-key-on-refund-of', { part: otherDeposit ? said('another-deposit') : said('another-amount') }),
      );
    });
  },
};

const idm21: ProviderTest = {
  clause: 'IDM-21',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { call, exchange } = await firstUnderNewKey('IDM-21', calls, payment(env.contract).create, run);
    const other = await calls.send({ ...calls.depositCall(), idempotencyKey: call.idempotencyKey ?? '' });
    const code = errorCodeOf(other);
    run.observe({
      ambiguity: 'C6',
      subject: said('same-key-other-body'),
      seen: sameStatusAndJson(exchange, other)
        ? 'replayed'
        : isSuccess(other)
          ? 'executed'
          : said('refused-with-status', {
              status: statusOf(other),
              code: code === undefined ? '' : said('with-code', { code }),
            }),
    });
  },
};

const idm12: ProviderTest = {
  clause: 'IDM-12',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const failures: readonly { readonly kind: string; readonly change: (call: Call) => Call }[] = [
      { kind: said('signature-wrong-here'), change: (call) => ({ ...call, secretAs: 'somebody' }) },
      { kind: said('stale-date'), change: (call) => ({ ...call, dateAs: staleDate(call) }) },
      { kind: said('missing-x-date'), change: (call) => without(call, 'date') },
    ];
    for (const { kind, change } of failures) {
      const call = { ...calls.depositCall(), idempotencyKey: run.shop.key() };
      await calls.send(change(call));
      const corrected = await calls.send(call);
      run.observe({
        ambiguity: 'C8',
        subject: said('key-first-sent-with', { kind }),
        seen: isSuccess(corrected) ? said('not-kept') : 'kept',
      });
    }
  },
};

const idm13: ProviderTest = {
  clause: 'IDM-13',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const key = run.shop.key();
    const { call, exchange } = await first('IDM-13', calls, payment(env.contract).create, key);
    resourcesSeen(env).keyed ??= { call, exchange };
    const made = await calls.deposit();
    const other = await calls.send({ ...calls.refundCall(made.depositId, { amount: calls.part() }), idempotencyKey: key });
    run.observe({
      ambiguity: 'C9',
      subject: said('key-of-deposit-on-refund'),
      seen: sameStatusAndJson(exchange, other) ? 'replayed' : said('its-own-answer', { other: statusOf(other) }),
    });
  },
};

/**
 * Judges that keys which differ in punctuation alone are different keys: each makes its own. A target may refuse some for themselves.
 */
async function punctuationApart(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls, operation: Operation): Promise<void> {
  const ask = async (made: Map<string, Exchange>, key: string): Promise<void> => {
    const exchange = await calls.send({ ...(await calls.call(operation)), idempotencyKey: key });
    responseOf(exchange);
    timely(exchange);
    const difference = said('key-like-others', { id: operation.id, key });
    const id = isSuccess(exchange) ? createdId(exchange, idMember(operation)) : undefined;
    const before = id === undefined ? undefined : made.get(id);
    if (statusOf(exchange) > 499) broken('IDM-14', reason('refused-by-4xx'), seen(exchange), [exchange], { difference });
    if (before !== undefined || refusedBy(env.contract, errorCodeOf(exchange)) === 'key')
      broken('IDM-14', reason('other-request'), seen(exchange), [...(before === undefined ? [] : [before]), exchange], { difference });
    if (id !== undefined) made.set(id, exchange);
  };
  const started = () =>
    secondChance(run, async () => {
      const keys = punctuatedKeys(run.unique(''));
      const made = new Map<string, Exchange>();
      for (const plain of keys.slice(0, 2)) await ask(made, plain);
      return { keys, made };
    });
  const first = await started();
  const asked = new Set<number>();
  await inGroups(run, [...first.keys.keys()].slice(2), async (at) => {
    run.countCases(1);
    // A key whose answer was lost may have been used: it is asked again beside others.
    const { keys, made } = asked.has(at) ? await started() : first;
    asked.add(at);
    await ask(made, keys[at] ?? '');
  });
}

const idm14: ProviderTest = {
  clause: 'IDM-14',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const apart = async (operation: Operation, which: number) => {
      const { one, two, kind } = similarPairs(run.unique(''))[which] ?? { one: newKey(run), two: newKey(run), kind: 'everything' };
      const difference = said('keys-differ-in', { id: operation.id, kind });
      const a = await calls.send({ ...(await calls.call(operation)), idempotencyKey: one });
      if (!isSuccess(a)) {
        if (statusOf(a) > 499) broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference });
        return;
      }
      const b = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
      // One that names nothing that it made answers different requests alike.
      const isReplay = operation.createdId !== undefined && createdId(a, operation.createdId) === createdId(b, operation.createdId);
      if (isSuccess(b) ? isReplay : statusOf(b) > 499) {
        broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
      timely(b);
      // A refusal is legal for an unusual key only where the key itself is refused: then it is also refused when it comes first.
      if (!isSuccess(b)) {
        const alone = await calls.send({ ...(await calls.call(operation)), idempotencyKey: two });
        if (refusedBy(env.contract, errorCodeOf(b)) === 'key' || isSuccess(alone))
          broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference });
      }
    };
    const honoured = async (operation: Operation, which: number) => {
      const { key, kind } = unusualKeyList(run.unique(''))[which] ?? { key: newKey(run), kind: said('nothing-unusual') };
      const call = { ...(await calls.call(operation)), idempotencyKey: key };
      const a = await calls.send(call);
      if (!isSuccess(a)) {
        if (statusOf(a) > 499)
          broken('IDM-14', reason('refused-by-4xx'), seen(a), [a], { difference: said('a-key-with', { id: operation.id, kind }) });
        return;
      }
      const b = await calls.send(again(call, 1));
      responseOf(b);
      timely(b);
      if (!isSuccess(b) || createdId(a, idMember(operation)) !== createdId(b, idMember(operation))) {
        broken('IDM-14', reason('status-and-body-of-first-answer'), seen(b), [a, b], {
          difference: said('key-with-again', { id: operation.id, kind }),
        });
      }
      await counted('IDM-14', calls, call.invoiceId, 1, [a, b], said('key-with-twice', { id: operation.id, kind }));
    };
    // A refused unusual key says something only where a usual one is accepted.
    for (const operation of keyed(calls)) await first('IDM-14', calls, operation, newKey(run));
    // A short key is a key: two different requests under it are not two payments, also where another run used it before.
    await inGroups(run, shortKeys(run.unique('')), async (key) => {
      run.countCases(1);
      const operation = payment(env.contract).create;
      const [a, b] = [
        await calls.send({ ...calls.depositCall(), idempotencyKey: key }),
        await calls.send({ ...calls.depositCall(), idempotencyKey: key }),
      ];
      const ids = [a, b].map((exchange) => (isSuccess(exchange) ? createdId(exchange, idMember(operation)) : undefined));
      for (const exchange of [a, b]) responseOf(exchange);
      if (ids[0] !== undefined && ids[1] !== undefined && ids[0] !== ids[1])
        broken('IDM-14', reason('one-effect'), reason('different-answers', { answers: ids.join(', ') }), [a, b], {
          difference: said('two-bodies-under-key', { key }),
        });
    });
    for (const operation of keyed(calls)) await punctuationApart(env, run, calls, operation);
    // Also where another run used both keys before, they do not name one resource.
    await inGroups(run, sameDigits, async ({ kind, one, two }) => {
      run.countCases(1);
      const operation = payment(env.contract).create;
      const a = await calls.send({ ...calls.depositCall(), idempotencyKey: one });
      const b = await calls.send({ ...calls.depositCall(), idempotencyKey: two });
      const ids = [a, b].map((exchange) => (isSuccess(exchange) ? createdId(exchange, idMember(operation)) : undefined));
      for (const exchange of [a, b]) responseOf(exchange);
      if (ids[0] !== undefined && ids[0] === ids[1])
        broken('IDM-14', reason('other-request'), seen(b), [a, b], { difference: said('keys-differ-in', { id: operation.id, kind }) });
    });
    for (const { ask, kinds } of [
      { ask: apart, kinds: similarPairs(run.unique('')).length },
      { ask: honoured, kinds: unusualKeyList(run.unique('')).length },
    ]) {
      for (const operation of keyed(calls)) {
        await inGroups(run, [...Array(kinds).keys()], async (which) => {
          run.countCases(1);
          await ask(operation, which);
        });
      }
    }
  },
};

export const keyTests: readonly ProviderTest[] = [idm09, idm10, idm11, idm21, idm12, idm13, idm14];
