import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { notObserved } from '../../audit/finding.ts';
import type { NotificationLaw, Outage, SigningKeys } from '../../audit/notifications/record.ts';
import { isOfSender } from '../../audit/notifications/stray.ts';
import { threadKey } from '../../audit/notifications/subject.ts';
import { auditNotifications, type NotificationFindings } from '../../audit/notifications.ts';
import { type Tolerance, usualTolerance } from '../../core/contract/retry-schedule.ts';
import type { DiagnosisKey } from '../../core/diagnosis/diagnosis.ts';
import type { Arrival } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { ShownOutcome } from '../../reports/report.ts';
import { answerAt, deliveryOf, type Inboxes, inboxes, inboxServer, type ScriptedAnswer, type Taken } from '../../roles/inbox.ts';
import clockSetsSchema from '../../schemas/clock-sets.schema.json' with { type: 'json' };
import type { Contract } from '../../schemas/contract.ts';
import { readBack } from '../../schemas/read-back.ts';
import type { Profile } from '../../specs/profile.ts';
import type { Attachment } from '../../specs/types/attachment.ts';
import type { ClockSets } from '../../specs/types/clock-sets.ts';
import { readAttachment } from '../runner/attachment.ts';
import { askedOnly } from './asked-clauses.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { type Strays, strayList } from './strays.ts';

export interface CollectorOptions extends Pick<CollectedFrom, 'contract' | 'keys' | 'profile'> {
  /** Where notifications come. Other requests without a right signature get 404. */
  readonly path: string;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly store: DeliveryStore;
  /** Answers to the deliveries of each deposit or refund, in order; the last one repeats. */
  readonly answers: readonly ScriptedAnswer[];
  readonly now: () => number;
  /** A clock that nobody sets, ms: by it a change of the other one, and a pause of the process or the machine, are seen. */
  readonly steady?: () => number;
  /** Where the host and port lead from outside, without a slash at the end; by default they are reached themselves. */
  readonly publicUrl?: string;
  /** Called when a delivery could not be kept, and when they are kept again. */
  readonly onDisk?: (state: 'refused' | 'kept-again', why: string) => void;
  /** Called for each delivery once it is kept. */
  readonly kept?: (arrival: Arrival, answer: ScriptedAnswer, isStray: boolean) => void;
}

/** A running receiver of ours. */
export interface Collector {
  /** With the path. */
  readonly url: string;
  /** The same from outside. */
  readonly publicUrl: string;
  /** Further URLs below it. What comes there is kept as everything else. */
  readonly inboxes: Inboxes;
  close(): Promise<void>;
}

/** The prefix of the name of every thread of strays. They have their own threads: no stranger may use up an answer that is meant for the sender. */
const strayThread = 'stray ';

/** The most that is kept of strangers: deliveries, and bytes. */
const mostStrays = 10_000;
const mostStrayBytes = 50_000_000;

/** A longer key of a thread, such as a body that names no deposit, is replaced by its digest: its delivery is kept once. */
const longestKey = 256;

const pathSetting = 'path';

/** The path that a state made itself: no deposit with it is older than the state. */
const madePathSetting = 'made-path';

/** The path of a state: the wanted one, else its own, else a new one, which nobody can guess. */
export function pathOf(store: DeliveryStore, wanted: string | undefined, random: () => string): string {
  const known = wanted ?? store.setting(pathSetting);
  if (known !== undefined) return known;
  const made = `/n/${random()}`;
  store.set(madePathSetting, made);
  return made;
}

/** Whether a request target is at a path or below it. */
function isAt(path: string, target: string): boolean {
  const own = path.replace(/\/$/, '');
  const [asked = ''] = target.split('?');
  return asked === path || asked === own || asked.startsWith(`${own}/`);
}

/** How often it records that it listens, ms: outages are known with that precision. */
const beatMs = 2000;

/** A shorter pause, or a smaller change of the clock, is within the tolerance of every schedule, ms. */
const longestPauseMs = 30_000;

