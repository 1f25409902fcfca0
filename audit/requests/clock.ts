import { errorCodeIn } from '../../core/contract/answer-body.ts';
import { parseHttpDate } from '../../core/contract/clock.ts';
import { type ErrorCodes, refusedBy } from '../../core/contract/error-codes.ts';
import { areExchanged, dateHeader, dateMs, dateText } from '../../core/contract/scheme.ts';
import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { broken, judged, nothing, observed } from '../judgement.ts';
import { attemptsBefore, type Call } from './call.ts';
import { isGiven, trueTimeOf } from './given-dates.ts';
import type { Attempt } from './history.ts';
import type { SeenRequest } from './request.ts';
import type { RequestContext, RequestRule } from './rule.ts';

/** How far a date may be from the time of its request, ms: the tolerance of the contract, and the second that its resolution cuts off. */
export function dateWithinMs({ date }: Scheme): number {
  return (date?.toleranceMs ?? 0) + 1000;
}

/** No clock that is corrected is further off than this: a client does not have to believe a Date that is, ms. */
const plausibleMs = 86_400_000;

const dateSeen =
  ({ law: { contract } }: RequestContext, value: string | undefined) =>
  () =>
    reason('header-seen', { header: dateHeader(contract.scheme) ?? '', value: value ?? '' });

/** How long a client may use a wrong clock after it was given a right one, ms, where nothing else is configured. */
const usualRecoveryMs = 60_000;

/** The time of the request, by the true clock or by that of the server, or the time that an answer gave. CLK-07 judges an expired repeat. */
export const documentedDate = {
  clause: 'CLK-06',
  needs: ['dated'],
  missing: said('needed-dated-call'),
  onAnyPath: true,
  judgeCall(call: Call, context: RequestContext) {
    const { seen, xDate } = call;
    if (xDate === undefined) return nothing;
    const { scheme } = context.law.contract;
    const at = dateMs(scheme, xDate);
    const { startedAt } = seen;
    const expected = reason('documented-date', { date: dateText(scheme, startedAt) });
    if (areExchanged(scheme, seen.request)) {
      const headers = { login: scheme.login?.header ?? '', date: dateHeader(scheme) ?? '' };
      return broken(expected, reason('headers-exchanged', headers), [seen]);
    }
    if (at !== undefined && isOfAnEarlierAttempt(call, at, context.withinMs)) return nothing;
    const isPresent = at !== undefined && (fits(at - trueTimeOf(seen), context) || fits(at - startedAt, context));
    return judged(isPresent || isOfGivenTime(call, context), expected, dateSeen(context, xDate), [seen]);
  },
} as const satisfies RequestRule;

function fits(offMs: number, { withinMs, behindMs }: RequestContext): boolean {
  return offMs <= withinMs && -offMs <= behindMs;
}

/** Whether the date of a call is the time that an answer gave, and may still be used. */
function isOfGivenTime({ seen, xDate }: Call, context: RequestContext): boolean {
  const { history, law } = context;
  const at = xDate === undefined ? undefined : dateMs(law.contract.scheme, xDate);
  const trueAt = trueTimeOf(seen);
  return at !== undefined && isGiven(history.dates, at - trueAt, trueAt, law.recoveryMs ?? usualRecoveryMs, (off) => fits(off, context));
}

/** Whether a date is from between an earlier attempt and this one. */
function isOfAnEarlierAttempt(call: Call, at: number, withinMs: number): boolean {
  const [first] = attemptsBefore(call);
  return first !== undefined && at < call.seen.startedAt && at >= first.seen.startedAt - withinMs;
}

