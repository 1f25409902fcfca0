import { parseHttpDate } from '../../core/contract/clock.ts';
import { isGatewayStatus } from '../../core/contract/gateway.ts';
import { type Answer, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import { type JsonTree, member, parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import type { JournalEntry, Made } from '../../specs/types/journal-entry.ts';
import type { Sending, Transport } from './transport.ts';

/** What a run may cost the target. */
export interface Budget {
  /** The most calls other than GET: each may create something, whether it should be refused or not. */
  readonly creations: number;
  /** Most requests in a second. */
  readonly perSecond: number;
  /** When the run has to end, ms on the clock of `ThrottleOptions.now`. */
  readonly until: number;
}

/** Something that was made at the target, or may have been made: a lost answer does not say. */
export type Created = Omit<Made, 'kind'>;

/** What is recorded of a run as it happens, so that nothing is lost when a worker ends: a call other than GET that goes out, or what it made. */
export type Entry = JournalEntry;

/** The created things in the entries of a journal, each once. */
export function createdIn(entries: readonly Entry[]): readonly Created[] {
  const made = new Map<string, Created>();
  for (const entry of entries) if (entry.kind === 'created') keepCreated(made, entry);
  return [...made.values()];
}

function keepCreated(made: Map<string, Created>, { path, invoiceId, id }: Created): void {
  const about = { path, ...(invoiceId === undefined ? {} : { invoiceId }) };
  // A later answer shows what happened to a lost one.
  if (id !== undefined) made.delete(keyOf(about));
  made.set(keyOf({ ...about, ...(id === undefined ? {} : { id }) }), { ...about, ...(id === undefined ? {} : { id }) });
}

/** Where entries are kept outside of this process. */
export interface Journal {
  readonly entries: readonly Entry[];
  append(entry: Entry): void;
}

export interface ThrottleOptions {
  readonly transport: Transport;
  readonly budget: Budget;
  readonly journal: Journal;
  /** The names of the members of what a POST makes, in the contract. */
  readonly members: readonly { readonly id: string; readonly reference?: string }[];
  /** Environments to which only GET may be sent: production. */
  readonly readOnly: ReadonlySet<'first' | 'second'>;
  /** A call that may go there anyway, because it cannot be executed. */
  readonly mayProbe?: (request: WireRequest) => boolean;
  /** Milliseconds on a clock that is never set. */
  readonly now: () => number;
  /** Milliseconds since the epoch, for a `Retry-After` that is a date. */
  readonly date: () => number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface Throttle extends Transport {
  turn(requests: number): Promise<void>;
  /** Everything that the run made, each once. */
  created(): readonly Created[];
  /** Calls other than GET that went out, of the whole run. */
  posts(): number;
}

/**
 * Unanswered calls in a row, refused or timed out, after which we check whether anything is there: fewer may be a slow moment of a working target.
 */
const silenceAfter = 4;

/** Invoice ids have at most 128 characters (Deposits API docs); a longer one was never accepted. */
const longestInvoice = 128;

/** After this many answers without a 429 the rate is doubled, up to the allowed one. */
const calmAfter = 25;

/**
 * How long we hold back after a 429, or after a temporary failure of a gateway, where neither states a time, ms: what is asked again at once meets it
 * again.
 */
const usualPausesMs = { limit: 2000, gateway: 1000 };

/** The widest gap between two calls, ms, however often 429 comes: a run must not stand still. */
const widestGapMs = 10_000;

/** The members by which bodies name their subject. */
function memberText(body: Uint8Array, name: string): string | undefined {
  const text = decodeUtf8(body);
  const tree: JsonTree | undefined = text === undefined ? undefined : parseJson(text);
  const value = tree && member(tree, name);
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'number' ? value.text : undefined;
}

/** Milliseconds to hold back, from a Retry-After of seconds or a date (RFC 9110 §10.2.3). */
function pauseOf(answer: Answer, ours: number): number | undefined {
  if (answer.kind === 'none' || !isGatewayStatus(answer.response.status)) return undefined;
  const value = headerValue(answer.response.headers, 'retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
  const date = parseHttpDate(value);
  // Its own Date is on the clock of the one who set it.
  const now = parseHttpDate(headerValue(answer.response.headers, 'date') ?? '') ?? ours;
  if (date !== undefined) return Math.max(0, date - now);
  return answer.response.status === 429 ? usualPausesMs.limit : usualPausesMs.gateway;
}

/**
 * Limits for a target that is not ours: the allowed requests in a second, the creations of the budget, an end after its time, a pause after 429 and
 * after a failure of a gateway, only GET to production. They are between every caller and the network, so they hold during shrinking, too.
 * `turn` is awaited before a request is made (its X-Date would expire in our own queue); `send` and `race` throw Blocked for what may not go out,
 * before anything does.
 */
export function throttle({
  transport,
  budget,
  journal,
  members,
  readOnly,
  mayProbe = () => false,
  now,
  date,
  wait,
}: ThrottleOptions): Throttle {
  const gapMs = 1000 / budget.perSecond;
  const made = new Map<string, Created>();
  let posted = 0;
  let queue: Promise<void> = Promise.resolve();
  let nextAt = 0;
  let heldUntil = 0;
  // A target with a lower rate than that says so by Retry-After.
  const slowest = Math.max(1, widestGapMs / gapMs);
  let slower = 1;
  let calm = 0;
  let silent = 0;
  let gone = false;

  const keep = (entry: Entry): void => {
    if (entry.kind === 'post') posted += 1;
    else keepCreated(made, entry);
  };
  for (const entry of journal.entries) keep(entry);
  const note = (entry: Entry): void => {
    keep(entry);
    journal.append(entry);
  };

  function mustBeInTime(at: number): void {
    if (gone) throw new Blocked('target-gone', said('target-gone', { silenceAfter }));
    if (at >= budget.until) {
      throw new Blocked('budget-spent', said('time-spent'));
    }
  }

  async function take(requests: number): Promise<void> {
    for (let at = Math.max(nextAt, heldUntil); at > now(); at = Math.max(nextAt, heldUntil)) {
      mustBeInTime(at);
      await wait(Math.max(0, at - now()));
    }
    mustBeInTime(now());
    if (silent >= silenceAfter) {
      if ((await transport.send({ method: 'GET', target: '/', headers: [], body: noBody }, {})).kind === 'response') silent = 0;
      else gone = true;
      mustBeInTime(now());
    }
    nextAt = Math.max(now(), nextAt) + requests * gapMs * slower;
  }

  function mayGoOut(requests: readonly WireRequest[], sending: Sending): void {
    const posts = requests.filter(({ method }) => method !== 'GET').length;
    if (posts === 0) return;
    if (readOnly.has(sending.environment ?? 'first') && !requests.every((request) => request.method === 'GET' || mayProbe(request))) {
      throw new Blocked('read-only-target', said('read-only-target'));
    }
    if (posted + posts > budget.creations) {
      throw new Blocked('budget-spent', said('creations-spent', { creations: budget.creations }));
    }
    for (let index = 0; index < posts; index += 1) note({ kind: 'post' });
  }

  function learn(request: WireRequest, answer: Answer, sending: Sending): void {
    const pause = pauseOf(answer, date());
    if (pause !== undefined) {
      if (answer.kind === 'response' && answer.response.status === 429 && now() >= heldUntil) slower = Math.min(slower * 2, slowest);
      heldUntil = Math.max(heldUntil, now() + pause);
      calm = 0;
    } else if (slower > 1 && answer.kind === 'response') {
      calm += 1;
      if (calm % calmAfter === 0) slower = Math.max(1, slower / 2);
    }
    // A plain port, another address and another environment may be closed to us for good reasons.
    const ordinary = !sending.plain && sending.from === undefined && sending.environment === undefined;
    if (answer.kind === 'response') {
      if (ordinary) silent = 0;
    } else if (ordinary && (unanswered.has(answer.reason) || unreachable.has(answer.detail))) silent += 1;
    const created = request.method === 'GET' ? undefined : madeBy(members, request, answer);
    if (created && !made.has(keyOf(created))) note({ kind: 'created', ...created });
  }

  return {
    turn: (requests) => {
      const mine = queue.then(() => take(requests));
      queue = mine.catch(() => undefined);
      return mine;
    },
    async send(request, sending) {
      mayGoOut([request], sending);
      const answer = await transport.send(request, sending);
      learn(request, answer, sending);
      return answer;
    },
    async race(count, make) {
      let requests: readonly WireRequest[] = [];
      const answers = await transport.race(count, () => {
        requests = make();
        mayGoOut(requests, {});
        return requests;
      });
      for (const [index, request] of requests.entries()) {
        const answer = answers[index];
        if (answer) learn(request, answer, {});
      }
      return answers;
    },
    close: () => transport.close(),
    created: () => [...made.values()],
    posts: () => posted,
  };
}

/** Reasons for a missing answer that mean that nothing is there, as far as one call can show. */
const unanswered: ReadonlySet<string> = new Set(['refused', 'timeout']);
const unreachable: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function keyOf({ path, invoiceId, id }: Created): string {
  return id === undefined ? `${path} lost ${invoiceId}` : `${path} ${id}`;
}

/** What a POST made, or may have made: a lost answer and a failure inside say nothing about the effect. */
function madeBy(members: ThrottleOptions['members'], { target, body }: WireRequest, answer: Answer): Created | undefined {
  const path = target.replace(/[?#].*/s, '');
  const named = (text: Uint8Array, name: 'id' | 'reference'): string | undefined =>
    members.flatMap((each) => memberText(text, each[name] ?? '') ?? []).at(0);
  const invoice = named(body, 'reference')?.slice(0, longestInvoice);
  const about = { path, ...(invoice === undefined ? {} : { invoiceId: invoice }) };
  if (answer.kind === 'none') return invoice === undefined || answer.reason === 'refused' || answer.reason === 'tls' ? undefined : about;
  const { status, body: answered } = answer.response;
  if (status >= 500) return invoice === undefined ? undefined : about;
  if (status < 200 || status > 299) return undefined;
  const id = named(answered, 'id');
  return id === undefined ? (invoice === undefined ? undefined : about) : { ...about, id };
}
