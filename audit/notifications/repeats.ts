import { dateMs, partsIn } from '../../core/contract/scheme.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { broken, held, type Judgement, nothing, observed } from '../judgement.ts';
import type { Notification } from './notification.ts';
import { type FollowedThread, type NotificationContext, type NotificationRule, noNotification, noRepeat } from './rule.ts';
import { unverified } from './signature.ts';
import { partedBySigning, type Repeat, sameAttemptMs, type Thread, threadOf } from './thread.ts';

/** Half of the clause is not a pass: four repeats have to be seen, and a 200 that ends them. */
export const repeatedOnSchedule = {
  clause: 'NTF-03',
  missing: ({ threads }: NotificationContext) => (threads.size === 0 ? noNotification : noRepeat),
  parts: {
    whole: said('no-four-repeats'),
    ended: said('no-200-after-repeats'),
  },
  judgeThread: ({ followed }: FollowedThread) => followed.schedule,
} as const satisfies NotificationRule;

export const openPoints = {
  clause: 'NTF-09',
  missing: said('no-other-end-of-repeats'),
  judgeThread: ({ followed }: FollowedThread) => followed.open,
} as const satisfies NotificationRule;

const hasRepeat = ({ threads }: NotificationContext): boolean => [...threads.values()].some((all) => threadOf(all).attempts.length > 1);

export const repeatsDatedAnew = {
  clause: 'NTF-11',
  missing: (context: NotificationContext) => (hasRepeat(context) ? said('needed-dated-repeat') : noRepeat),
  judgeThread: (thread: FollowedThread, { law }: NotificationContext) =>
    partedBySigning(thread).repeats.flatMap((repeat) => judgedByDate(repeat, law.contract.scheme)),
} as const satisfies NotificationRule;

/** Only where the first verified: else NTF-08 says it already. */
export const repeatsSigned = {
  clause: 'NTF-04',
  missing: (context: NotificationContext) => (hasRepeat(context) ? said('needed-signed-repeat') : noRepeat),
  judgeThread: (thread: FollowedThread, { law }: NotificationContext) =>
    partedBySigning(thread).repeats.flatMap(({ opening, repeat }) => {
      if (opening.signing === undefined) return nothing;
      return repeat.signing === undefined ? unverified(repeat, law, [opening.exchange]) : held;
    }),
} as const satisfies NotificationRule;

export const duplicatesSeen = {
  clause: 'NTF-05',
  missing: noNotification,
  judgeThread: ({ attempts }: Thread) => attempts.flatMap(({ all }) => [...held, ...duplicatesIn(all)]),
} as const satisfies NotificationRule;

function duplicatesIn(all: readonly Notification['exchange'][]): readonly Judgement[] {
  if (all.length < 2) return nothing;
  const spans = all.slice(1).map(({ startedAt }, index) => startedAt - (all[index]?.startedAt ?? startedAt));
  return [
    ...observed({ subject: said('deliveries-one-attempt'), seen: String(all.length) }),
    ...observed({ subject: said('shortest-time-between-duplicates'), seen: `${Math.min(...spans)} ms` }),
  ];
}

/** The clocks of both sides may differ by any amount: the date has to advance as the time did. */
function judgedByDate({ opening, repeat }: Repeat, scheme: Scheme): readonly Judgement[] {
  const dateOf = ({ exchange }: Notification): string => partsIn(scheme, exchange.request).date;
  const [before, now] = [dateOf(opening), dateOf(repeat)];
  // Where only the body is signed (C26), no date is needed, and none is stale.
  if (before === '' || now === '') return repeat.signing === undefined ? nothing : held;
  const [from, to] = [dateMs(scheme, before), dateMs(scheme, now)];
  const passed = repeat.exchange.startedAt - opening.exchange.startedAt;
  if (from !== undefined && to !== undefined && Math.abs(to - from - passed) <= sameAttemptMs) return held;
  const value = said('seconds-after-first-attempt', { now, passed: Math.round(passed / 1000), before });
  return broken(reason('fresh-date'), reason('value-seen', { value }), [opening.exchange, repeat.exchange]);
}
