import { isRefusal } from '../../core/contract/answer-body.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { entropyOf } from '../entropy.ts';
import { broken, held, judged, nothing, observed } from '../judgement.ts';
import { attemptsBefore, type Call } from './call.ts';
import type { RequestContext, RequestRule } from './rule.ts';

const headerOf = ({ law: { contract } }: RequestContext): string => contract.scheme.idempotency?.header ?? '';

const keySeen = (context: RequestContext, value: string) => reason('header-seen', { header: headerOf(context), value });

const loseAnAnswer = said('needed-repeat-of-creation');

const attemptsUnderItsKey = (call: Call) => attemptsBefore(call).filter((one) => one.key === call.key);

/**
 * The latest attempt whose answer was lost, unless a repeat of it was refused finally since.
 * Without any key, only an invoice id distinguishes a repeat from another refund of the same amount.
 */
const lostBefore = (call: Call, { law: { contract } }: RequestContext) => {
  const attempts = attemptsBefore(call);
  const lost = attempts.findLast((one) => one.seen.answer.kind === 'none');
  const since = lost ? attempts.slice(attempts.indexOf(lost) + 1) : [];
  if (
    since.some(({ key, seen }) => key === lost?.key && isRefusal(seen.answer, (code) => refusedBy(contract, code), contract.errorMembers))
  )
    return undefined;
  return lost?.key === undefined && call.key === undefined && call.reference === undefined ? undefined : lost;
};

export const keyOfFirstAttempt = {
  clause: 'IDM-15',
  needs: ['idempotent'],
  missing: loseAnAnswer,
  judgeCall(call: Call, context: RequestContext) {
    const lost = lostBefore(call, context);
    if (lost === undefined) return nothing;
    const actual = () => keySeen(context, call.key === undefined ? 'none' : said('another-than-at-first'));
    return judged(call.key !== undefined && lost.key === call.key, reason('key-of-first-attempt'), actual, [lost.seen, call.seen]);
  },
} as const satisfies RequestRule;

export const bytesOfFirstAttempt = {
  clause: 'IDM-22',
  needs: ['idempotent'],
  missing: loseAnAnswer,
  judgeCall(call: Call) {
    const { seen, key } = call;
    const [first] = attemptsUnderItsKey(call);
    const isRepeat = key !== undefined || attemptsBefore(call).some((one) => one.seen.answer.kind === 'none');
    if (first === undefined || !isRepeat) return nothing;
    const isSame = Buffer.compare(first.seen.request.body, seen.request.body) === 0;
    const actual = () => reason('different-answers', { answers: said('same-value-other-bytes') });
    return judged(isSame, reason('bytes-of-first-attempt'), actual, [first.seen, seen]);
  },
} as const satisfies RequestRule;

export const keyOfItsOwn = {
  clause: 'IDM-16',
  needs: ['idempotent'],
  missing: said('needed-two-keys'),
  judgeCall({ seen, key, creation }: Call, context: RequestContext) {
    const { history } = context;
    if (seen.request.method !== 'POST' || key === undefined) return nothing;
    const other = history.uses.get(key)?.find((use) => use.creation !== creation);
    if (other) return broken(reason('key-of-its-own'), keySeen(context, said('key-of-other-operation')), [other.first, seen]);
    const { keyed } = history;
    const isOneOfSeveral = keyed !== undefined && (keyed.isOneOfSeveral || keyed.creation !== creation);
    return isOneOfSeveral ? held : nothing;
  },
} as const satisfies RequestRule;

/** Forms of a key that no document promises to accept. */
const unusual = [
  { is: (key: string) => key.length > 255, seen: said('unusual-key-over-255') },
  { is: (key: string) => /[^!-~]/.test(key), seen: said('unusual-key-beyond-ascii') },
];

/** A UUID of version 4 has 122 random bits; less than half of that cannot be guessed or hit by chance either. */
const leastEntropyBits = 48;

export const keyNotGuessed = {
  clause: 'IDM-23',
  needs: ['idempotent'],
  missing: said('needed-keyed-creation'),
  judgeCall({ seen, key, reference, creation }: Call, context: RequestContext) {
    const { history } = context;
    if (seen.request.method !== 'POST' || key === undefined || key.trim() === '') return nothing;
    // A key that is made of an earlier one of the same creation can be guessed by nobody who does not know that one.
    const isOfAnother = (other: string): boolean => history.uses.get(other)?.some((use) => use.creation !== creation) ?? true;
    const others = [...history.keys].filter((other) => other !== key && isOfAnother(other));
    const bits = entropyOf(key, reference, others);
    const odd = unusual.filter(({ is }) => is(key)).flatMap(({ seen: what }) => observed({ subject: said('unusual-keys'), seen: what }));
    const holds = judged(
      bits >= leastEntropyBits,
      reason('high-entropy'),
      () => keySeen(context, `${key} (about ${Math.round(bits)} bits)`),
      [seen],
    );
    return [...odd, ...holds];
  },
} as const satisfies RequestRule;

export const noKeyOnGet = {
  clause: 'IDM-17',
  needs: ['idempotent'],
  missing: said('needed-status'),
  judgeCall({ seen, key }: Call, context: RequestContext) {
    if (seen.request.method !== 'GET') return nothing;
    return judged(key === undefined, reason('no-key-on-get'), () => keySeen(context, key ?? ''), [seen]);
  },
} as const satisfies RequestRule;

/**
 * More tries than a schedule of repeats has: twice a second for ten seconds is one, and so are the 25 of a job queue. A client with more is in a
 * loop.
 */
export const mostTries = 30;

export const triesBounded = {
  clause: 'IDM-18',
  needs: ['idempotent'],
  missing: said('invented-success-not-judged'),
  judgeCall(call: Call, { law }: RequestContext) {
    if (call.key === undefined) return nothing;
    const most = law.mostTries ?? mostTries;
    const failed = attemptsUnderItsKey(call).filter(({ seen: { answer } }) => answer.kind === 'response' && answer.response.status === 500);
    if (failed.length < most) return nothing;
    const actual = reason('requests-counted', { count: failed.length + 1, what: said('under-one-key-after-500') });
    const [first] = failed;
    return broken(reason('tries-bounded', { most }), actual, [...(first ? [first.seen] : []), call.seen]);
  },
} as const satisfies RequestRule;

export const keyCarried = {
  clause: 'IDM-19',
  needs: ['idempotent'],
  missing: said('needed-creation'),
  judgeCall({ seen, key, operation }: Call, context: RequestContext) {
    if (seen.request.method !== 'POST' || !operation.traits.includes('idempotent')) return nothing;
    const actual = () => reason('header-missing', { header: headerOf(context) });
    return judged(key !== undefined && key.trim() !== '', reason('key-carried'), actual, [seen]);
  },
} as const satisfies RequestRule;
