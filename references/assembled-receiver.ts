import type { Handled, KeyRing, Order, ReceiverDecisions, Remembered } from '../core/decisions/receiver.ts';
import { type Answer, type Delivery, headerValue, type WireRequest } from '../core/exchange.ts';
import { type JsonTree, parseJson } from '../core/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';

/** A wait that can be cancelled. */
export interface Wait {
  readonly over: Promise<void>;
  cancel(): void;
}

/** What survives a crash of the receiver. */
export interface Disk {
  readonly orders: Map<string, Order>;
  /** Deposits of orders of the further merchant. */
  readonly further: Set<string>;
  /** What identifies duplicates. */
  readonly received: Set<string>;
  /** When an order was marked as released, ms since the epoch. */
  readonly released: Map<string, number>;
  readonly lastStatus: Map<string, string>;
  /** Deposits whose work was acknowledged and is not done. */
  readonly work: Set<string>;
  /** Effects outside of the receiver, by deposit: delivered goods stay delivered. */
  readonly releases: Map<string, number>;
  readonly mails: Map<string, number>;
  /** How often a refund was counted, and what identifies those that were. */
  readonly refunds: Map<string, number>;
  readonly refunded: Set<string>;
}

export function emptyDisk(): Disk {
  return {
    orders: new Map(),
    further: new Set(),
    received: new Set(),
    released: new Map(),
    lastStatus: new Map(),
    work: new Set(),
    releases: new Map(),
    mails: new Map(),
    refunds: new Map(),
    refunded: new Set(),
  };
}

export interface ReceiverWorld {
  readonly decisions: ReceiverDecisions;
  readonly disk: Disk;
  readonly keys: () => KeyRing;
  /** The keys of a further merchant on the same URL. */
  readonly further: KeyRing;
  /** Asks the status API, or the origin that a redirect of it named. */
  readonly ask: (request: WireRequest, origin?: string) => Promise<Answer>;
  /** ms since the epoch. */
  readonly now: () => number;
  /** A wait of that many ms. */
  readonly wait: (ms: number) => Wait;
  /** Takes a line that it prints. */
  readonly print: (line: string) => void;
}

/** A process of a receiver: everything outside the disk ends with it. */
export interface RunningReceiver {
  /** Sends an answer; a process that has ended sends none. The body comes in packets. */
  handle(request: WireRequest, packets?: readonly Uint8Array[]): Promise<Delivery | 'ended'>;
  /** The payer comes back to the page of a deposit. */
  visit(depositId: string): Promise<void>;
  /** Refunds the whole order of a deposit. */
  refund(depositId: string): Promise<void>;
  /** Ends it without warning. */
  kill(): void;
}

/** How often a missing order is looked for, ms. */
const lookEveryMs = 500;

/** How many failed status calls in a row open a circuit breaker. */
const mostFailuresInARow = 5;

/** How many redirects are followed, one after another. */
const mostHops = 5;

/** Stands for the origin of the status API. */
const ownOrigin = 'http://status.localhost';

/** A thrown value of this name ends the process, as an exception that nobody catches does. */
const uncaught = 'UncaughtInReceiver';

