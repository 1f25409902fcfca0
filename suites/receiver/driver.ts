import { isGatewayStatus } from '../../core/contract/gateway.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Order } from '../../core/decisions/receiver.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { DateOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isSuccess, type Showing, seen, timely } from '../judgement.ts';
import { type Names, namesOf } from '../names.ts';
import { Indeterminate, Untestable, Violation } from '../violation.ts';
import { type Notice, noticeBody, noticeDraft } from './notice.ts';

/** An order whose deposit the status API knows. */
export interface PlacedOrder extends Order {
  readonly status: string;
}

/** How an order and its deposit are made. */
export interface Placing {
  /** That of what is paid where it is not set. */
  readonly status?: string;
  readonly amount?: string;
  readonly currency?: string;
  /** False leaves the receiver without an order for the deposit. */
  readonly registered?: boolean;
  /** The deposit is another merchant's, or the further one's on the same address. */
  readonly of?: 'another' | 'further';
}

/** Where orders are made, notifications sent and releases counted. One for each test. */
export interface ReceiverDriver {
  readonly names: Names;
  /** Makes a deposit, and registers its order with the receiver. */
  order(placing?: Placing): Promise<PlacedOrder>;
  /** The notification of a deposit, right in everything. */
  notice(depositId: string, negativeCase?: Partial<Notice>): Notice;
  /** `pieces`: the body goes out in packets of that many bytes. */
  send(notice: Notice, pieces?: number): Promise<Exchange>;
  race(notices: readonly Notice[]): Promise<readonly Exchange[]>;
  /** Sends a valid notification, and again when the connection or the receiver failed: its status call may have been too late on a slow machine. */
  deliver(notice: Notice, pieces?: number): Promise<Exchange>;
  /** Sends as a provider does: again until it is acknowledged, up to six times in all, and on for `ms` where that is given. */
  deliverUntilAcknowledged(notice: Notice, ms?: number): Promise<readonly Exchange[]>;
  /** The same, and on until the longest circuit breaker has closed again. */
  deliverBeyondBreak(notice: Notice): Promise<readonly Exchange[]>;
  /** The time of the clause is over. */
  expired(): boolean;
  /** Whether releases can be counted at all. */
  readonly counts: boolean;
  /** @throws Untestable where nothing counts them */
  releases(order: Order): Promise<number>;
  /** How often each further effect of the release happened; none where nothing counts them. */
  effects(order: Order): Promise<readonly number[]>;
  /** Waits until the order is released, for at most `ms` (the role's patience by default), and returns how often it was. */
  awaitRelease(order: Order, ms?: number): Promise<number>;
  /** Waits until something holds, for at most that many ms, and returns whether it does. It is asked every `stepMs` at most. */
  until(holds: () => boolean | Promise<boolean>, ms: number, stepMs?: number): Promise<boolean>;
  /** Waits until earlier requests have shown their effect: another valid notification takes effect, and some time passes. */
  settle(): Promise<void>;
  calls(order: Order): number;
  /** Waits until the status of a deposit or a refund was asked, for at most that many ms, and returns whether it was. */
  askedFor(id: string, ms: number): Promise<boolean>;
  /**
   * Waits until the status of the order was asked, or the order was released without that, which ends the work on it. Returns whether it was asked.
   */
  asked(order: Order): Promise<boolean>;
  /** Why nothing can be judged after a valid notification that got this answer and released nothing: earlier requests may be the cause. */
  withoutRelease(order: Order, exchange: Exchange): string;
  /** Makes an order that is paid and not notified from now on, once for each kind. */
  watch(after: After): Promise<void>;
  /**
   * Whether the receiver looks for paid orders by itself: then its actions show nothing about a notification. A look that released a newer order has
   * released the watched one.
   */
  looksByItself(after: After): Promise<boolean>;
}

/** What the receiver knew of a paid order: nothing, or a notification from before the payment. */
export type After = 'nothing' | 'pending';

/** An order that is paid and not notified. */
interface Witness {
  readonly order: PlacedOrder;
  /** Status calls for it by then. */
  readonly asked: number;
}

/** How long one look at all open orders may take, ms. */
const roundMs = 2000;

