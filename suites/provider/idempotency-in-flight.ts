import fc from 'fast-check';
import { refusedBy } from '../../core/contract/error-codes.ts';
import type { Exchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Call, draftOf } from '../call.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { broken, createdId, errorCodeOf, isOfTheRoad, isSuccess, responseOf, seen, timely } from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { again, counted, idMember, newKey, oneId, sameStatusAndJson, withOperation } from './keyed-creation.ts';

/** How long a retry may have to wait while the first is in flight, ms. */
const settlesWithinMs = 5000;

/** How long one key of the same test was once in flight to the end, ms: a failing case is only made smaller. */
const settlesAgainWithinMs = 100;

/** The first and the longest pause before a key is asked for again, ms, so that a key which is in flight for long is not asked a thousand times. */
const pauses = { first: 10, longest: 1000 };

/**
 * Asks under the same key until the answer no longer says that the first request is in flight. An answer that came already is looked at first. One
 * for each test.
 */
export function settling(
  { provider, contract }: ProviderTestEnvironment,
  calls: ValidCalls,
): (call: Call, came?: Exchange) => Promise<Exchange> {
  let patienceMs = settlesWithinMs;
  // A conflict of another kind has its own code, such as that of an invoice id that was used before.
  const otherCodes = new Set(contract.errorCodes.flatMap(({ code }) => (code === undefined ? [] : [String(code)])));
  const isInFlight = (exchange: Exchange): boolean => {
    const code = errorCodeOf(exchange) ?? '';
    // While the first request is in flight, the code of a used key may have any status (C7).
    return (
      refusedBy(contract, code) === 'key' ||
      (exchange.answer.kind === 'response' && exchange.answer.response.status === 409 && !otherCodes.has(code))
    );
  };
  return async (call, came) => {
    let exchange = came ?? (await calls.send(again(call)));
    const began = exchange.startedAt;
    for (let pauseMs = pauses.first; ; pauseMs = Math.min(2 * pauseMs, pauses.longest)) {
      if (!isInFlight(exchange)) return exchange;
      // The last one goes out when the time is over, so that a slow answer takes nothing of it.
      const leftMs = patienceMs - (exchange.startedAt - began);
      if (leftMs <= 0) {
        patienceMs = settlesAgainWithinMs;
        return exchange;
      }
      await provider.wait(Math.min(pauseMs, leftMs));
      exchange = await calls.send(again(call));
    }
  };
}

const idm07: ProviderTest = {
  clause: 'IDM-07',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(env, calls);
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
      const difference = said('answer-lost-times-then-retried', { id: operation.id, losses, abandon });
      responseOf(retry);
      timely(retry);
      if (!isSuccess(retry)) broken('IDM-07', reason('answered-after-loss'), seen(retry), [...lost, retry], { difference });
      const last = await calls.send(again(call, 1));
      oneId('IDM-07', operation, [retry, last], difference);
      await counted('IDM-07', calls, call.invoiceId, 1, [...lost, retry, last], difference);
      if (call.invoiceId === undefined && operation.creates !== undefined && createdId(retry, idMember(operation)) === undefined) {
        broken(
          'IDM-07',
          reason('answered-after-loss'),
          reason('value-seen', { value: said('no-operation', { operation: idMember(operation) }) }),
          [retry],
          {
            difference,
          },
        );
      }
    });
  },
};

const idm08: ProviderTest = {
  clause: 'IDM-08',
  needs: ['idempotent'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const settled = settling(env, calls);
    const cases = fc.record({
      operation: withOperation(calls),
      width: fc.oneof(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 7, max: 24 })),
    });
    await forAll(run, cases, 48, async ({ operation, width }) => {
      const key = newKey(run);
      const call = { ...(await calls.call(operation)), idempotencyKey: key };
      const exchanges = await env.provider.race(Array.from({ length: width }, (_, index) => draftOf(again(call, index % 3))));
      const difference = said('at-once-with-one-key', { id: operation.id, width });
      oneId('IDM-08', operation, exchanges, difference);
      // Where all were refused, nothing raced: they may all have expired while their connections were opened.
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
      // A gateway may refuse some of many concurrent calls. Its answer is not the provider's. The effect is, and was judged first.
      for (const exchange of exchanges) if (isOfTheRoad(exchange)) responseOf(exchange);
    });
  },
};

export const inFlightTests: readonly ProviderTest[] = [idm07, idm08];
