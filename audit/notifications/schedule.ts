import { documentedGaps, fifthGap, fifthGapInterpretations } from '../../core/contract/retry-schedule.ts';
import type { SeenExchange } from '../../core/exchange.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, doubtful, held, type Judgement, observed, partSeen } from '../judgement.ts';
import type { Listening, NotificationLaw, Outage } from './record.ts';
import type { Attempt } from './thread.ts';

/** What the attempts of one subject say about the schedule. */
export interface Followed {
  /** About the repeats that the documents promise (NTF-03). */
  readonly schedule: readonly Judgement[];
  /** About what they leave open (NTF-09). */
  readonly open: readonly Judgement[];
  /** Until when something may still come that would be judged, ms since the epoch; undefined when nothing may. */
  readonly openUntil: number | undefined;
}

/** Matches the attempts of one subject with the schedule: each notification with its repeats, as far as they can be distinguished. */
export function followed(attempts: readonly Attempt[], law: NotificationLaw, listening: Listening): Followed {
  const follower = new Follower(attempts, law, listening);
  follower.followAll();
  return follower;
}

const minute = 60_000;

/** `unknown`: the receiver ended before it knew that its answer had left. */
type AttemptOutcome = 'ended' | 'other-2xx' | 'redirect' | 'silent' | 'failed' | 'unknown';

/** The answer of the receiver to an attempt. Its best answer counts: the sender got it. */
function outcomeOf({ all }: Attempt): AttemptOutcome {
  const statuses = all.map(statusOf);
  if (statuses.includes(200)) return 'ended';
  if (statuses.some((status) => status !== undefined && status > 200 && status < 300)) return 'other-2xx';
  if (statuses.some((status) => status !== undefined && status >= 300 && status < 400)) return 'redirect';
  if (all.some(({ answer }) => answer.kind === 'none' && answer.reason === 'abandoned')) return 'unknown';
  if (all.some(({ answer }) => answer.kind === 'none' && answer.reason === 'timeout')) return 'silent';
  return 'failed';
}

function statusOf({ answer }: SeenExchange): number | undefined {
  return answer.kind === 'response' ? answer.response.status : undefined;
}

function seenAfter(next: Attempt, before: Attempt): Reason {
  return reason('attempt-at', { seconds: Math.round((next.at - before.at) / 1000) });
}

const fifth = documentedGaps.length;

/** The possible pauses before a fifth repeat, ms. */
const fifthGaps: readonly number[] = fifthGapInterpretations.flatMap((interpretation) => fifthGap(interpretation) ?? []);

class Follower implements Followed {
  readonly schedule: Judgement[] = [];
  readonly open: Judgement[] = [];
  openUntil: number | undefined;
  /** Attempts that belong to no notification yet. */
  readonly #left: Attempt[];
  readonly #law: NotificationLaw;
  readonly #listening: Listening;

  constructor(attempts: readonly Attempt[], law: NotificationLaw, listening: Listening) {
    this.#left = [...attempts];
    this.#law = law;
    this.#listening = listening;
  }