const countries = { BRL: 'BR', MXN: 'MX', ARS: 'AR', CLP: 'CL', USD: 'EC' } as const satisfies Readonly<Record<string, string>>;

function countryOf(currency: string): string {
  return Object.hasOwn(countries, currency) ? countries[currency as keyof typeof countries] : 'BR';
}

/** Texts by which the data of every payer is recognised. Names are in ASCII, which is the same under each charset and escape. */
export const payerMarks = ['84932568207', '@payer.example', 'Tancredino', 'Quillabamba', 'Ibirapuitan'] as const;

/** The payer of a deposit, as complete as in the documents. */
function payerOf(invoiceId: string): JsonValue {
  const [document, domain, first, last, street] = payerMarks;
  return {
    document,
    document_type: 'CPF',
    email: `${invoiceId}${domain}`,
    first_name: `José ${first}`,
    last_name: `Nuñez ${last}`,
    address: { street: `Rua ${street} 12`, city: 'São Paulo', state: 'SP', zip_code: '01310-100' },
  };
}

function text(body: Uint8Array): string {
  return Buffer.from(body).toString('latin1');
}

/** What cannot be judged without a probe. */
export const noProbe = said('releases-not-seen');

export function receiverDriver(env: ReceiverTestEnvironment, run: ClauseRun): ReceiverDriver {
  const { receiver, contract, profile } = env;
  const { status, controls, patience } = receiver;
  const names = namesOf(contract);
  const form = { by: contract.scheme, scheme: profile.scheme, interpretation: profile.interpretations.C26 };

  async function order(placing: Placing = {}): Promise<PlacedOrder> {
    const { status: at = names.completed, registered = true } = placing;
    if (at === names.completed && registered) await watch('nothing');
    return placed(placing);
  }

  async function placed({
    status: at = names.completed,
    amount = '100.50',
    currency = 'BRL',
    registered = true,
    of,
  }: Placing = {}): Promise<PlacedOrder> {
    const invoiceId = run.unique('inv');
    const depositId = status.place({
      invoiceId,
      amount,
      currency,
      country: countryOf(currency),
      status: at,
      payer: payerOf(invoiceId),
      ...(of ? { of } : {}),
    });
    const made = { depositId, invoiceId, amount, currency, status: at };
    if (registered) await controls.registerOrder?.(made, of === 'further' ? receiver.furtherMerchant : undefined);
    return made;
  }

  /** Numbers in the bodies of forged notifications, among them the ids of their deposits. */
  const forged = new Set<string>();

  const isForged = ({ keys, ...one }: Notice): boolean =>
    keys !== receiver.merchant || [one.loginAs, one.secretAs, one.signedAs, one.hashAs, one.authorizationAs, one.headersAs].some(Boolean);

  const notice = (depositId: string, negativeCase: Partial<Notice> = {}): Notice => ({
    keys: receiver.merchant,
    form,
    target: receiver.target,
    body: noticeBody(depositId, names.id),
    ...(contract.scheme.id === undefined ? {} : { id: run.shop.key() }),
    ...negativeCase,
  });

  /** A limit that lasted longer than all pauses once is not awaited again. */
  let locked = false;

  /** A request that a limit of the receiver refused was not looked at, and is sent again later. */
  async function send(one: Notice, pieces?: number): Promise<Exchange> {
    if (isForged(one)) for (const [digits] of text(one.body).matchAll(/\d+/g)) forged.add(digits);
    const sending = pieces === undefined ? {} : { pieces };
    let exchange = await receiver.send(noticeDraft(one), sending);
    for (let pause = shortestPauseMs; isLimited(exchange) && !locked && pause <= longestPauseMs; pause *= 2) {
      await receiver.pass(pause);
      exchange = await receiver.send(noticeDraft(one), sending);
    }
    locked = isLimited(exchange);
    return exchange;
  }

  async function deliver(one: Notice, pieces?: number): Promise<Exchange> {
    let exchange = await send(one, pieces);
    for (let again = 0; again < mostAgain && isPassing(exchange); again += 1) {
      await receiver.pass(patience.settleMs);
      exchange = await send(one, pieces);
    }
    return exchange;
  }

  async function deliverUntilAcknowledged(one: Notice, ms = 0): Promise<readonly Exchange[]> {
    const exchanges: Exchange[] = [];
    let pauseMs = patience.settleMs;
    for (let [attempt, waitedMs] = [0, 0]; attempt < 6 || waitedMs < ms; attempt += 1) {
      const exchange = await send(one);
      exchanges.push(exchange);
      if (isSuccess(exchange) || (attempt >= 5 && isGone(exchange))) break;
      if (attempt >= 5) pauseMs = Math.min(pauseMs * 2, longestRepeatPauseMs);
      await receiver.pass(pauseMs);
      waitedMs += pauseMs;
    }
    return exchanges;
  }

  async function releases({ depositId }: Order): Promise<number> {
    if (!controls.countReleases) throw new Untestable(noProbe);
    return controls.countReleases(depositId);
  }

  async function until(holds: () => boolean | Promise<boolean>, ms: number, stepMs = 250): Promise<boolean> {
    let waited = 0;
    for (let step = Math.min(5, stepMs); ; step = Math.min(step * 2, stepMs)) {
      if (await holds()) return true;
      if (waited >= ms) return false;
      const pause = Math.min(step, ms - waited);
      await receiver.pass(pause);
      waited += pause;
    }
  }

  const calls = ({ depositId }: Order): number => status.calls(depositId).length;
  const askedFor = (id: string, ms: number): Promise<boolean> => until(() => status.calls(id).length > 0, ms);

  async function asked(order: Order): Promise<boolean> {
    const released = async (): Promise<boolean> => controls.countReleases !== undefined && (await releases(order)) > 0;
    await until(async () => calls(order) > 0 || (await released()), patience.healMs);
    // One that releases before it asks does so now.
    return askedFor(order.depositId, patience.settleMs);
  }

  async function witness(after: After): Promise<Witness> {
    const order = await placed({ status: after === 'pending' ? names.pending : names.completed });
    if (after === 'pending') {
      const exchange = await deliver(notice(order.depositId));
      // A notification that is acknowledged before it is processed is asked for now, and not when it is paid.
      if (isSuccess(exchange)) await asked(order);
      await receiver.pass(patience.settleMs);
      status.move(order.depositId, names.completed);
    }
    return { order, asked: status.calls(order.depositId).length };
  }

  const witnesses = new Map<After, Promise<Witness>>();

  function watch(after: After): Promise<Witness> {
    const one = witnesses.get(after) ?? witness(after);
    witnesses.set(after, one);
    return one;
  }

  async function deliverBeyondBreak(one: Notice): Promise<readonly Exchange[]> {
    const exchanges = await deliverUntilAcknowledged(one, brokenForGood.has(receiver.merchant) ? 0 : longestBreakMs);
    if (exchanges.every(saysBreak)) brokenForGood.add(receiver.merchant);
    return exchanges;
  }

  async function settle(): Promise<void> {
    const sentinel = await order();
    // As often as a provider repeats: a failure that happens now and then may meet every one of fewer attempts.
    let exchange = (await deliverUntilAcknowledged(notice(sentinel.depositId))).at(-1) ?? (await deliver(notice(sentinel.depositId)));
    // Status calls that failed before may have opened a circuit breaker.
    if (saysBreak(exchange)) exchange = (await deliverBeyondBreak(notice(sentinel.depositId))).at(-1) ?? exchange;
    if (controls.countReleases) {
      // What was refused each time is not worked on.
      if ((await awaitRelease(sentinel, isRefused(exchange) ? patience.settleMs : patience.healMs)) === 0) {
        throw new Indeterminate(withoutRelease(sentinel, exchange), 'implementation', [exchange]);
      }
    } else await askedFor(sentinel.depositId, patience.settleMs);
    await receiver.pass(patience.settleMs);
  }

  async function awaitRelease(due: Order, ms: number = patience.healMs): Promise<number> {
    await until(async () => (await releases(due)) > 0, ms);
    return releases(due);
  }

  function withoutRelease({ depositId }: Order, exchange: Exchange): string {
    const answer = answerText(exchange);
    if (forged.has(depositId)) return said('no-release-after-forged', { answer });
    return forged.size > 0 ? said('no-release-of-another', { answer }) : said('no-release', { answer });
  }

  return {
    names,
    withoutRelease,
    order,
    notice,
    send,
    race: (notices) => receiver.race(notices.map(noticeDraft)),
    deliver,
    deliverUntilAcknowledged,
    deliverBeyondBreak,
    expired: run.expired,
    counts: controls.countReleases !== undefined,
    releases,
    effects: async ({ depositId }) => (await controls.countEffects?.(depositId)) ?? [],
    awaitRelease,
    until,
    calls,
    askedFor,
    asked,
    settle,
    watch: async (after) => void (await watch(after)),
    async looksByItself(after) {
      // Without an older order there is nothing to compare with but time.
      const ms = witnesses.has(after) ? Math.min(roundMs, patience.healMs) : patience.healMs;
      const { order: paid, asked } = await watch(after);
      return until(
        async () => status.calls(paid.depositId).length > asked || (controls.countReleases !== undefined && (await releases(paid)) > 0),
        ms,
      );
    },
  };
}

