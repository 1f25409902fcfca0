import { createdIdIn } from '../../core/contract/answer-body.ts';
import { isGatewayStatus } from '../../core/contract/gateway.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, held, type Judgement, judged, nothing } from '../judgement.ts';
import type { AnswerLaw, SeenAnswer } from './answer.ts';
import { answerReason, sameAnswer, sameValue } from './answer-content.ts';
import type { Call } from './call.ts';
import type { Answered, Sent } from './history.ts';
import { isDocumented } from './road.ts';
import { type AnswerContext, type AnswerRule, unasked } from './rule.ts';

const repeated = said('no-repeated-creation');

/**
 * How long after its first use a key is certainly still known, ms: no document says how long keys are kept (C9), and an hour is the least to expect
 * of a conforming provider.
 */
const keyLifeMs = 30 * 60_000;

/** How long a change may take until it is readable everywhere, ms (END-06). */
export const readableMs = 5000;

export const oneEffect = {
  clause: 'IDM-01',
  needs: ['idempotent'],
  missing: repeated,
  judgeCall: (call: Call) => judgedByEffect(call, 'same-value'),
} as const satisfies AnswerRule;

export const otherBodyNotExecuted = {
  clause: 'IDM-11',
  needs: ['idempotent'],
  missing: unasked(said('no-key-with-other-body')),
  judgeCall: (call: Call) => judgedByEffect(call, 'other-value'),
} as const satisfies AnswerRule;

/** Whether a repeat of a successful request made something else. */
function judgedByEffect(call: Call, wanted: 'same-value' | 'other-value'): readonly Judgement[] {
  const { seen, operation, succeeded } = call;
  if (!isKeyedCreation(call)) return nothing;
  const made = stillKnown(call).find((one) => one.answered?.succeeded)?.answered;
  if (made === undefined) return nothing;
  const isSame = sameValue(made.seen.request.body, seen.request.body);
  if (isSame !== (wanted === 'same-value')) return nothing;
  const name = operation.createdId;
  if (name === undefined) return nothing;
  const [first, second] = [made, call].map((one) => createdIdIn(one.response.body, name));
  const isSecond = succeeded && first !== undefined && second !== undefined && first !== second;
  const shows = succeeded ? second !== undefined : !isSame && isAnswerOfReplay(call);
  if (!isSecond && !shows) return nothing;
  const actual = () => reason('different-answers', { answers: [first, second].join(', ') });
  return judged(!isSecond, reason('one-effect'), actual, [made.seen, seen]);
}

export const successReplayed = {
  clause: 'IDM-02',
  needs: ['idempotent'],
  missing: repeated,
  judgeCall(call: Call, { law }: AnswerContext) {
    const replay = replayOf(call);
    return replay?.first.succeeded
      ? judged(replay.isSame, replay.expected, () => answerReason(call.response, law), replay.exchanges)
      : nothing;
  },
} as const satisfies AnswerRule;

export const bytesReplayed = {
  clause: 'IDM-20',
  needs: ['idempotent'],
  missing: repeated,
  judgeCall(call: Call, { law }: AnswerContext) {
    const replay = replayOf(call);
    if (!replay?.first.succeeded || !replay.isSame) return nothing;
    const isEqual = Buffer.compare(replay.first.response.body, call.response.body) === 0;
    return judged(isEqual, reason('bytes-of-first-answer'), () => answerReason(call.response, law), replay.exchanges);
  },
} as const satisfies AnswerRule;

export const refusalReplayed = {
  clause: 'IDM-03',
  needs: ['idempotent'],
  missing: unasked(said('no-kept-refusal-seen')),
  judgeCall: (call: Call, { law }: AnswerContext) => brokenByOtherFailure(call, law, (status) => status !== 500),
} as const satisfies AnswerRule;

export const serverErrorReplayed = {
  clause: 'IDM-04',
  needs: ['idempotent'],
  missing: unasked(said('no-kept-500-seen')),
  judgeCall: (call: Call, { law }: AnswerContext) => brokenByOtherFailure(call, law, (status) => status === 500),
} as const satisfies AnswerRule;