/**
 * Listens for notifications. Each is on disk before it is answered, so that a kill at any moment loses none that was acknowledged.
 *
 * @throws the system's error where the port is not available
 */
export async function collect({
  contract,
  keys,
  profile,
  path,
  host,
  port,
  store,
  answers,
  now,
  steady,
  publicUrl,
  kept,
  onDisk,
}: CollectorOptions): Promise<Collector> {
  store.set(pathSetting, path);
  const strays = { ...store.sizeOf(strayThread) };
  let refuses = false;
  /** Writes, or reports that the disk is full; undefined then. */
  const onTheDisk = <T>(write: () => T): T | undefined => {
    try {
      return write();
    } catch (error) {
      store.interrupted();
      if (!refuses) onDisk?.('refused', error instanceof Error ? error.message : 'unknown');
      refuses = true;
      return undefined;
    }
  };
  const take = async (arrival: Arrival): Promise<Taken> => {
    const { request } = arrival;
    const ofInbox = ours.answerTo(request.target);
    const isHere = ofInbox !== undefined || isAt(path, request.target);
    const isStray = !isOfSender(arrival, { contract, keys, profile }, isHere);
    if (isStray && (strays.count >= mostStrays || strays.bytes >= mostStrayBytes)) return { delivery: deliveryOf(429, request) };
    const key = threadKey(arrival, contract);
    const thread = `${isStray ? strayThread : ''}${key.length <= longestKey ? key : createHash('sha256').update(key).digest('hex')}`;
    const isOffered = isHere || !isStray;
    // Only a POST is a notification: a person's browser, or a monitor.
    const answer = !isOffered ? 404 : request.method === 'POST' ? (ofInbox ?? answerAt(answers, store.count(thread))) : 405;
    const number = onTheDisk(() => {
      // Refused ones are missing in what is judged, so nobody listened until now.
      if (refuses) store.beat(now());
      return store.keep(arrival, thread, answer, now());
    });
    // The sender has to try again: what is not on disk was not received.
    if (number === undefined) return { delivery: deliveryOf(503, request) };
    if (refuses) onDisk?.('kept-again', '');
    refuses = false;
    if (isStray) {
      strays.count += 1;
      strays.bytes += request.target.length + JSON.stringify(request.headers).length + request.body.length;
    }
    kept?.(arrival, answer, isStray);
    // Only the sender knows the inbox.
    if (ofInbox !== undefined && request.method === 'POST') await ours.take(arrival);
    return { delivery: deliveryOf(answer, request), onSent: () => void onTheDisk(() => store.answered(number, now())) };
  };
  const server = inboxServer(take);
  server.listen({ host, port });
  await once(server, 'listening');
  let last = { now: now(), steady: steady?.() };
  store.beat(last.now);
  /** Nothing is judged between two spans: in a pause no delivery could be served, and times before and after a set clock cannot be compared. */
  const beats = (): void => {
    const next = { now: now(), steady: steady?.() };
    const passed = (next.steady ?? 0) - (last.steady ?? 0);
    const isSet = Math.abs(next.now - last.now - passed) > longestPauseMs;
    if (steady !== undefined && (isSet || passed > beatMs + longestPauseMs)) store.interrupted();
    if (steady !== undefined && isSet) keepClockSet(store, last.now, next.now);
    last = next;
    store.beat(next.now);
  };
  const beat = setInterval(() => void onTheDisk(beats), beatMs).unref();
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  const reached = `${publicUrl ?? own}${path}`;
  const ours = inboxes(reached.replace(/\/$/, ''), now);
  return {
    url: `${own}${path}`,
    publicUrl: reached,
    inboxes: ours,
    async close() {
      clearInterval(beat);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      onTheDisk(beats);
    },
  };
}

const clockSetsSetting = 'clock-sets';

function clockSetsOf(store: DeliveryStore): readonly Outage[] {
  return store.json(clockSetsSetting, (value) => readBack<ClockSets>('clock-sets', value, clockSetsSchema)) ?? [];
}

