import { parseXDate } from '../core/contract/clock.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { type NotificationReading, notificationMessage, notificationVerifies } from '../core/contract/notification.ts';
import { documentedGaps, fifthGap, fifthGapReadings, type Tolerance } from '../core/contract/retry-schedule.ts';
import { type Diagnosis, diagnose } from '../core/diagnosis/diagnosis.ts';
import { headerValue, headerValues, type SeenExchange } from '../core/exchange.ts';
import { member, parseJson } from '../core/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type Reason, reason } from '../core/verdict/reason.ts';
import { disputeOf } from '../specs/disputes.ts';
import type { Profile } from '../specs/profile.ts';
import { type Finding, type Gathering, gathering } from './finding.ts';

/** A time in which nobody listened, ms since the epoch. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** A set of keys that signs. */
export interface SigningKeys extends Credentials {
  /** When it ended, ms since the epoch; undefined while it is in force. */
  readonly until?: number;
}

/** Everything that a receiver of ours saw of a sender. Times are ms since the epoch on the receiver's clock. */
export interface NotificationRecord {
  /** In order of arrival. */
  readonly seen: readonly SeenExchange[];
  /** The sets of keys under which a notification may be signed: several around a rotation. */
  readonly keys: readonly SigningKeys[];
  readonly profile: Profile;
  /** Until when it listened. */
  readonly until: number;
  readonly outages: readonly Outage[];
  readonly tolerance: Tolerance;
  /** Whether each subject is known to have changed once only. Else a later delivery may tell of another change, or be one that a person asked for. */
  readonly changes: 'one-each' | 'unknown';
  /** Whether the mistake behind a signature that does not verify is searched for, which takes up to a second. */
  readonly searches: boolean;
}

/** What a notification is about: the member of its body, and the id as it stood there. */
export interface Subject {
  readonly member: 'deposit_id' | 'refund_id';
  readonly kind: 'number' | 'string' | 'other';
  readonly id: string;
}

const allReadings = Object.keys(disputeOf('C26').readings) as readonly NotificationReading[];

/** Deliveries of one subject that come closer together than this are one attempt made several times, ms: well below the shortest pause. */
const sameAttemptMs = 60_000;

const minute = 60_000;

/** What the body of a notification names; undefined where it is no JSON object in UTF-8 or names nothing (NTF-02). */
export function subjectOf({ request }: Pick<SeenExchange, 'request'>): Subject | undefined {
  const text = decodeUtf8(request.body);
  const body = text === undefined ? undefined : parseJson(text);
  if (body === undefined) return undefined;
  for (const name of ['deposit_id', 'refund_id'] as const) {
    const value = member(body, name);
    if (value === undefined) continue;
    const id = value.kind === 'number' ? value.text : value.kind === 'string' ? value.value : value.kind;
    return { member: name, kind: value.kind === 'number' || value.kind === 'string' ? value.kind : 'other', id };
  }
  return undefined;
}

/** How a notification was signed. */
export interface Signing {
  readonly reading: NotificationReading;
  readonly keys: SigningKeys;
}

/** By which reading of C26 a notification verifies, the profile's first, and under which keys; undefined when by none. */
export function signingOf({ request }: SeenExchange, { keys, profile }: Pick<NotificationRecord, 'keys' | 'profile'>): Signing | undefined {
  const played = profile.plays.C26;
  const readings = [played, ...allReadings.filter((reading) => reading !== played)];
  return readings
    .flatMap((reading) => keys.map((set): Signing => ({ reading, keys: set })))
    .find(({ reading, keys: { apiSignature } }) => notificationVerifies(request, [apiSignature], { scheme: profile.scheme, reading }));
}

/** A set of keys as a report names it: by its place among the sets, and its end. */
function nameOf(set: SigningKeys, { keys }: NotificationRecord): string {
  const ended = set.until === undefined ? '' : `, which ended at ${new Date(set.until).toISOString()}`;
  return `set ${keys.indexOf(set) + 1} of ${keys.length}${ended}`;
}

