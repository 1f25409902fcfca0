import { createdIdIn, errorCodeIn } from '../core/contract/answer-body.ts';
import { isGatewayStatus } from '../core/contract/gateway.ts';
import type { Exchange, WireResponse } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type Reason, reason } from '../core/verdict/reason.ts';
import type { ViolationData } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { LostOnTheWay, Violation } from './violation.ts';

/** What a violation shows beside what was expected and seen. */
export type Showing = Partial<Pick<ViolationData, 'difference' | 'signed'>>;

const longestQuoted = 160;

/** A body of JSON was accepted under the signature of another spelling of it. */
export function rewrittenAccepted(signed: Uint8Array, sent: Uint8Array): Reason {
  const [ofSigned, ofSent] = [signed, sent].map((bytes) => decodeUtf8(bytes) ?? Buffer.from(bytes).toString('latin1'));
  // For long bodies, the place where they begin to differ is shown.
  const at = [...(ofSigned ?? '')].findIndex((character, index) => ofSent?.[index] !== character);
  const from = Math.max(0, at - longestQuoted / 2);
  const quoted = (text = ''): string =>
    text.length <= longestQuoted ? text : `${from === 0 ? '' : '…'}${text.slice(from, from + longestQuoted)}…`;
  return reason('rewritten-body-accepted', { signed: quoted(ofSigned), sent: quoted(ofSent) });
}

/** Ends the test: the clause was broken by the last of these exchanges. */
export function broken(clause: ClauseId, expected: Reason, actual: Reason, exchanges: readonly Exchange[], showing: Showing = {}): never {
  throw new Violation({ clause, expected, actual, exchanges, breaking: exchanges.length - 1, ...showing }, true);
}

/** Whether the answer may come from a gateway or a limit before the implementation. */
export function isOfTheRoad({ answer, locked }: Exchange): boolean {
  return answer.kind === 'response' && (locked === true || isGatewayStatus(answer.response.status));
}

/**
 * The response of an exchange, if it can be judged.
 *
 * @throws LostOnTheWay for a lost answer (which is not a refusal: the request may have taken effect) and for the status of a gateway
 */
export function responseOf(exchange: Exchange): WireResponse {
  if (exchange.answer.kind === 'none') {
    const { reason: why } = exchange.answer;
    const { number } = exchange;
    const note = isUnbounded(exchange.answer)
      ? said('request-cannot-be-judged', { number, came: exchange.answer.detail })
      : said('no-answer-to-request', { number, why });
    throw new LostOnTheWay(note, exchange, answerText(exchange));
  }
  const { status } = exchange.answer.response;
  if (isOfTheRoad(exchange)) {
    const note = said(exchange.locked ? 'target-locked-out' : 'target-answered-gateway', { status, number: exchange.number });
    throw new LostOnTheWay(note, exchange, answerText(exchange));
  }
  return exchange.answer.response;
}

const failures: ReadonlySet<number> = new Set([500, 501, 505]);

/** Whether an implementation says that it failed; 502, 503 and 504 come from a gateway (END-04). */
export function isFailure({ answer }: Exchange): boolean {
  return answer.kind === 'response' && failures.has(answer.response.status);
}

export function isSuccess(exchange: Exchange): boolean {
  return exchange.answer.kind === 'response' && exchange.answer.response.status >= 200 && exchange.answer.response.status < 300;
}