/** A repeat of an attempt whose date has expired meanwhile. */
export const repeatDatedAnew = {
  clause: 'CLK-07',
  needs: ['dated'],
  missing: said('needed-late-repeat'),
  judgeCall(call: Call, context: RequestContext) {
    const { withinMs } = context;
    const { scheme } = context.law.contract;
    const { seen, key, xDate } = call;
    const late = attemptsBefore(call).find((one) => {
      const at = one.xDate === undefined ? undefined : dateMs(scheme, one.xDate);
      return one.key === key && at !== undefined && seen.startedAt - at > withinMs && one.seen.startedAt - at <= withinMs;
    });
    if (late === undefined) return nothing;
    const isFresh = late.xDate !== xDate && (ageOf(call, scheme) - ageOf(late, scheme) <= withinMs || isOfGivenTime(call, context));
    return judged(isFresh, reason('retry-date-fresh'), dateSeen(context, xDate), [late.seen, seen]);
  },
} as const satisfies RequestRule;

/**
 * What follows a refusal with code 103: one more request, dated by the answer's own clock.
 * An answer with an `Age`, and a Date that is far from the server's clock, are not cases that a document describes.
 */
export const clockCorrectedOnce = {
  clause: 'CLK-08',
  needs: ['dated'],
  missing: said('needed-clock-off'),
  judgeCall(call: Call, context: RequestContext) {
    const { withinMs, law } = context;
    const { seen, key, xDate } = call;
    const blocked = attemptsBefore(call).filter(
      (one) => refusedBy(law.contract, apiCodeOf(one.seen, law.contract)) === 'date' && ageIn(one.seen) === undefined,
    );
    const last = blocked.at(-1);
    if (last === undefined) return nothing;
    const expected = reason('corrected-once');
    const exchanges = [last.seen, seen];
    if (blocked.length > 1) {
      const count = blocked.length + 1;
      return broken(expected, reason('requests-counted', { count, what: said('each-but-last-got-103') }), exchanges);
    }
    if (last.key !== key) {
      return [
        ...observed({ ambiguity: 'C8', subject: said('key-after-103'), seen: said('a-new-one') }),
        ...broken(
          expected,
          reason('header-seen', { header: law.contract.scheme.idempotency?.header ?? '', value: said('another-than-at-first') }),
          exchanges,
        ),
      ];
    }
    const serverTime = serverTimeIn(last.seen);
    const at = xDate === undefined ? undefined : dateMs(law.contract.scheme, xDate);
    const offMs = Math.abs(trueTimeOf(last.seen) - last.seen.startedAt);
    const isOfServer = serverTime !== undefined && offMs <= plausibleMs && Math.abs(serverTime - last.seen.endedAt) <= withinMs;
    const wanted = isOfServer ? serverTime + (seen.startedAt - last.seen.endedAt) : undefined;
    const isRight = wanted === undefined || at === undefined || Math.abs(at - wanted) <= withinMs;
    return judged(isRight, expected, dateSeen(context, xDate), exchanges);
  },
} as const satisfies RequestRule;

/** How old a request's date was when it arrived, by the server's clock, ms; 0 where it cannot be read. */
function ageOf({ seen, xDate }: Pick<Attempt, 'seen' | 'xDate'>, scheme: Scheme): number {
  const at = xDate === undefined ? undefined : dateMs(scheme, xDate);
  return at === undefined ? 0 : seen.startedAt - at;
}

/** The API's own code of a refusal. */
function apiCodeOf({ answer }: SeenRequest, { errorMembers }: ErrorCodes): string | undefined {
  return answer.kind === 'response' && answer.response.status >= 400 ? errorCodeIn(answer.response, errorMembers) : undefined;
}

/** The server's clock as an answer showed it. */
function serverTimeIn({ answer }: SeenRequest): number | undefined {
  return answer.kind === 'response' ? parseHttpDate(headerValue(answer.response.headers, 'date') ?? '') : undefined;
}

/** The age of a cached copy (RFC 9111 §5.1). */
function ageIn({ answer }: SeenRequest): string | undefined {
  return answer.kind === 'response' ? headerValue(answer.response.headers, 'age') : undefined;
}