/** Why a signature does not verify, as far as the search finds it: the kinds of mistakes, never a key or a hash. */
function explained(exchange: SeenExchange, { keys, profile, searches }: NotificationRecord): Diagnosis | undefined {
  if (!searches) return undefined;
  return diagnose({
    request: exchange.request,
    keys: keys.flatMap(({ apiKey, apiSignature, readOnlyKey }) => [
      { role: 'API Signature', value: apiSignature },
      { role: 'API Key', value: apiKey },
      { role: 'read-only key', value: readOnlyKey },
    ]),
    receivedAt: exchange.startedAt,
    scheme: profile.scheme,
  });
}

/** The kinds of mistake that an explanation names, for the one line beside which it stands whole. */
function kindsOf(diagnosis: Diagnosis | undefined): string | undefined {
  if (diagnosis?.found === 'explained') return diagnosis.mistakes.map(({ kind }) => kind).join(', ');
  if (diagnosis?.found === 'header-problem') return diagnosis.problems.map(({ problem }) => problem).join(', ');
  return undefined;
}

/** Deliveries that came together: an attempt, and its duplicates. */
interface Attempt {
  readonly at: number;
  readonly all: readonly [SeenExchange, ...SeenExchange[]];
}

/** A notification with its repeats, as far as deliveries can be told apart. */
interface Thread {
  readonly attempts: readonly Attempt[];
}

interface Gatherings {
  readonly schedule: Gathering;
  readonly open: Gathering;
}

function statusOf({ answer }: SeenExchange): number | undefined {
  return answer.kind === 'response' ? answer.response.status : undefined;
}

/** `unknown`: the receiver ended before it knew that its answer had left. */
type AttemptOutcome = 'ended' | 'other-2xx' | 'redirect' | 'silent' | 'failed' | 'unknown';

/** What the receiver did with an attempt. Its best answer counts: the sender has been told. */
function outcomeOfAttempt({ all }: Attempt): AttemptOutcome {
  const statuses = all.map(statusOf);
  if (statuses.includes(200)) return 'ended';
  if (statuses.some((status) => status !== undefined && status > 200 && status < 300)) return 'other-2xx';
  if (statuses.some((status) => status !== undefined && status >= 300 && status < 400)) return 'redirect';
  if (all.some(({ answer }) => answer.kind === 'none' && answer.reason === 'abandoned')) return 'unknown';
  if (all.some(({ answer }) => answer.kind === 'none' && answer.reason === 'timeout')) return 'silent';
  return 'failed';
}

function clustered(seen: readonly SeenExchange[]): readonly Attempt[] {
  const attempts: { at: number; all: [SeenExchange, ...SeenExchange[]] }[] = [];
  for (const exchange of seen) {
    const last = attempts.at(-1);
    if (last !== undefined && exchange.startedAt - last.at < sameAttemptMs) last.all.push(exchange);
    else attempts.push({ at: exchange.startedAt, all: [exchange] });
  }
  return attempts;
}

const fifth = documentedGaps.length;

/** Follows the attempts of one subject through the schedule (NTF-03), notes what the documents leave open (NTF-09), and cuts them into threads. */
class Follower {
  readonly #record: NotificationRecord;
  readonly #found: Gatherings;
  readonly #attempts: Attempt[];
  readonly threads: Thread[] = [];
  /** Until when something may still come that would be judged, ms since the epoch; undefined when all is closed. */
  openUntil: number | undefined;
  /** Whether four repeats came in time, and whether 200 ended one. */
  whole = false;
  ended = false;

  constructor(record: NotificationRecord, found: Gatherings, attempts: readonly Attempt[]) {
    this.#record = record;
    this.#found = found;
    this.#attempts = [...attempts];
    for (let first = this.#attempts.shift(); first !== undefined; first = this.#attempts.shift()) this.#follow(first);
  }

  #window(from: number, gap: number): { readonly from: number; readonly to: number } {
    const { earlyMs, lateMs, lateShare } = this.#record.tolerance;
    return { from: from + gap - earlyMs, to: from + gap + lateMs + gap * lateShare };
  }