/** An answer that refuses the request itself, not because of the time or the load. */
export function isRefusal(exchange: Exchange): boolean {
  if (exchange.answer.kind === 'none' || exchange.locked) return false;
  const { status } = exchange.answer.response;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** The status of a judgeable answer. @throws LostOnTheWay as `responseOf` does. */
export function statusOf(exchange: Exchange): number {
  return responseOf(exchange).status;
}

/** The body as JSON, or undefined where it is empty or not JSON in UTF-8. Numbers go through a double: ids are read by `createdId`. */
export function jsonOf(exchange: Exchange): JsonValue | undefined {
  if (exchange.answer.kind !== 'response') return undefined;
  const text = decodeUtf8(exchange.answer.response.body);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A member of a JSON object body. */
export function memberOf(exchange: Exchange, name: string): JsonValue | undefined {
  const body = jsonOf(exchange);
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Readonly<Record<string, JsonValue>>)[name]
    : undefined;
}

/** The API's own error code, where its contract has it. */
export function errorCodeOf({ answer, errorMembers }: Exchange): string | undefined {
  return answer.kind === 'response' ? errorCodeIn(answer.response, errorMembers) : undefined;
}

/** Whether an answer came that has no end, or is larger than we read. Its detail says so. */
function isUnbounded(answer: Extract<Exchange['answer'], { kind: 'none' }>): boolean {
  return answer.reason === 'unfinished' || answer.reason === 'too-large';
}

/** The answer of an exchange as a reason for people. */
export function seen(exchange: Exchange): Reason {
  if (exchange.answer.kind === 'none') return reason('not-answered', { why: exchange.answer.reason });
  const { status } = exchange.answer.response;
  const code = errorCodeOf(exchange);
  return code === undefined ? reason('answered', { status }) : reason('answered-with-code', { status, code });
}

/** What came back, in short: `400, code 101`, `201`, `no answer (closed)`. */
export function answerText(exchange: Exchange): string {
  if (exchange.answer.kind === 'none')
    return isUnbounded(exchange.answer) ? exchange.answer.detail : said('no-answer', { reason: exchange.answer.reason });
  const code = errorCodeOf(exchange);
  const { status } = exchange.answer.response;
  return code === undefined ? String(status) : said('status-and-code', { status, code });
}

/**
 * The longest time from making X-Date to the answer for which a refusal can be held against the provider, ms. After that the date may have expired on
 * its way (5 s of tolerance, 1 s of resolution, and 2 s of unknown skew).
 */
const staleAfterMs = 2000;

/**
 * A refusal can be held against the provider only where the call was not long on its way.
 *
 * @throws LostOnTheWay for a refusal that took too long; an acceptance never does
 */
export function timely(exchange: Exchange): void {
  const took = exchange.endedAt - exchange.startedAt;
  if (isSuccess(exchange) || took <= staleAfterMs) return;
  const ms = Math.round(took);
  throw new LostOnTheWay(
    said('date-grew-stale', { number: exchange.number, ms }),
    exchange,
    said('too-late', { answer: answerText(exchange) }),
  );
}

/** The call was accepted: any 2XX (C14). */
export function accepted(clause: ClauseId, exchange: Exchange, showing: Showing = {}, controls: readonly Exchange[] = []): void {
  responseOf(exchange);
  if (isSuccess(exchange)) return;
  timely(exchange);
  broken(clause, reason('accepted'), seen(exchange), [...controls, exchange], showing);
}

/** The call was refused: answered, with a status other than 2XX. `controls` are exchanges that differ in one thing and were accepted. */
export function refused(clause: ClauseId, exchange: Exchange, showing: Showing = {}, controls: readonly Exchange[] = []): void {
  responseOf(exchange);
  if (isSuccess(exchange)) broken(clause, reason('refused'), seen(exchange), [...controls, exchange], showing);
}

/** The call was refused by a 4xx, where the clause requires that. */
export function refusedBy4xx(clause: ClauseId, exchange: Exchange, showing: Showing = {}, controls: readonly Exchange[] = []): void {
  const status = statusOf(exchange);
  if (status < 400 || status > 499) broken(clause, reason('refused-by-4xx'), seen(exchange), [...controls, exchange], showing);
}

/** The id of what a creation made, as text, by the name of its member in the contract (C18, C19). */
export function createdId({ answer }: Exchange, name: string): string | undefined {
  return answer.kind === 'response' ? createdIdIn(answer.response.body, name) : undefined;
}
