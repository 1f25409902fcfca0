import { errorCodeIn } from '../../core/contract/answer-body.ts';
import { type Refused, rowFor, statusesOf } from '../../core/contract/error-codes.ts';
import { isHashFormed } from '../../core/contract/scheme.ts';
import type { WireResponse } from '../../core/exchange.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { match, type Operation } from '../../schemas/contract.ts';
import { isDocumentedError } from '../../schemas/error-form.ts';
import { broken, type Judgement, judged, nothing, pending } from '../judgement.ts';
import type { AnswerLaw, SeenAnswer } from './answer.ts';
import { answerReason, isOfHeaders } from './answer-content.ts';
import type { Call } from './call.ts';
import { isUnsettled } from './idempotency.ts';
import type { AnswerContext, AnswerRule } from './rule.ts';
import { isSurrounded } from './signature.ts';
import { within } from './window.ts';

/** An error with a body has the envelope, whatever its code. */
export const errorEnvelope = {
  clause: 'ERR-000',
  missing: said('needed-error'),
  judgeCall({ seen, response, operation, succeeded }: Call, { law }: AnswerContext) {
    if (!seen.readable || succeeded || response.status < 400) return nothing;
    const isRight = response.body.length === 0 || isDocumentedError(operation, response.status, response.body);
    return judged(isRight, reason('documented-envelope'), () => answerReason(response, law), [seen], {
      difference: operation.id,
    });
  },
} as const satisfies AnswerRule;

export const unknownLogin = {
  clause: 'ERR-100',
  missing: said('no-code-100'),
  judgeCall: (call: Call, { law }: AnswerContext) => documentedForm(call, 'caller', law),
} as const satisfies AnswerRule;

/** A call that lacks a header gets this code. */
export const headerLacking = {
  clause: 'ERR-101',
  missing: said('no-code-101'),
  judgeCall(call: Call, { law }: AnswerContext) {
    if (!lacksHeader(call, law)) return documentedForm(call, 'header', law);
    return broken(codeReason(law, 'header'), answerReason(call.response, law), [call.seen]);
  },
} as const satisfies AnswerRule;

/** A wrong hash, with nothing else wrong, gets this code. */
export const signatureWrong = {
  clause: 'ERR-102',
  missing: said('no-code-102'),
  judgeCall(call: Call, { law, history }: AnswerContext) {
    const { seen, response, standing, succeeded, refused, earlier } = call;
    const form = documentedForm(call, 'signature', law);
    if (standing !== 'wrong' || succeeded || response.status < 400) return form;
    // A wrong scheme may be answered as an ill-formed field (C47).
    const isFormed = isHashFormed(law.contract.scheme, law.profile.scheme, seen.request);
    if (!isFormed || earlier.length > 0 || within(call) !== 'inside' || refused === 'signature' || !isOfHeaders(call)) return form;
    const isKeyRight = () => isSurrounded(call, history);
    return pending(() => (isKeyRight() ? broken(codeReason(law, 'signature'), answerReason(response, law), [seen]) : nothing));
  },
} as const satisfies AnswerRule;

/** A date outside the window, with nothing else wrong, gets this code. */
export const dateOutside = {
  clause: 'ERR-103',
  missing: said('no-code-103'),
  judgeCall(call: Call, { law }: AnswerContext) {
    const { seen, response, standing, succeeded, refused, earlier, isResent } = call;
    const where = standing === 'right' && !succeeded && response.status >= 400 ? within(call) : undefined;
    const isOutside = where === 'behind' || where === 'ahead';
    if (!isOutside || refused === 'date' || earlier.length > 0 || isResent || !isOfHeaders(call)) return documentedForm(call, 'date', law);
    return broken(codeReason(law, 'date'), answerReason(response, law), [seen]);
  },
} as const satisfies AnswerRule;

export const keyInFlight = {
  clause: 'ERR-104',
  missing: said('no-code-104'),
  judgeCall(call: Call, { law }: AnswerContext) {
    // C7: while the first is in flight, another status may go with it.
    return call.earlier.some((one) => isUnsettled(one, call.seen)) ? nothing : documentedForm(call, 'key', law);
  },
} as const satisfies AnswerRule;

export const addressRefused = {
  clause: 'ERR-105',
  missing: said('no-code-105'),
  judgeCall: (call: Call, { law }: AnswerContext) => documentedForm(call, 'blank-header', law),
} as const satisfies AnswerRule;

export const methodUnknown = {
  clause: 'ERR-200',
  missing: said('no-code-200'),
  judge(seen: SeenAnswer, { law }: AnswerContext) {
    const { request, answer } = seen;
    if (answer.kind !== 'response' || match(law.contract, request.method, request.target).kind !== 'unknown-method') return nothing;
    const operation = law.contract.operations.find(({ method }) => match(law.contract, method, request.target).kind === 'operation');
    return operation === undefined ? nothing : documented(seen, answer.response, 'method', operation, law);
  },
} as const satisfies AnswerRule;

/** Whether a call lacks a header and is refused as if it did not. */
function lacksHeader(call: Call, { credentials }: AnswerLaw): boolean {
  const { operation, standing, parts, code, refused } = call;
  const lacks = standing === 'lacking' || standing === 'no-authorization';
  const isOwn = parts.login === '' || parts.login === credentials.apiKey;
  return operation.authentication === 'signed' && lacks && isOwn && code !== undefined && refused !== 'header' && isOfHeaders(call);
}

/** An answer with a code has its documented status and envelope. A call that should have got another code is judged only by that. */
function documentedForm(call: Call, what: Refused, law: AnswerLaw): readonly Judgement[] {
  if (call.operation.authentication !== 'signed' || lacksHeader(call, law)) return nothing;
  return documented(call.seen, call.response, what, call.operation, law);
}

function documented(seen: SeenAnswer, response: WireResponse, what: Refused, operation: Operation, law: AnswerLaw): readonly Judgement[] {
  const { contract } = law;
  const row = rowFor(contract, what);
  if (row === undefined || !seen.readable || errorCodeIn(response, contract.errorMembers) !== String(row.code)) return nothing;
  const statuses = statusesOf(row);
  if (statuses.length > 0 && !statuses.includes(response.status))
    return broken(reason('documented-status', { status: statuses.join(' or ') }), answerReason(response, law), [seen]);
  return judged(
    isDocumentedError(operation, response.status, response.body),
    reason('documented-envelope'),
    () => answerReason(response, law),
    [seen],
  );
}

/** That the code of the contract was expected for what should have been refused. */
function codeReason({ contract }: AnswerLaw, what: Refused): Reason {
  return reason('documented-code', { code: rowFor(contract, what)?.code ?? '' });
}
