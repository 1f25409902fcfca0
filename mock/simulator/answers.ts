import type { Refusal } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions, RefusedCall } from '../../core/decisions/provider.ts';
import { type Delivery, type HeaderLine, noBody, type WireResponse } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';

/** Gives a decision its form: status, headers, bytes, and what happens on the connection. */
export interface Answers {
  success(body: JsonValue, call: Call): WireResponse;
  /** `expected` is the right hash where a signature was judged and refused. */
  refusal(refusal: Refusal, call: RefusedCall, expected?: string): WireResponse;
  /** A Date is the moment of answering, also on a replay (CLK-09). */
  dated(response: WireResponse): WireResponse;
  delivered(response: WireResponse, call: Call): Delivery;
  /** An exception inside is a 500 to the caller and a line in our log, never a crash. */
  failed(failure: unknown, call: RefusedCall): Delivery;
}

const jsonType: HeaderLine = ['Content-Type', 'application/json'];

/** @param now the judging clock, ms since the epoch */
export function answering(decisions: ProviderDecisions, now: () => number, log: (failure: unknown) => void): Answers {
  function json(status: number, body: JsonValue | undefined, more: readonly HeaderLine[] = []): WireResponse {
    const bytes = body === undefined ? noBody : decisions.encode(body);
    const type = bytes.length === 0 ? undefined : decisions.contentType(status);
    const headers = type === undefined ? more : [type === jsonType[1] ? jsonType : (['Content-Type', type] as const), ...more];
    return { status, headers, body: bytes };
  }

  function refusal(because: Refusal, call: RefusedCall, expected?: string): WireResponse {
    const { status, body } = decisions.answerTo(because, call, expected);
    return json(status, body, because.because === 'method-not-allowed' ? [['Allow', because.allowed.join(', ')]] : []);
  }

  function dated(response: WireResponse): WireResponse {
    const date = decisions.dateField(now());
    return date === undefined ? response : { ...response, headers: [...response.headers, ['Date', date]] };
  }

  /** The answer 500; without a body where even that fails. */
  function internalError(call: RefusedCall): WireResponse {
    try {
      return refusal({ because: 'failed-inside' }, call);
    } catch (failure) {
      log(failure);
      return { status: 500, headers: [], body: noBody };
    }
  }

  return {
    success: (body, call) => json(decisions.successStatus(call), decisions.body(body, call)),
    refusal,
    dated,
    delivered: (response, call) => decisions.deliver(dated(response), call),
    failed(failure, call) {
      log(failure);
      return { kind: 'response', response: dated(internalError(call)) };
    },
  };
}