/** Assembles a receiver from decisions and starts it: work that a crash interrupted is continued. */
export function startReceiver({ decisions, disk, keys, further, ask, now, wait, print }: ReceiverWorld): RunningReceiver {
  let alive = true;
  const memory = {
    released: new Map<string, number>(),
    releasedBeside: new Map<string, number>(),
    latestAsked: new Map<string, number>(),
    working: new Map<string, Promise<unknown>>(),
    latestDate: undefined as string | undefined,
    refunded: new Set<string>(),
    refunding: new Set<Promise<unknown>>(),
    asking: new Map<string, KeyRing>(),
    turn: Promise.resolve() as Promise<unknown>,
    statusAnswer: undefined as Answer | undefined,
    failedInARow: 0,
    pausedUntil: 0,
    messages: new WeakMap<WireRequest, Uint8Array>(),
  };
  let asked = 0;
  let taken = 0;
  const never = new Promise<never>(() => undefined);
  const waits = new Set<Wait>();
  let tellEnd: () => void = () => undefined;
  const end = new Promise<'ended'>((resolve) => {
    tellEnd = () => resolve('ended');
  });

  /** Nothing of a process continues after its end. */
  async function still<T>(value: Promise<T>): Promise<T> {
    const got = await value;
    return alive ? got : never;
  }

  async function pause(ms: number): Promise<void> {
    const waiting = wait(ms);
    waits.add(waiting);
    await still(waiting.over);
    waits.delete(waiting);
  }

  const ringOf = (depositId: string): KeyRing => (disk.further.has(depositId) ? further : keys());

  /** The merchant whose keys verify. */
  function verified(request: WireRequest): KeyRing | undefined {
    const field = (name: string): string | undefined => {
      const value = decisions.field(request.headers, name);
      if (value !== undefined) return value;
      const without = decisions.withoutField(name, request);
      if (without === 'accept') throw new Accepted();
      return without === 'take-as-blank' ? '' : undefined;
    };
    try {
      const authorization = field('authorization');
      const xDate = field('x-date');
      const xLogin = field('x-login');
      if (authorization === undefined || xDate === undefined || xLogin === undefined) return undefined;
      const hash = decisions.hash(authorization);
      if (hash === undefined) return undefined;
      const ring = decisions.candidates(xLogin, [keys(), further]).find((one) => {
        const message = decisions.signedMessage(xDate, xLogin, request.body, one);
        memory.messages.set(request, message);
        return decisions.secrets(one).some((secret) => decisions.verifies(hash, message, secret));
      });
      if (ring === undefined || !decisions.fresh(xDate, now(), memory.latestDate)) return undefined;
      if (memory.latestDate === undefined || xDate > memory.latestDate) memory.latestDate = xDate;
      return ring;
    } catch (error) {
      if (error instanceof Accepted) return keys();
      throw error;
    }
  }

  /** Two workers take turns, and each remembers what it released itself. */
  const marks = (): Map<string, number> => {
    const how = decisions.remembersReleases();
    if (how === 'in-two-memories' && taken % 2 === 1) return memory.releasedBeside;
    return how === 'in-memory' || how === 'in-two-memories' ? memory.released : disk.released;
  };

  /** Whether an order is known as released. */
  function isMarked(key: string): boolean {
    const at = marks().get(key);
    const how = decisions.remembersReleases();
    if (at === undefined || typeof how === 'string') return at !== undefined;
    return 'forMs' in how ? now() - at < how.forMs : [...marks().keys()].slice(-how.last).includes(key);
  }

  function rememberedOf(key: string): Remembered {
    const lastStatus = disk.lastStatus.get(key);
    return {
      received: disk.received.has(key),
      released: decisions.releaseGuard() === 'last-status' ? lastStatus === 'COMPLETED' : isMarked(key),
      lastStatus,
    };
  }

  function count(what: Map<string, number>, depositId: string): void {
    what.set(depositId, (what.get(depositId) ?? 0) + 1);
  }

  function countRelease(depositId: string): void {
    count(disk.releases, depositId);
    if (decisions.mails() === 'with-release') count(disk.mails, depositId);
  }

  async function release(depositId: string, key: string, statusBefore: string | undefined): Promise<Handled> {
    const guard = decisions.releaseGuard();
    if (decisions.mails() === 'before-guard') count(disk.mails, depositId);
    const when = decisions.releasesWhen();
    const before = guard === 'last-status' ? statusBefore === 'COMPLETED' : isMarked(key);
    if (guard === 'check-then-act') await still(Promise.resolve().then(() => undefined));
    if (guard !== 'none' && before) return 'duplicate';
    if (when === 'before-mark') {
      countRelease(depositId);
      await pause(30);
    }
    marks().set(key, now());
    if (when === 'after-mark') await pause(30);
    if (when === 'after-answer') void pause(30).then(() => countRelease(depositId));
    else if (when !== 'before-mark') countRelease(depositId);
    return 'released';
  }

  async function work(depositId: string, key: string, body: JsonTree, order: Order | undefined): Promise<Handled> {
    asked += 1;
    const mine = asked;
    memory.latestAsked.set(depositId, mine);
    const early = order !== undefined && decisions.releasesWhen() === 'before-status' && !isMarked(key);
    if (early) count(disk.releases, depositId);
    const breaker = decisions.circuitBreaker();
    if (breaker && now() < memory.pausedUntil) return breaker.meanwhile;
    const source = decisions.source(body, order);
    const seen = source === 'api' ? decisions.readStatus(await statusOf(depositId, body), body, order) : source;
    if (early) disk.releases.set(depositId, (disk.releases.get(depositId) ?? 1) - 1);
    if (decisions.overtaken(mine, memory.latestAsked.get(depositId) ?? mine) === 'dropped') return 'duplicate';
    memory.failedInARow = seen.kind === 'failed' ? memory.failedInARow + 1 : 0;
    if (breaker && memory.failedInARow >= mostFailuresInARow) memory.pausedUntil = now() + breaker.ms;
    if (seen.kind !== 'state') return seen.kind === 'failed' ? 'failed' : 'unknown-deposit';
    const statusBefore = disk.lastStatus.get(key);
    disk.lastStatus.set(key, seen.status);
    if (order === undefined) {
      const without = decisions.withoutOrder();
      if (typeof without === 'object') {
        void orderLater(depositId, key, body, without.keptFor);
        return 'queued';
      }
      return without === 'release' && seen.status === 'COMPLETED' ? release(depositId, key, statusBefore) : 'no-order';
    }
    if (decisions.mails() === 'when-paid' && seen.status === 'COMPLETED') count(disk.mails, depositId);
    const decided = decisions.releases(seen, order);
    if (decided !== 'release-unmarked') return decided === 'release' ? release(depositId, key, statusBefore) : decided;
    countRelease(depositId);
    return 'released';
  }

  /** Looks again for the order of a deposit that was notified too early. */
  async function orderLater(depositId: string, key: string, body: JsonTree, keptFor: number): Promise<void> {
    for (let waited = 0; waited < keptFor; waited += lookEveryMs) {
      await pause(lookEveryMs);
      const order = disk.orders.get(depositId);
      if (order !== undefined && (await work(depositId, key, body, order)) !== 'failed') return;
    }
  }

  async function statusOf(depositId: string, body: JsonTree): Promise<Answer> {
    const ring = memory.asking.get(depositId) ?? ringOf(depositId);
    memory.statusAnswer = await askedInTime(decisions.statusRequest(depositId, ring, now(), body));
    return memory.statusAnswer;
  }

  /** The answer of the status API, in time. */
  async function askedInTime(request: WireRequest): Promise<Answer> {
    const limit = wait(decisions.statusTimeLimit());
    waits.add(limit);
    const late: Promise<Answer> = limit.over.then(() => ({ kind: 'none', reason: 'timeout', detail: 'the status API did not answer' }));
    const answer = await still(Promise.race([followed(request), late]));
    limit.cancel();
    waits.delete(limit);
    return answer;
  }

  /** The answer where redirects lead. */
  async function followed(request: WireRequest, origin?: string, hops = 0): Promise<Answer> {
    const answer = await still(ask(request, origin));
    const location = answer.kind === 'response' ? headerValue(answer.response.headers, 'location') : undefined;
    const how = decisions.follows();
    if (how === 'no' || location === undefined || hops === mostHops) return answer;
    const to = new URL(location, origin ?? ownOrigin);
    if (to.origin === (origin ?? ownOrigin)) return followed({ ...request, target: to.pathname }, origin, hops + 1);
    const left = how === 'with-keys' ? /^$/ : how === 'with-login' ? /^authorization$/i : /^(?:authorization|x-login)$/i;
    const headers = request.headers.filter(([name]) => !left.test(name));
    return followed({ ...request, target: to.pathname, headers }, to.origin, hops + 1);
  }

  function countRefund(refundId: string, key: string): Handled {
    const marked = decisions.remembersRefunds() === 'durably' ? disk.refunded : memory.refunded;
    if (marked.has(key)) return 'duplicate';
    if (decisions.remembersRefunds() !== 'not') marked.add(key);
    count(disk.refunds, refundId);
    return 'refund-counted';
  }

  async function refundNotified(refundId: string, request: WireRequest): Promise<Handled> {
    const [own] = memory.refunding;
    const meanwhile = own === undefined ? 'work' : decisions.whileRefunding();
    if (meanwhile === 'drop') return 'duplicate';
    if (meanwhile === 'refuse') return 'busy';
    if (meanwhile === 'wait') await still(Promise.allSettled([own]));
    if (decisions.refundSource() === 'notification') return countRefund(refundId, decisions.refundKey(refundId, '', request));
    const asking = decisions.statusRequest(refundId, keys(), now(), { kind: 'object', members: [] });
    const seen = decisions.readRefund(await askedInTime({ ...asking, target: asking.target.replace('/deposits/', '/refunds/') }));
    if (seen.kind !== 'state') return seen.kind === 'failed' ? 'failed' : 'unknown-deposit';
    if (!decisions.countsRefund(seen, disk.orders.get(seen.depositId))) return disk.orders.has(seen.depositId) ? 'not-paid' : 'no-order';
    if (!decisions.staysReleased()) marks().delete(seen.depositId);
    return countRefund(refundId, decisions.refundKey(refundId, seen.depositId, request));
  }

  /** Refunds an order of its own, and learns the id from the answer. */
  async function refund(depositId: string): Promise<void> {
    const order = disk.orders.get(depositId);
    if (order === undefined) return;
    const request = decisions.refundRequest(order, keys(), now());
    const made = still(ask(request));
    memory.refunding.add(made);
    const answer = await made;
    memory.refunding.delete(made);
    const body = answer.kind === 'response' ? parseJson(decodeUtf8(answer.response.body) ?? '') : undefined;
    const refundId = body === undefined ? undefined : decisions.refundId(body);
    if (refundId === undefined) return;
    const how = decisions.ownRefund();
    const key = decisions.refundKey(refundId, depositId, request);
    if (how === 'counts') countRefund(refundId, key);
    if (how === 'counts-unmarked') count(disk.refunds, refundId);
    if (how === 'takes-mark-away') disk.refunded.delete(key);
  }

  /** Does one thing after the other. */
  function inTurn<T>(one: () => Promise<T>): Promise<T> {
    const turn = memory.turn.then(one);
    memory.turn = turn;
    return turn;
  }

  /** Acknowledged work: tried until it is done. */
  async function laterWork(depositId: string, key: string, body: JsonTree): Promise<void> {
    const how = decisions.acknowledges();
    if (how.when === 'done') return;
    if (how.keeps === 'durably') disk.work.add(depositId);
    const tried = (): Promise<Handled> => work(depositId, key, body, disk.orders.get(depositId));
    const tries = async (one: () => Promise<Handled>): Promise<void> => {
      for (const ms of [0, ...how.retries]) {
        if (ms > 0) await pause(ms);
        const handled = await one();
        if (handled !== 'failed' && handled !== 'no-order') break;
      }
    };
    await (how.inTurn === 'until-done' ? inTurn(() => tries(tried)) : tries(how.inTurn ? () => inTurn(tried) : tried));
    disk.work.delete(depositId);
  }

  async function handled(request: WireRequest): Promise<Handled> {
    if (!decisions.takes(request)) return 'not-taken';
    if (request.body.length > decisions.largestBody()) return 'too-large';
    const verifyFirst = decisions.order() === 'verify-first';
    let ring = verifyFirst ? verified(request) : undefined;
    if (verifyFirst && !ring && decisions.unverified(request) === 'refuse') return 'unverified';
    const text = decisions.decode(request.body);
    const body = text === undefined ? undefined : decisions.parse(text);
    const depositId = body === undefined ? undefined : decisions.depositId(body, request);
    const refundId = body === undefined || depositId !== undefined ? undefined : decisions.refundId(body);
    if (refundId !== undefined && (ring || decisions.unverified(request) === 'work' || (!verifyFirst && verified(request)))) {
      return refundNotified(refundId, request);
    }
    if (body === undefined || depositId === undefined) return verifyFirst || verified(request) ? 'unreadable' : 'unverified';
    if (!verifyFirst) {
      await statusOf(depositId, body);
      ring = verified(request);
      if (!ring && decisions.unverified(request) === 'refuse') return 'unverified';
    }
    const ofOrder = ringOf(depositId);
    const asking = decisions.askedBy(ring ?? ofOrder, disk.orders.has(depositId) ? ofOrder : (ring ?? ofOrder), [keys(), further]);
    if (asking === undefined) return 'no-order';
    memory.asking.set(depositId, asking);
    if (decisions.mails() === 'when-notified') count(disk.mails, depositId);
    const key = decisions.duplicateKey(depositId, request);
    if (decisions.isDuplicate(rememberedOf(key))) return 'duplicate';
    disk.received.add(key);
    const under = memory.working.get(depositId);
    if (under !== undefined) {
      const meanwhile = decisions.whileWorking();
      if (meanwhile === 'refuse') return 'busy';
      if (meanwhile === 'drop') return 'duplicate';
      if (meanwhile === 'wait') {
        await still(under);
        return handled(request);
      }
    }
    if (decisions.acknowledges().when === 'at-once') {
      laterWork(depositId, key, body);
      return 'queued';
    }
    const working = work(depositId, key, body, disk.orders.get(depositId));
    memory.working.set(depositId, working);
    try {
      return await working;
    } finally {
      if (memory.working.get(depositId) === working) memory.working.delete(depositId);
    }
  }

  for (const depositId of disk.work) {
    laterWork(depositId, depositId, { kind: 'object', members: [] });
  }

  let underWay = 0;

  async function counted(request: WireRequest): Promise<Handled> {
    if (underWay >= decisions.mostAtOnce()) return 'crowded';
    underWay += 1;
    taken += 1;
    return handled(request).finally(() => {
      underWay -= 1;
    });
  }

  async function visit(depositId: string): Promise<void> {
    const how = decisions.returnPage();
    const order = disk.orders.get(depositId);
    if (how === 'shows' || order === undefined) return;
    const nothing: JsonTree = { kind: 'object', members: [] };
    const statusBefore = disk.lastStatus.get(depositId);
    if (how === 'cancels') {
      const seen = decisions.readStatus(await statusOf(depositId, nothing), nothing, order);
      if (seen.kind === 'state' && seen.status !== 'COMPLETED') marks().set(depositId, now());
    } else if (how === 'asks-and-sends-no-mail') {
      const seen = decisions.readStatus(await statusOf(depositId, nothing), nothing, order);
      if (seen.kind !== 'state' || decisions.releases(seen, order) !== 'release' || isMarked(depositId)) return;
      marks().set(depositId, now());
      count(disk.releases, depositId);
    } else if (how === 'believes') await release(depositId, depositId, statusBefore);
    else if (how === 'asks') await work(depositId, depositId, nothing, order);
    else {
      const before = isMarked(depositId);
      const seen = decisions.readStatus(await statusOf(depositId, nothing), nothing, order);
      if (seen.kind !== 'state' || decisions.releases(seen, order) !== 'release') return;
      if (how === 'asks-if-unreleased' && before) return;
      marks().set(depositId, now());
      countRelease(depositId);
    }
  }

  const answered = (status: number): Delivery => ({ kind: 'response', response: { status, headers: [], body: new Uint8Array(0) } });

  return {
    async handle(arriving, packets = [arriving.body]) {
      // The request takes time: nothing is done in the turn in which it was sent.
      await Promise.resolve();
      if (!alive) return 'ended';
      try {
        const request = { ...arriving, body: decisions.reads(packets, arriving) };
        for (const before of arriving.travel?.connection?.before ?? []) {
          if (decisions.leavesBody(await handled(before)) && before.body.length > 0) return answered(400);
        }
        const outcome = await Promise.race([counted(request), end]);
        if (outcome === 'ended') return 'ended';
        const about = { request, keys: keys(), message: memory.messages.get(request), statusAnswer: memory.statusAnswer };
        print(decisions.prints(outcome, about));
        return decisions.answer(outcome, about);
      } catch (error) {
        if (error instanceof Error && error.name === uncaught) {
          alive = false;
          tellEnd();
          return 'ended';
        }
        return answered(500);
      }
    },
    visit: (depositId) => Promise.race([visit(depositId), end.then(() => undefined)]),
    refund: (depositId) => Promise.race([refund(depositId), end.then(() => undefined)]),
    kill() {
      alive = false;
      tellEnd();
      for (const waiting of waits) waiting.cancel();
    },
  };
}

/** A field was missing, and a receiver accepted the notification without it. */
class Accepted extends Error {}