/**
 * How long a receiver may refuse notifications after failed status calls, ms: a circuit breaker asks nothing meanwhile. The first repeat of a sender
 * comes after 5 minutes, so a shorter break loses nothing.
 */
export const longestBreakMs = 300_000;

/** The longest pause between repeats that go on, ms. */
const longestRepeatPauseMs = 5000;

/** Pauses before a notification that got 429 is sent again, ms. Each is twice the one before. */
const shortestPauseMs = 50;
const longestPauseMs = 3200;

function isLimited({ answer }: Exchange): boolean {
  return answer.kind === 'response' && answer.response.status === 429;
}

/** The receiver did not look at what was sent, or wants none of it. */
export function isRefused({ answer }: Exchange): boolean {
  return answer.kind === 'response' && answer.response.status >= 400 && answer.response.status <= 499;
}

/** A receiver that cannot ask the status API answers 503, so that the notification comes again: that one is its own. */
const ownStatus = 503;

function saysBreak({ answer }: Exchange): boolean {
  return answer.kind === 'response' && answer.response.status === ownStatus;
}

/** The keys of receivers that still refused when the longest break was over: it is not awaited again. */
const brokenForGood = new WeakSet<Credentials>();

function isOfGateway(status: number): boolean {
  return status !== ownStatus && isGatewayStatus(status);
}

