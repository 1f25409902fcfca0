import fc from 'fast-check';
import type { Exchange } from '../../core/exchange.ts';
import { equalJson, type JsonValue, parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Call } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import { broken, createdId, isSuccess, responseOf, timely } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { Indeterminate, LostOnTheWay } from '../violation.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A body of the wrong types, for any operation. */
export const ofWrongTypes = '{"amount":{},"country":7}';

/** POST operations that take idempotency keys and whose calls can be accepted. */
export function keyed(calls: ValidCalls): readonly Operation[] {
  return calls.operations.filter((operation) => operation.method === 'POST' && operation.idempotency === 'honoured');
}

/** The member that names what an operation made. */
export function idMember(operation: Operation): string {
  return operation.createdId ?? '';
}

/**
 * The same call signed anew, as a retry is. Its X-Date may be another second of the window, so only the key shows that it is the same. It is never
 * dated back: a slow way or an unknown skew would take that out of the window.
 */
export function again(call: Call, secondsApart = 0): Call {
  return { ...call, dateAs: (now) => now + secondsApart * 1000 };
}

export const secondsApart = fc.constantFrom(0, 1, 2);

/**
 * Whether a replay is the first answer.
 *
 * @throws Indeterminate where either says nothing, or where they differ and a refusal was long on its way
 */
export function sameStatusAndJson(a: Exchange, b: Exchange): boolean {
  const [one, two] = [responseOf(a), responseOf(b)];
  if (one.status === two.status) {
    if (Buffer.from(one.body).equals(two.body)) return true;
    const trees = [one, two].map((response) => parseJson(decodeUtf8(response.body) ?? ''));
    if (trees[0] !== undefined && trees[1] !== undefined && equalJson(trees[0], trees[1])) return true;
  }
  for (const exchange of [a, b]) timely(exchange);
  return false;
}

/** The effect is counted where that is possible: one deposit per invoice id. */
export async function counted(
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

/** All answers that name what they made name the same resource. */
export function oneId(clause: ClauseId, operation: Operation, exchanges: readonly Exchange[], difference: string): void {
  const ids = new Set(exchanges.filter(isSuccess).map((exchange) => createdId(exchange, idMember(operation)) ?? ''));
  if (ids.size > 1)
    broken(clause, reason('one-effect'), reason('different-answers', { answers: [...ids].join(', ') }), exchanges, { difference });
}

/** A creation without invoice id: only its key distinguishes a retry from another payment. */
export function namelessCall(calls: ValidCalls, patch: JsonObject = {}): Call {
  return calls.depositCall(calls.nameless(calls.depositBody(patch)));
}

/** Whether creations may leave out the invoice id (C45). */
export async function takesNameless(calls: ValidCalls, run: ClauseRun): Promise<boolean> {
  const exchange = await calls.send(namelessCall(calls));
  run.observe({ ambiguity: 'C45', subject: said('creation-without-invoice-id'), seen: isSuccess(exchange) ? 'accepted' : 'refused' });
  return isSuccess(exchange);
}

/** A creation that was accepted under a key, ready to be replayed. */
export async function first(
  clause: ClauseId,
  calls: ValidCalls,
  operation: Operation,
  key: string,
  nameless = false,
): Promise<{ readonly call: Call; readonly exchange: Exchange }> {
  const fresh =
    nameless && operation.creates !== undefined && !operation.traits.includes('reverses')
      ? namelessCall(calls)
      : await calls.call(operation);
  const call = { ...fresh, idempotencyKey: key };
  const exchange = await calls.send(call);
  if (!isSuccess(exchange)) {
    responseOf(exchange);
    throw new Indeterminate(said('keyed-creation-refused', { id: operation.id, clause }), 'implementation', [exchange]);
  }
  return { call, exchange };
}

/** The same under a new key in any form that shops use. A key that is not a UUID may be refused (IDM-14); then a UUID is used. */
export async function firstUnderNewKey(
  clause: ClauseId,
  calls: ValidCalls,
  operation: Operation,
  run: ClauseRun,
  nameless = false,
): Promise<{ readonly call: Call; readonly exchange: Exchange }> {
  try {
    return await first(clause, calls, operation, run.shop.anyKey(), nameless);
  } catch (error) {
    if (!(error instanceof Indeterminate) || error instanceof LostOnTheWay) throw error;
  }
  return first(clause, calls, operation, newKey(run), nameless);
}

/**
 * A key that nobody has used. It is made while a case is judged, not drawn with it: a case that is asked again in a smaller form needs another key.
 */
export function newKey(run: ClauseRun): string {
  return run.shop.key();
}

/** Asks every keyed operation, creations of deposits most often. */
export function withOperation(calls: ValidCalls): fc.Arbitrary<Operation> {
  return fc.constantFrom(...keyed(calls));
}