  /** The attempt within a window, taken out of what is left. Where nothing else can have come, whatever comes next is meant. */
  #take({ from, to }: { readonly from: number; readonly to: number }): Attempt | undefined {
    const at = this.#attempts.findIndex((attempt) => attempt.at >= from && attempt.at <= to);
    if (at < 0 || (this.#record.changes === 'one-each' && at > 0)) return undefined;
    return this.#attempts.splice(at, 1)[0];
  }

  #unheard(window: Outage): boolean {
    return this.#record.outages.some(({ from, to }) => from <= window.to && to >= window.from);
  }

  #opens(until: number): void {
    this.openUntil = Math.max(this.openUntil ?? 0, until);
  }

  #broken(expected: Reason, actual: Reason, shown: readonly Attempt[]): void {
    const exchanges = shown.map(({ all }) => all[0]);
    this.#found.schedule.broken(() => ({ expected, actual, exchanges, breaking: exchanges.length - 1 }));
  }

  #follow(first: Attempt): void {
    const attempts = [first];
    this.threads.push({ attempts });
    for (let current = first; ; ) {
      const made = attempts.length;
      const gap = documentedGaps[made - 1];
      const outcome = outcomeOfAttempt(current);
      const next =
        outcome === 'ended'
          ? this.#afterEnd(current, attempts)
          : gap === undefined
            ? this.#last(current, made)
            : this.#repeat(current, attempts, gap, outcome);
      if (next === undefined) return;
      attempts.push(next);
      current = next;
    }
  }

  /** After a 200 nothing more is due. */
  #afterEnd(current: Attempt, attempts: readonly Attempt[]): undefined {
    this.ended = true;
    const gap = documentedGaps[attempts.length - 1];
    const [next] = this.#attempts;
    if (this.#record.changes === 'one-each') {
      if (next === undefined) this.#found.schedule.held();
      else {
        this.#broken(reason('repeats-ended', { after: '200' }), seenAfter(next, current), [current, next]);
        this.#attempts.length = 0;
      }
      return undefined;
    }
    if (gap === undefined) return undefined;
    const window = this.#window(current.at, gap);
    const again = this.#attempts.find(({ at }) => at >= window.from && at <= window.to);
    if (again !== undefined) {
      this.#found.schedule.doubtful(
        'A delivery that was answered with 200 came again when its repeat would have been due: look in the Status History of the panel whether its status changed, or a person resent it.',
        [current.all[0], again.all[0]],
      );
    } else if (this.#record.until > window.to) this.#found.schedule.held();
    else this.#opens(window.to);
    return undefined;
  }

  #repeat(current: Attempt, attempts: readonly Attempt[], gap: number, outcome: AttemptOutcome): Attempt | undefined {
    const window = this.#window(current.at, gap);
    const next = this.#take(window);
    const isPromised = outcome === 'failed';
    if (next !== undefined) {
      if (isPromised) this.#found.schedule.held();
      else this.#seen(outcome, 'repeated', current, next);
      if (attempts.length === fifth) this.whole = true;
      return next;
    }
    const expected = reason('repeated-on-schedule', {
      number: attempts.length,
      minutes: gap / minute,
      from: Math.round((window.from - current.at) / 1000),
      to: Math.round((window.to - current.at) / 1000),
    });
    const [early] = this.#attempts;
    if (early !== undefined && this.#record.changes === 'one-each') {
      if (isPromised || early.at < window.from) this.#broken(expected, seenAfter(early, current), [current, early]);
      this.#attempts.length = 0;
      return undefined;
    }
    if (this.#unheard(window)) return undefined;
    if (this.#record.until <= window.to) {
      this.#opens(window.to);
      return undefined;
    }
    if (isPromised) this.#broken(expected, reason('attempt-missing', { last: attempts.length }), [current]);
    else this.#seen(outcome, 'not repeated', current, undefined);
    return undefined;
  }

  /** After the fourth repeat the documents leave open what comes (C25); after a fifth nothing does. */
  #last(current: Attempt, made: number): Attempt | undefined {
    if (made > fifth + 1) {
      const [next] = this.#attempts;
      if (next !== undefined && this.#record.changes === 'one-each') {
        this.#broken(reason('repeats-ended', { after: 'five repeats' }), seenAfter(next, current), [current, next]);
        this.#attempts.length = 0;
      } else if (next === undefined) this.#found.schedule.held();
      return undefined;
    }
    if (outcomeOfAttempt(current) === 'other-2xx') return undefined;
    for (const reading of fifthGapReadings) {
      const gap = fifthGap(reading);
      const next = gap === undefined ? undefined : this.#take(this.#window(current.at, gap));
      if (next === undefined) continue;
      this.#reads(reading, [current, next]);
      return next;
    }
    const [other] = this.#attempts;
    if (other !== undefined && this.#record.changes === 'one-each') {
      this.#attempts.shift();
      this.#reads(`after ${Math.round((other.at - current.at) / minute)} minutes`, [current, other]);
      return other;
    }
    const window = this.#window(current.at, fifthGap('fifth-gap-3125') ?? 0);
    if (this.#unheard(window)) return undefined;
    if (this.#record.until > window.to) this.#reads('four-repeats', [current]);
    else this.#opens(window.to);
    return undefined;
  }

  #reads(seen: string, shown: readonly Attempt[]): void {
    this.#requires('C25', 'fifth repeat', seen, shown);
  }

  #seen(outcome: AttemptOutcome, what: 'repeated' | 'not repeated', current: Attempt, next: Attempt | undefined): void {
    if (outcome === 'unknown') return;
    const status = statusOf(current.all[0]);
    if (outcome === 'other-2xx') {
      const shown = next === undefined ? [current] : [current, next];
      this.#requires('C24', `answered with ${status}`, what === 'repeated' ? 'only-200' : 'any-2xx', shown);
      return;
    }
    this.#found.open.held();
    this.#found.open.observe({ subject: outcome === 'silent' ? 'not answered in time' : `answered with ${status}`, seen: what });
  }

  #requires(dispute: 'C24' | 'C25', subject: string, seen: string, shown: readonly Attempt[]): void {
    const { profile } = this.#record;
    this.#found.open.observe({ dispute, subject, seen });
    const exchanges = shown.map(({ all }) => all[0]);
    if (!profile.requires.includes(dispute) || profile.plays[dispute] === seen) this.#found.open.held();
    else {
      this.#found.open.broken(() => ({
        expected: reason('value-seen', { value: profile.plays[dispute] }),
        actual: reason('value-seen', { value: seen }),
        exchanges,
        breaking: exchanges.length - 1,
      }));
    }
  }
}