/** Whether an answer may be temporary: of the connection, or a failure of the receiver (RCV-05). What comes each time is not. */
function isPassing(exchange: Exchange): boolean {
  if (exchange.answer.kind === 'none') return true;
  const { status } = exchange.answer.response;
  return status >= 500 || isOfGateway(status);
}

/** How often a delivery that met a temporary failure is sent again. */
const mostAgain = 2;

/**
 * The valid notification was acknowledged: any 2XX (C24).
 *
 * @throws Violation where it got another answer, or the connection ended without one
 * @throws Indeterminate where nothing listens, or a gateway answered
 */
export function acknowledged(clause: ClauseId, exchange: Exchange, showing: Showing = {}, before: readonly Exchange[] = []): void {
  if (isSuccess(exchange)) return;
  const { answer } = exchange;
  if (isGone(exchange)) {
    throw new Indeterminate(said('nobody-listens'), 'environment', [exchange]);
  }
  if (answer.kind === 'response' && isOfGateway(answer.response.status) && before.length === 0) {
    throw new Indeterminate(said('receiver-gateway-answered', { status: answer.response.status }), 'environment', [exchange]);
  }
  // A receiver that checks dates may refuse what its own queue has delayed (RCV-18).
  if (isRefused(exchange)) timely(exchange);
  broken(clause, reason('acknowledged'), seen(exchange), [...before, exchange], showing);
}

/**
 * An earlier date while it is young enough for every receiver, then the present one: the answer to an old date is open (RCV-18).
 *
 * @param earlier ms since the epoch
 */
export function dateNear(earlier: number): DateOf {
  return (now) => (now - earlier > youngMs ? now : earlier);
}

/** It may take two more seconds until a receiver reads the date of a notification, and strict ones accept five (CLK-01). */
const youngMs = 2000;

/** Nothing listens any more: the receiver has ended, by itself or because somebody ended it. */
export function isGone({ answer }: Exchange): boolean {
  return answer.kind === 'none' && answer.reason === 'refused';
}