/** A failure that recurs shows nothing; another answer to its repeat does. */
function brokenByOtherFailure(call: Call, law: AnswerLaw, isMeant: (status: number) => boolean): readonly Judgement[] {
  const replay = replayOf(call);
  if (replay === undefined || replay.first.succeeded || replay.isSame || !isMeant(replay.first.response.status)) return nothing;
  return broken(replay.expected, answerReason(call.response, law), replay.exchanges);
}

interface Replay {
  readonly first: Answered;
  readonly isSame: boolean;
  readonly expected: Reason;
  readonly exchanges: readonly SeenAnswer[];
}

/** A call next to the outcome of the first one with its key and its bytes; undefined where nothing has to be replayed. */
function replayOf(call: Call): Replay | undefined {
  const { seen, earlier } = call;
  if (!isKeyedCreation(call)) return undefined;
  const known = stillKnown(call);
  const sameBytes = (one: Sent): boolean => Buffer.compare(one.seen.request.body, seen.request.body) === 0;
  // A request that is in flight, or was lost, may still have any outcome (C7); the answer to another body says nothing about this one (C6).
  if (known.length < earlier.length || known.some((one) => isUnsettled(one, seen) || !sameBytes(one))) return undefined;
  const first = known.map((one) => one.answered).find((one) => one !== undefined && isOutcome(one));
  if (first === undefined || !isAnswerOfReplay(call)) return undefined;
  return {
    first,
    isSame: sameAnswer(first, call),
    expected: reason('status-and-body-of-first-answer', { status: first.response.status }),
    exchanges: [first.seen, seen],
  };
}

const isKeyedCreation = ({ seen, key }: Call): boolean => seen.request.method === 'POST' && key !== undefined;

/** Earlier requests under a key that the provider certainly still knows. */
function stillKnown({ seen, earlier }: Call): readonly Sent[] {
  return earlier.filter((one) => seen.startedAt - one.seen.startedAt < keyLifeMs);
}

/** Whether an earlier request was unanswered when another one came, or never was answered. */
export function isUnsettled({ seen, answered }: Sent, later: SeenAnswer): boolean {
  return answered === undefined || isGatewayStatus(answered.response.status) || seen.endedAt > later.startedAt;
}

/** Whether an answer is the outcome of a request that was authenticated: what is kept in every interpretation (C8). */
function isOutcome({ succeeded, response, code, stage }: Answered): boolean {
  if (succeeded) return true;
  if (code === undefined || isGatewayStatus(response.status)) return false;
  // A validation, a business failure or a failure inside. The result of load or of the key itself is not one.
  return response.status === 500 || (response.status < 500 && stage === 'outcome');
}

/**
 * Whether an answer can be held against a replay: authentication comes first, and its failures may be kept under a key or not (C8). The same signed
 * bytes may be served only once (C52), and another spelling of a path may be refused.
 */
function isAnswerOfReplay({ succeeded, response: { status }, stage, isResent, seen, operation, parameters }: Call): boolean {
  if (succeeded) return true;
  if (!isDocumented(operation, parameters, seen.request.target)) return false;
  const isRefusedUnread = status === 401 || status === 403 || stage === 'authentication';
  return seen.readable && status >= 400 && !isRefusedUnread && !isResent;
}

export const readsNotKept = {
  clause: 'IDM-06',
  needs: ['idempotent'],
  missing: unasked(said('no-keyed-get-seen')),
  judgeCall(call: Call) {
    const { seen, key, deposit, shown } = call;
    const status = shown?.status;
    if (key === undefined || deposit === undefined || status === undefined) return nothing;
    const sameKey = deposit.reads.findLast((one) => one.key === key);
    if (sameKey === undefined) return nothing;
    const current = deposit.reads.findLast(
      (one) => one.shown?.isFinal === true && one.seen.startedAt >= sameKey.seen.endedAt && seen.startedAt - one.seen.endedAt >= readableMs,
    );
    const now = current?.shown?.status;
    if (current === undefined || now === sameKey.shown?.status) return nothing;
    if (status === now) return held;
    if (!sameAnswer(sameKey, call)) return nothing;
    const exchanges = [sameKey.seen, current.seen, seen];
    return broken(reason('current-state', { state: now ?? '' }), reason('current-state', { state: status }), exchanges);
  },
} as const satisfies AnswerRule;