/** A clock that leaps all the time is one change, from the first of its times to the last one. */
const mostClockSets = 100;

function keepClockSet(store: DeliveryStore, ...times: readonly [before: number, after: number]): void {
  const sets = [...clockSetsOf(store), { from: Math.min(...times), to: Math.max(...times) }];
  const all = { from: Math.min(...sets.map(({ from }) => from)), to: Math.max(...sets.map(({ to }) => to)) };
  store.set(clockSetsSetting, JSON.stringify(sets.length > mostClockSets ? [all] : sets));
}

const askedSetting = 'asked';

/** Keeps what the sender was asked with the deliveries. */
export function keepAsked(store: DeliveryStore, results: readonly Attachment[]): void {
  store.set(askedSetting, JSON.stringify(results));
}

/** What the sender was asked; nothing where it was not, or not to the end. */
export function askedOf(store: DeliveryStore): readonly Attachment[] {
  return store.json(askedSetting, (value) => [value].flat().map(readAttachment)) ?? [];
}

/** What is known about the sender, besides the deliveries. */
export interface CollectedFrom {
  readonly contract: Contract;
  readonly keys: readonly SigningKeys[];
  /** Keys of others, which may have been taken for them. */
  readonly others?: readonly DiagnosisKey[];
  readonly profile: Profile;
  readonly tolerance?: Tolerance;
}

/** What deliveries do not show, with the next step. It is judged where we make the deposits ourselves. */
const beyondDeliveries: Readonly<Record<(typeof askedOnly)[number], string>> = {
  'NTF-06': said('deliveries-show-no-status'),
  'NTF-07': said('deliveries-show-no-other-url'),
  'ENV-06': said('deliveries-show-no-environment'),
  'NTF-13': said('deliveries-show-no-changes'),
};

/**
 * Judges what was collected so far. Undefined where nobody ever listened.
 * @param isOver whether the time for judging is over: what came later is not judged then, as if the collection had ended before it
 */
export function judgeCollected(
  store: DeliveryStore,
  { contract, keys, others = [], profile, tolerance = usualTolerance }: CollectedFrom,
  isOver: () => boolean = () => false,
):
  | (NotificationFindings & {
      /** What the sender was asked, besides. */
      readonly asked: readonly ShownOutcome[];
      readonly from: number;
      readonly until: number;
      /** Those of the sender that were judged. */
      readonly deliveries: number;
      /** All that were kept, and how many of them, the first ones, were judged. */
      readonly kept: number;
      readonly judged: number;
      readonly strays: Strays;
    })
  | undefined {
  const listened = store.listened();
  if (listened === undefined) return undefined;
  const { from, outages } = listened;
  const path = store.setting(pathSetting);
  const law: NotificationLaw = { contract, keys, others, profile, tolerance, changes: 'unknown', searches: true };
  const all = store.seen();
  const strays = strayList();
  const reading = auditNotifications(law);
  let [judged, deliveries] = [0, 0];
  for (const one of all) {
    if (isOver()) break;
    judged += 1;
    if (isOfSender(one, law, path === undefined || isAt(path, one.request.target))) {
      deliveries += 1;
      reading.read(one);
    } else strays.add(one);
  }
  const until = judged === all.length ? listened.until : (all[judged - 1]?.startedAt ?? from);
  const isNewPath = path !== undefined && path === store.setting(madePathSetting);
  const audit = reading.findings({ ...(isNewPath ? {} : { from }), until, outages, clockSets: clockSetsOf(store) });
  const results = askedOf(store);
  const unseen = askedOnly
    .filter((clause) => profile.clauses.has(clause) && !results.some(({ outcome }) => outcome.clause === clause))
    .map((clause) => notObserved(clause, beyondDeliveries[clause]));
  return {
    ...audit,
    findings: [...audit.findings, ...unseen],
    asked: results.map(({ outcome }) => outcome),
    from,
    until,
    deliveries,
    kept: all.length,
    judged,
    strays,
  };
}