function seenAfter(next: Attempt, before: Attempt): Reason {
  return reason('attempt-at', { seconds: Math.round((next.at - before.at) / 1000) });
}

/** What a thread is told by: where it came, and its subject; a body that names none stands for itself. */
export function threadKey(exchange: Pick<SeenExchange, 'request'>): string {
  const subject = subjectOf(exchange);
  const about = subject === undefined ? Buffer.from(exchange.request.body).toString('latin1') : `${subject.member} ${subject.id}`;
  return `${exchange.request.target} ${about}`;
}

/** What was found, and until when more may come that would be judged; undefined when every schedule has passed. */
export interface NotificationAudit {
  readonly findings: readonly Finding[];
  readonly openUntil: number | undefined;
}

/**
 * Judges a sender by what it delivered: NTF-01, 02, 03, 04, 05, 08, 09, 10 and 11, and ROT-05 where a set of keys has ended. Pure. What asks for the status
 * (NTF-06), a second URL (NTF-07), a second environment (ENV-06) or the changes themselves (NTF-12) cannot be seen in deliveries alone.
 */
export function auditNotifications(record: NotificationRecord): NotificationAudit {
  const { profile } = record;
  const notifications = record.seen.filter(({ request }) => request.method === 'POST');
  const none = 'No notification came: see that the sender reaches this URL, and change the status of a deposit.';
  const found = {
    'NTF-01': gathering('NTF-01', profile),
    'NTF-08': gathering('NTF-08', profile),
    'NTF-02': gathering('NTF-02', profile),
    'NTF-03': gathering('NTF-03', profile),
    'NTF-09': gathering('NTF-09', profile),
    'NTF-11': gathering('NTF-11', profile),
    'NTF-04': gathering('NTF-04', profile),
    'NTF-05': gathering('NTF-05', profile),
    'NTF-10': gathering('NTF-10', profile),
    'ROT-05': gathering('ROT-05', profile),
  };

  const signings = new Map(notifications.map((exchange) => [exchange, signingOf(exchange, record)]));
  const verifiesAs = (exchange: SeenExchange): NotificationReading | undefined => signings.get(exchange)?.reading;
  const unverified = (exchange: SeenExchange, twins: readonly SeenExchange[]) => () => {
    const diagnosis = explained(exchange, record);
    const why = kindsOf(diagnosis);
    return {
      ...(diagnosis ? { diagnosis } : {}),
      expected: reason('signature-verifies', profile.requires.includes('C26') ? { reading: profile.plays.C26 } : {}),
      actual: reason('signature-wrong', why === undefined ? {} : { why }),
      exchanges: [...twins, exchange],
      breaking: twins.length,
      signed: signedIn(exchange, profile.plays.C26),
    };
  };
  const hasValue = ({ request }: SeenExchange): boolean =>
    headerValues(request.headers, 'authorization').some((value) => value.trim() !== '');

  for (const exchange of notifications) {
    if (hasValue(exchange)) found['NTF-01'].held();
    else {
      found['NTF-01'].broken(() => ({
        expected: reason('authorization-sent'),
        actual: reason('header-missing', { header: 'Authorization' }),
        exchanges: [exchange],
        breaking: 0,
      }));
    }
    const signing = signings.get(exchange);
    if (signing !== undefined) judgeKeys(exchange, signing, record, found);
    judgeBody(exchange, found['NTF-02']);
    found['NTF-10'].held();
    found['NTF-10'].observe({ subject: 'source address', seen: exchange.peer });
  }

  const bySubject = Map.groupBy(notifications, threadKey);
  let openUntil: number | undefined;
  let whole = false;
  let ended = false;
  for (const seen of bySubject.values()) {
    const attempts = clustered(seen);
    for (const { all } of attempts) judgeDuplicates(all, found['NTF-05']);
    const follower = new Follower(record, { schedule: found['NTF-03'], open: found['NTF-09'] }, attempts);
    if (follower.openUntil !== undefined) openUntil = Math.max(openUntil ?? 0, follower.openUntil);
    whole ||= follower.whole;
    ended ||= follower.ended;
    const [opening] = attempts[0]?.all ?? [];
    // What repeats what is judged by NTF-04, and only where the first verified: else NTF-08 says it already.
    const repeats = new Set(attempts.slice(1).flatMap(({ all }) => all));
    for (const exchange of seen) {
      if (!hasValue(exchange)) continue;
      const reading = verifiesAs(exchange);
      const isRepeat = opening !== undefined && repeats.has(exchange);
      const isRequired = !profile.requires.includes('C26') || reading === profile.plays.C26;
      if (!isRepeat) {
        if (reading !== undefined && isRequired) found['NTF-08'].held();
        else found['NTF-08'].broken(unverified(exchange, []));
      } else if (verifiesAs(opening) !== undefined) {
        if (reading !== undefined) found['NTF-04'].held();
        else found['NTF-04'].broken(unverified(exchange, [opening]));
      }
      if (reading !== undefined)
        found['NTF-08'].observe({ dispute: 'C26', subject: isRepeat ? 'repeats' : 'notifications', seen: reading });
      if (isRepeat) judgeDate(opening, exchange, found['NTF-11']);
    }
  }
  const noRepeat = 'No repeat came: answer the first deliveries with 500.';
  const schedule = found['NTF-03'].finding(notifications.length === 0 ? none : noRepeat);
  return {
    openUntil,
    findings: [
      found['NTF-01'].finding(none),
      found['NTF-08'].finding(none),
      found['NTF-02'].finding(none),
      // Half of the clause is no pass: four repeats have to be seen, and a 200 that ends.
      schedule.verdict === 'pass' && !(whole && ended)
        ? {
            ...schedule,
            verdict: 'not-observed',
            note: whole
              ? 'All four repeats came in time, but no 200 was seen to end them: answer the last with 200.'
              : 'Nothing was amiss so far, but no notification was seen through its four repeats: answer 500,500,500,500,200.',
          }
        : schedule,
      found['NTF-09'].finding('No 201, 204, redirect or silence was answered, and no fifth repeat was due.'),
      found['NTF-11'].finding(noRepeat),
      found['NTF-04'].finding(noRepeat),
      found['NTF-05'].finding(none),
      found['NTF-10'].finding(none),
      found['ROT-05'].finding('No notification came after a set of keys had ended: give both sets, the old one with its end.'),
    ],
  };
}