  followAll(): void {
    for (let first = this.#left.shift(); first !== undefined; first = this.#left.shift()) this.#follow(first);
  }

  #follow(first: Attempt): void {
    const isUncertain = [...documentedGaps, ...fifthGaps].some((gap) => this.#mayHaveMissed(first, gap));
    const before = isUncertain ? this.#attemptsBefore(first) : 0;
    let made = before;
    for (let current: Attempt | undefined = first; current !== undefined; ) {
      made += 1;
      const gap = documentedGaps[made - 1];
      const outcome = outcomeOf(current);
      if (outcome === 'ended') {
        this.#afterEnd(current, gap);
        return;
      }
      // A repeat after five minutes shows that nothing came before it.
      const begunUnseen = isUncertain && (before > 0 || made === 1);
      if (gap !== undefined) current = this.#repeatOf(current, made, gap, outcome, begunUnseen);
      else if (!begunUnseen) current = this.#afterLast(current, made);
      else {
        // It is not certain enough which repeats were seen to say what comes after the fourth.
        for (const one of fifthGaps) this.#take(this.#window(current.at, one));
        return;
      }
    }
  }

  /** How many attempts came before the first seen one, while nobody listened: by the pause to the next one. */
  #attemptsBefore(first: Attempt): number {
    const isNext = (gap: number): boolean => {
      const { from, to } = this.#window(first.at, gap);
      return this.#left.some(({ at }) => at >= from && at <= to);
    };
    const before = documentedGaps.findIndex(
      (gap, made) => isNext(gap) && (made === 0 || this.#mayHaveMissed(first, documentedGaps[made - 1] ?? 0)),
    );
    return Math.max(0, before);
  }

  /** Whether an attempt that long before this one would have come while nobody listened. */
  #mayHaveMissed({ at }: Attempt, gap: number): boolean {
    const { earlyMs, lateMs, lateShare } = this.#law.tolerance;
    const window = { from: at - gap - lateMs - gap * lateShare, to: at - gap + earlyMs };
    return window.from < (this.#listening.from ?? Number.NEGATIVE_INFINITY) || this.#isIn(window) || this.#isAcrossSet(window.from, at);
  }

  /** After a 200 nothing more is due. */
  #afterEnd(current: Attempt, gap: number | undefined): void {
    this.schedule.push(...partSeen('ended'));
    const [next] = this.#left;
    if (this.#law.changes === 'one-each') {
      if (next === undefined) this.schedule.push(...held);
      else this.#breaks(reason('repeats-ended', { after: '200' }), seenAfter(next, current), [current, next]);
      return;
    }
    if (gap === undefined) return;
    const window = this.#window(current.at, gap);
    if (this.#isUnknown(current.at, window)) return;
    const again = this.#left.find(({ at }) => at >= window.from && at <= window.to);
    if (again !== undefined) {
      const note = said('delivery-came-again');
      this.schedule.push(...doubtful(note, [current.all[0], again.all[0]]));
    } else if (this.#listening.until > window.to) this.schedule.push(...held);
    else this.#opens(window.to);
  }

  /** @param begunUnseen whether `current` may be a later repeat than its number says */
  #repeatOf(current: Attempt, made: number, gap: number, outcome: AttemptOutcome, begunUnseen: boolean): Attempt | undefined {
    const window = this.#window(current.at, gap);
    if (this.#isUnknown(current.at, window)) return undefined;
    const next = this.#take(window);
    const isPromised = outcome === 'failed';
    if (next !== undefined) {
      if (isPromised) this.schedule.push(...held);
      else this.#notes(outcome, true, current, next);
      if (made === fifth && !begunUnseen) this.schedule.push(...partSeen('whole'));
      return next;
    }
    const expected = reason('repeated-on-schedule', {
      number: made,
      minutes: gap / minute,
      from: Math.round((window.from - current.at) / 1000),
      to: Math.round((window.to - current.at) / 1000),
    });
    const [early] = this.#left;
    if (early !== undefined && this.#law.changes === 'one-each' && !begunUnseen) {
      if (isPromised || early.at < window.from) this.#breaks(expected, seenAfter(early, current), [current, early]);
      this.#left.length = 0;
    } else if (this.#isUnheard(window)) return undefined;
    else if (this.#listening.until <= window.to) this.#opens(window.to);
    // After the last repeat nothing is due.
    else if (begunUnseen) this.schedule.push(...(isPromised ? doubtful(said('repeat-may-be-last'), [current.all[0]]) : []));
    else if (isPromised) this.#breaks(expected, reason('attempt-missing', { last: made }), [current]);
    else this.#notes(outcome, false, current, undefined);
    return undefined;
  }

  /** The documents do not say what comes after the fourth repeat (C25); after a fifth nothing does. */
  #afterLast(current: Attempt, made: number): Attempt | undefined {
    if (made > fifth + 1) {
      const [next] = this.#left;
      if (next === undefined) this.schedule.push(...held);
      else if (this.#law.changes === 'one-each')
        this.#breaks(reason('repeats-ended', { after: said('five-repeats') }), seenAfter(next, current), [current, next]);
      return undefined;
    }
    if (outcomeOf(current) === 'other-2xx') return undefined;
    const window = this.#window(current.at, fifthGap('fifth-gap-3125') ?? 0);
    if (this.#isUnknown(current.at, window)) return undefined;
    for (const interpretation of fifthGapInterpretations) {
      const gap = fifthGap(interpretation);
      const next = gap === undefined ? undefined : this.#take(this.#window(current.at, gap));
      if (next === undefined) continue;
      this.#reads('C25', said('fifth-repeat'), interpretation, [current, next]);
      return next;
    }
    const [other] = this.#left;
    if (other !== undefined && this.#law.changes === 'one-each') {
      this.#left.shift();
      this.#reads('C25', said('fifth-repeat'), said('repeat-after-minutes', { minutes: Math.round((other.at - current.at) / minute) }), [
        current,
        other,
      ]);
      return other;
    }
    if (this.#isUnheard(window)) return undefined;
    if (this.#listening.until > window.to) this.#reads('C25', said('fifth-repeat'), 'four-repeats', [current]);
    else this.#opens(window.to);
    return undefined;
  }

  #window(from: number, gap: number): Outage {
    const { earlyMs, lateMs, lateShare } = this.#law.tolerance;
    return { from: from + gap - earlyMs, to: from + gap + lateMs + gap * lateShare };
  }

  /** The attempt within a window, removed from the rest. Where nothing else can have come, the next attempt counts. */
  #take({ from, to }: Outage): Attempt | undefined {
    const at = this.#left.findIndex((attempt) => attempt.at >= from && attempt.at <= to);
    if (at < 0 || (this.#law.changes === 'one-each' && at > 0)) return undefined;
    return this.#left.splice(at, 1)[0];
  }

  /** Whether a repeat may have come while nobody listened. Then it is not known which repeat a later one is, so it is not judged. */
  #isUnheard(window: Outage): boolean {
    const unheard = this.#isIn(window);
    if (unheard) this.#left.length = 0;
    return unheard;
  }

  /** Whether the clock was set after this attempt, and before all that may follow it has come. Then nothing after it is judged. */
  #isUnknown(at: number, { to }: Outage): boolean {
    const unknown = this.#isAcrossSet(at, to);
    if (unknown) this.#left.length = 0;
    return unknown;
  }

  #isAcrossSet(from: number, to: number): boolean {
    return (this.#listening.clockSets ?? []).some((set) => set.from <= to && set.to >= from);
  }

  #isIn(window: Outage): boolean {
    return this.#listening.outages.some(({ from, to }) => from <= window.to && to >= window.from);
  }

  #opens(until: number): void {
    this.openUntil = Math.max(this.openUntil ?? 0, until);
  }

  /** Where each subject changed once, what follows a breach is not judged again. */
  #breaks(expected: Reason, actual: Reason, shown: readonly Attempt[]): void {
    const exchanges = shown.map(({ all }) => all[0]);
    this.schedule.push(...broken(expected, actual, exchanges));
    if (shown.length > 1) this.#left.length = 0;
  }

