import { type Diagnosis, type DiagnosisKey, diagnose } from '../../core/diagnosis/diagnosis.ts';
import type { SeenExchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, brokenBy, held, type Judgement, nothing, observed } from '../judgement.ts';
import { type Notification, signedIn } from './notification.ts';
import type { NotificationLaw, SigningKeys } from './record.ts';
import { type FollowedThread, type NotificationContext, type NotificationRule, noNotification } from './rule.ts';
import { partedBySigning, sameAttemptMs } from './thread.ts';

export const authorizationSent = {
  clause: 'NTF-01',
  missing: noNotification,
  judge({ exchange, hasAuthorization }: Notification, { law }: NotificationContext) {
    const { signature } = law.contract.scheme;
    if (hasAuthorization || signature === undefined) return held;
    return broken(reason('authorization-sent'), reason('header-missing', { header: signature.header }), [exchange]);
  },
} as const satisfies NotificationRule;

/** Of first attempts; NTF-04 judges whether repeats verify. */
export const notificationVerified = {
  clause: 'NTF-08',
  missing: ({ threads }: NotificationContext) => (threads.size === 0 ? noNotification : said('needed-signed-notification')),
  judge: ({ signing }: Notification, { law }: NotificationContext) =>
    signing === undefined || law.keys.length < 2 ? nothing : observed({ subject: said('signed-with'), seen: nameOf(signing.keys, law) }),
  judgeThread(thread: FollowedThread, { law }: NotificationContext) {
    const { profile } = law;
    const { first, repeats } = partedBySigning(thread);
    const isRight = ({ signing }: Notification): boolean =>
      signing !== undefined && (!profile.requires.includes('C26') || signing.interpretation === profile.interpretations.C26);
    const interpretation = ({ signing }: Notification, subject: 'notifications' | 'repeats') =>
      signing === undefined ? nothing : observed({ ambiguity: 'C26', subject, seen: signing.interpretation });
    return [
      ...first.flatMap((one) => [...(isRight(one) ? held : unverified(one, law)), ...interpretation(one, 'notifications')]),
      ...repeats.flatMap(({ repeat }) => interpretation(repeat, 'repeats')),
    ];
  },
} as const satisfies NotificationRule;

/** After a set of keys has ended, another one signs. A notification on its way at that moment is accepted. */
export const newKeysUsed = {
  clause: 'ROT-05',
  missing: said('no-notification-after-rotation'),
  judge({ exchange, signing }: Notification, { law }: NotificationContext) {
    const hasEnded = ({ until }: SigningKeys): boolean => until !== undefined && exchange.startedAt > until + sameAttemptMs;
    if (signing === undefined || !law.keys.some(hasEnded)) return nothing;
    if (!hasEnded(signing.keys)) return held;
    const actual = reason('value-seen', { value: said('secret-of', { keys: nameOf(signing.keys, law) }) });
    return broken(reason('signed-with-new-secret'), actual, [exchange], { signed: signedIn(exchange, law, signing.interpretation) });
  },
} as const satisfies NotificationRule;

/** A notification is signed in one way, whatever caused it: a receiver tries only that one. */
export const signedAlike = {
  clause: 'NTF-12',
  missing: said('needed-second-notification'),
  judge({ exchange, signing }: Notification, { law, threads }: NotificationContext) {
    const first = firstSigned(threads);
    if (signing === undefined || first?.signing === undefined || first.exchange === exchange) return nothing;
    if (signing.interpretation === first.signing.interpretation) return held;
    const expected = reason('signature-verifies', { interpretation: first.signing.interpretation });
    const actual = reason('value-seen', { value: signing.interpretation });
    return broken(expected, actual, [first.exchange, exchange], { signed: signedIn(exchange, law, signing.interpretation) });
  },
} as const satisfies NotificationRule;

function firstSigned(threads: NotificationContext['threads']): Notification | undefined {
  for (const thread of threads.values()) for (const one of thread) if (one.signing !== undefined) return one;
  return undefined;
}

/** @param before the exchanges that are shown before it */
export function unverified({ exchange }: Notification, law: NotificationLaw, before: readonly SeenExchange[] = []): readonly Judgement[] {
  const { C26: used } = law.profile.interpretations;
  return brokenBy(() => {
    const diagnosis = explained(exchange, law);
    const why = kindsOf(diagnosis);
    return {
      ...(diagnosis ? { diagnosis } : {}),
      expected: reason('signature-verifies', law.profile.requires.includes('C26') ? { interpretation: used } : {}),
      actual: reason('signature-wrong', why === undefined ? {} : { why }),
      exchanges: [...before, exchange],
      breaking: before.length,
      signed: signedIn(exchange, law, used),
    };
  });
}

/** A set of keys as a report names it: by its position among the sets, and its end. */
function nameOf(set: SigningKeys, { keys }: NotificationLaw): string {
  const position = { number: keys.indexOf(set) + 1, count: keys.length };
  if (set.until === undefined) return said('key-set-of', position);
  return said('ended-key-set-of', { ...position, ended: new Date(set.until).toISOString() });
}

/** Why a signature does not verify, as far as the search finds it: the kinds of mistakes, never a key or a hash. */
function explained(
  { request, startedAt }: SeenExchange,
  { contract, keys, others = [], profile, searches }: NotificationLaw,
): Diagnosis | undefined {
  if (!searches) return undefined;
  return diagnose({
    request,
    keys: [
      ...keys.flatMap(({ apiKey, apiSignature, readOnlyKey }): readonly DiagnosisKey[] => [
        { role: 'API Signature', value: apiSignature },
        { role: 'API Key', value: apiKey },
        { role: 'read-only key', value: readOnlyKey },
      ]),
      ...others,
    ],
    receivedAt: startedAt,
    form: contract.scheme,
    scheme: profile.scheme,
  });
}

/** The kinds of mistake that an explanation names, for the one line beside which it is shown whole. */
function kindsOf(diagnosis: Diagnosis | undefined): string | undefined {
  if (diagnosis?.found === 'by-scheme') return diagnosis.fits[0]?.map(({ kind }) => kind).join(', ');
  if (diagnosis?.found === 'explained') return diagnosis.mistakes.map(({ kind }) => kind).join(', ');
  if (diagnosis?.found === 'header-problem') return diagnosis.problems.map(({ problem }) => problem).join(', ');
  return undefined;
}