/** ROT-05: once a set has ended, another signs. What was on its way at that moment is forgiven. */
function judgeKeys(
  exchange: SeenExchange,
  { keys, reading }: Signing,
  record: NotificationRecord,
  found: Readonly<Record<'NTF-08' | 'ROT-05', Gathering>>,
): void {
  const hasEnded = ({ until }: SigningKeys): boolean => until !== undefined && exchange.startedAt > until + sameAttemptMs;
  if (record.keys.length > 1) found['NTF-08'].observe({ subject: 'signed with', seen: nameOf(keys, record) });
  if (!record.keys.some(hasEnded)) return;
  if (hasEnded(keys)) {
    found['ROT-05'].broken(() => ({
      expected: reason('signed-with-new-secret'),
      actual: reason('value-seen', { value: `the secret of ${nameOf(keys, record)}` }),
      exchanges: [exchange],
      breaking: 0,
      signed: signedIn(exchange, reading),
    }));
  } else found['ROT-05'].held();
}

/** The bytes under the HMAC of a notification, by a reading. */
export function signedIn({ request: { headers, body } }: SeenExchange, reading: NotificationReading): Uint8Array {
  const value = (name: string): string => headerValue(headers, name) ?? '';
  return notificationMessage({ xDate: value('x-date'), xLogin: value('x-login'), body }, reading);
}