/**
 * The order was released by now. RCV-03 judges that it was released only once.
 *
 * @throws Violation
 */
export async function released(
  clause: ClauseId,
  driver: ReceiverDriver,
  order: Order,
  exchanges: readonly Exchange[],
  showing: Showing = {},
): Promise<void> {
  const count = await driver.awaitRelease(order);
  if (count > 0) return;
  const gone = exchanges.find(isGone);
  if (gone) throw new Indeterminate(said('nobody-listens'), 'environment', [gone]);
  broken(clause, reason('released'), reason('releases-counted', { count }), exchanges, showing);
}

/**
 * The order was released exactly once by now.
 *
 * @throws Violation
 */
export async function releasedOnce(
  clause: ClauseId,
  driver: ReceiverDriver,
  order: Order,
  exchanges: readonly Exchange[],
  showing: Showing = {},
): Promise<void> {
  await released(clause, driver, order, exchanges, showing);
  const count = await driver.releases(order);
  if (count !== 1) broken(clause, reason('released-once'), reason('releases-counted', { count }), exchanges, showing);
}

/**
 * The receiver does not look for paid orders by itself, so an effect can be attributed to what was sent.
 *
 * @throws Indeterminate where it does
 */
export async function causedBySending(driver: ReceiverDriver, exchanges: readonly Exchange[], after: After = 'nothing'): Promise<void> {
  if (!(await driver.looksByItself(after))) return;
  throw new Indeterminate(said('receiver-polls'), 'configuration', exchanges);
}

/**
 * The order, which is paid, was not released.
 *
 * @throws Violation
 * @throws Indeterminate where the receiver releases what it was not notified of
 */
export async function heldBack(
  clause: ClauseId,
  driver: ReceiverDriver,
  order: Order,
  exchanges: readonly Exchange[],
  { after, actual, ...showing }: Showing & { readonly after?: After; readonly actual?: Reason } = {},
): Promise<void> {
  const count = await driver.releases(order);
  if (count === 0) return;
  await causedBySending(driver, exchanges, after);
  broken(clause, reason('not-released'), actual ?? reason('releases-counted', { count }), exchanges, showing);
}

/** The order, which is not paid, was not released. @throws Violation */
export async function notReleased(
  clause: ClauseId,
  driver: ReceiverDriver,
  order: Order,
  exchanges: readonly Exchange[],
  showing: Showing = {},
): Promise<void> {
  const count = await driver.releases(order);
  if (count !== 0) broken(clause, reason('not-released'), reason('releases-counted', { count }), exchanges, showing);
}

/**
 * The control: the same order is released by its valid notification, so what had no effect before could have had one.
 *
 * @throws Indeterminate where it is not: then a missing effect proves nothing
 */
export async function control(driver: ReceiverDriver, order: Order): Promise<readonly Exchange[]> {
  const exchanges = await driver.deliverUntilAcknowledged(driver.notice(order.depositId));
  const last = exchanges.at(-1);
  if (!last || !isSuccess(last)) {
    throw new Indeterminate(
      said('valid-notification-unacknowledged', { answer: last ? answerText(last) : '' }),
      'implementation',
      exchanges,
    );
  }
  if (driver.counts && (await driver.awaitRelease(order)) === 0) {
    throw new Indeterminate(driver.withoutRelease(order, last), 'implementation', exchanges);
  }
  return exchanges;
}

/** How many cases of a list go out at once. */
const atOnce = 16;

/**
 * Runs the work for each item, in groups that are awaited to their end. Of their errors a violation comes first.
 *
 * @throws Indeterminate where the time of the clause is over before the last group
 */
export async function inGroups<T>(
  driver: Pick<ReceiverDriver, 'expired'>,
  items: readonly T[],
  work: (item: T) => Promise<void>,
  size = atOnce,
): Promise<void> {
  for (let at = 0; at < items.length; at += size) {
    if (driver.expired()) {
      throw new Indeterminate(said('receiver-slow', { at, items: items.length }), 'environment', []);
    }
    const ends = await Promise.allSettled(items.slice(at, at + size).map((item) => work(item)));
    const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    const [first] = errors;
    if (errors.length > 0) throw errors.find((error) => error instanceof Violation) ?? first;
  }
}
