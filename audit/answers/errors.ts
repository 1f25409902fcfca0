import { errorCodeIn, isEnvelope } from '../../core/contract/answer-body.ts';
import { isHashFormed } from '../../core/contract/scheme.ts';
import type { WireResponse } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { match } from '../../schemas/contract.ts';
import { isDocumentedError } from '../../schemas/error-form.ts';
import { broken, type Judgement, judged, nothing, pending } from '../judgement.ts';
import type { AnswerLaw, SeenAnswer } from './answer.ts';
import { answerReason, isOfHeaders } from './answer-content.ts';
import type { Call } from './call.ts';
import { isUnsettled } from './idempotency.ts';
import type { AnswerContext, AnswerRule } from './rule.ts';
import { isSurrounded } from './signature.ts';
import { within } from './window.ts';

/** HTTP statuses that an ambiguity assigns to a code beside the documented one (C12). */
const otherStatuses: Readonly<Record<string, readonly number[]>> = { '102': [401] };

/** An error with a body has the envelope, whatever its code. */
export const errorEnvelope = {
  clause: 'ERR-000',
  missing: said('needed-error'),
  judgeCall({ seen, response, operation, succeeded }: Call) {
    if (!seen.readable || succeeded || response.status < 400) return nothing;
    const isRight = response.body.length === 0 || isDocumentedError(operation, response.status, response.body);
    return judged(isRight, reason('documented-envelope'), () => answerReason(response), [seen], {
      difference: operation.id,
    });
  },
} as const satisfies AnswerRule;

export const unknownLogin = {
  clause: 'ERR-100',
  missing: said('no-code-100'),
  judgeCall: (call: Call, { law }: AnswerContext) => documentedForm(call, '100', law),
} as const satisfies AnswerRule;

/** A call that lacks a header gets this code. */
export const headerLacking = {
  clause: 'ERR-101',
  missing: said('no-code-101'),
  judgeCall(call: Call, { law }: AnswerContext) {
    if (!lacksHeader(call, law)) return documentedForm(call, '101', law);
    return broken(reason('documented-code', { code: 101 }), answerReason(call.response), [call.seen]);
  },
} as const satisfies AnswerRule;

/** A wrong hash, with nothing else wrong, gets this code. */
export const signatureWrong = {
  clause: 'ERR-102',
  missing: said('no-code-102'),
  judgeCall(call: Call, { law, history }: AnswerContext) {
    const { seen, response, standing, succeeded, code, earlier } = call;
    const form = documentedForm(call, '102', law);
    if (standing !== 'wrong' || succeeded || response.status < 400) return form;
    // A wrong scheme may be answered as an ill-formed field (C47).
    const isFormed = isHashFormed(law.contract.scheme, law.profile.scheme, seen.request);
    if (!isFormed || earlier.length > 0 || within(call) !== 'inside' || code === '102' || !isOfHeaders(call)) return form;
    const isKeyRight = () => isSurrounded(call, history);
    return pending(() => (isKeyRight() ? broken(reason('documented-code', { code: 102 }), answerReason(response), [seen]) : nothing));
  },
} as const satisfies AnswerRule;

/** A date outside the window, with nothing else wrong, gets this code. */
export const dateOutside = {
  clause: 'ERR-103',
  missing: said('no-code-103'),
  judgeCall(call: Call, { law }: AnswerContext) {
    const { seen, response, standing, succeeded, code, earlier, isResent } = call;
    const where = standing === 'right' && !succeeded && response.status >= 400 ? within(call) : undefined;
    const isOutside = where === 'behind' || where === 'ahead';
    if (!isOutside || code === '103' || earlier.length > 0 || isResent || !isOfHeaders(call)) return documentedForm(call, '103', law);
    return broken(reason('documented-code', { code: 103 }), answerReason(response), [seen]);
  },
} as const satisfies AnswerRule;

export const keyInFlight = {
  clause: 'ERR-104',
  missing: said('no-code-104'),
  judgeCall(call: Call, { law }: AnswerContext) {
    // C7: while the first is in flight, another status may go with it.
    return call.earlier.some((one) => isUnsettled(one, call.seen)) ? nothing : documentedForm(call, '104', law);
  },
} as const satisfies AnswerRule;

export const addressRefused = {
  clause: 'ERR-105',
  missing: said('no-code-105'),
  judgeCall: (call: Call, { law }: AnswerContext) => documentedForm(call, '105', law),
} as const satisfies AnswerRule;

export const methodUnknown = {
  clause: 'ERR-200',
  missing: said('no-code-200'),
  judge(seen: SeenAnswer, { law }: AnswerContext) {
    const { request, answer } = seen;
    if (answer.kind !== 'response' || match(law.contract, request.method, request.target).kind !== 'unknown-method') return nothing;
    return documented(seen, answer.response, '200', law);
  },
} as const satisfies AnswerRule;

/** Whether a call lacks a header and is refused as if it did not. */
function lacksHeader(call: Call, { credentials }: AnswerLaw): boolean {
  const { operation, standing, parts, code } = call;
  const lacks = standing === 'lacking' || standing === 'no-authorization';
  const isOwn = parts.login === '' || parts.login === credentials.apiKey;
  return operation.authentication === 'signed' && lacks && isOwn && code !== undefined && code !== '101' && isOfHeaders(call);
}

/** An answer with a code has its documented status and envelope. A call that should have got another code is judged only by that. */
function documentedForm(call: Call, code: string, law: AnswerLaw): readonly Judgement[] {
  if (call.operation.authentication !== 'signed' || call.code !== code || lacksHeader(call, law)) return nothing;
  return documented(call.seen, call.response, code, law);
}

function documented(seen: SeenAnswer, response: WireResponse, code: string, { contract }: AnswerLaw): readonly Judgement[] {
  if (!seen.readable || errorCodeIn(response) !== code) return nothing;
  const status = contract.errorCodes.find((row) => String(row.code) === code)?.status;
  const statuses = status === undefined || status === null ? [] : [status, ...(otherStatuses[code] ?? [])];
  if (statuses.length > 0 && !statuses.includes(response.status))
    return broken(reason('documented-status', { status: statuses.join(' or ') }), answerReason(response), [seen]);
  return judged(isEnvelope(response.body), reason('documented-envelope'), () => answerReason(response), [seen]);
}