/** How bodies come is open, and a receiver has to be ready for it: some servers read no chunked body. */
function judgeForm({ request: { headers } }: SeenExchange, found: Gathering): void {
  found.observe({ subject: 'Content-Type', seen: headerValue(headers, 'content-type') ?? 'none' });
  const coding = headerValue(headers, 'transfer-encoding');
  if (coding !== undefined) found.observe({ subject: 'Transfer-Encoding, in place of Content-Length', seen: coding });
}

function judgeBody(exchange: SeenExchange, found: Gathering): void {
  judgeForm(exchange, found);
  const subject = subjectOf(exchange);
  if (subject?.kind === 'number' || (subject?.member === 'refund_id' && subject.kind === 'string')) {
    // A refund's id is told as text by some pages (C19).
    found.held();
    return;
  }
  const expected = reason('names-its-subject', { member: 'deposit_id or refund_id' });
  const actual =
    subject === undefined
      ? reason('value-seen', { value: `a body of ${exchange.request.body.length} bytes that names neither` })
      : reason('value-seen', { value: `${subject.member} as ${subject.kind === 'other' ? subject.id : subject.kind}` });
  found.broken(() => ({ expected, actual, exchanges: [exchange], breaking: 0 }));
}

function judgeDuplicates(all: readonly SeenExchange[], found: Gathering): void {
  found.held();
  if (all.length < 2) return;
  const spans = all.slice(1).map(({ startedAt }, index) => startedAt - (all[index]?.startedAt ?? startedAt));
  found.observe({ subject: 'deliveries of one attempt', seen: String(all.length) });
  found.observe({ subject: 'shortest time between duplicates', seen: `${Math.min(...spans)} ms` });
}

/** The clocks of both sides may differ by any amount: what counts is that the date went on as the time did. */
function judgeDate(first: SeenExchange, repeat: SeenExchange, found: Gathering): void {
  const dateOf = ({ request }: SeenExchange): string | undefined => headerValue(request.headers, 'x-date');
  const [before, now] = [dateOf(first), dateOf(repeat)];
  if (before === undefined || now === undefined) return;
  const [from, to] = [parseXDate(before), parseXDate(now)];
  const passed = repeat.startedAt - first.startedAt;
  if (from !== undefined && to !== undefined && Math.abs(to - from - passed) <= sameAttemptMs) found.held();
  else {
    found.broken(() => ({
      expected: reason('fresh-date'),
      actual: reason('value-seen', { value: `${now}, ${Math.round(passed / 1000)} s after the first attempt's ${before}` }),
      exchanges: [first, repeat],
      breaking: 1,
    }));
  }
}