  /** What follows an answer that, by the documents, may or may not end the repeats. */
  #notes(outcome: AttemptOutcome, isRepeated: boolean, current: Attempt, next: Attempt | undefined): void {
    if (outcome === 'unknown') return;
    const status = statusOf(current.all[0]);
    if (outcome === 'other-2xx') {
      const shown = next === undefined ? [current] : [current, next];
      this.#reads('C24', said('answered-with-status', { status: String(status) }), isRepeated ? 'only-200' : 'any-2xx', shown);
      return;
    }
    const subject = outcome === 'silent' ? said('not-answered-in-time') : said('answered-with-status', { status: String(status) });
    this.open.push(...held, ...observed({ subject, seen: isRepeated ? 'repeated' : said('not-repeated') }));
  }

  /** Records which interpretation was seen; the profile may require one. */
  #reads(ambiguity: 'C24' | 'C25', subject: string, seen: string, shown: readonly Attempt[]): void {
    const { profile } = this.#law;
    this.open.push(...observed({ ambiguity, subject, seen }));
    if (!profile.requires.includes(ambiguity) || profile.interpretations[ambiguity] === seen) {
      this.open.push(...held);
      return;
    }
    const expected = reason('value-seen', { value: profile.interpretations[ambiguity] });
    const exchanges = shown.map(({ all }) => all[0]);
    this.open.push(...broken(expected, reason('value-seen', { value: seen }), exchanges));
  }
}
