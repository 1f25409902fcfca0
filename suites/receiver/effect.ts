import fc from 'fast-check';
import { amount } from '../../arbitraries/amount.ts';
import type { StatusStep } from '../../core/contract/status-script.ts';
import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, reversal, walksOf } from '../../schemas/contract.ts';
import type { DateOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { answerText, broken, isSuccess, seen } from '../judgement.ts';
import type { Names } from '../names.ts';
import { Untestable } from '../violation.ts';
import {
  acknowledged,
  control,
  dateNear,
  inGroups,
  isGone,
  noProbe,
  type PlacedOrder,
  type Placing,
  type ReceiverDriver,
  receiverDriver,
  released,
  releasedOnce,
} from './driver.ts';
import type { Notice } from './notice.ts';
import { refundNotice } from './refunds.ts';

const needsEffect = ['registersOrders', 'countsReleases'] as const;

/** Statuses that no payment has come with: what is notified of them is valid all the same. */
const validOf = ({ statuses }: Names): readonly string[] =>
  walksOf(statuses, [['pending'], ['created'], ['released'], ['review'], ['expired'], ['cancelled'], ['declined']]).flat();

/** Forms in which the same valid notification may arrive: field names in any case (RFC 9110 §5.1), and fields that proxies and senders add. */
const forms: readonly { readonly difference: string; readonly from: Partial<Notice> }[] = [
  {
    difference: said('field-names-in-lower-case'),
    from: { headersAs: (lines) => lines.map(([name, value]) => [name.toLowerCase(), value] as const) },
  },
  {
    difference: said('field-names-in-upper-case'),
    from: { headersAs: (lines) => lines.map(([name, value]) => [name.toUpperCase(), value] as const) },
  },
  {
    difference: said('fields-in-another-order-with-others-beside'),
    from: {
      headersAs: (lines) => [['User-Agent', 'sender/1.0'], ...lines.toReversed(), ['X-Forwarded-For', '203.0.113.7'], ['Accept', '*/*']],
    },
  },
  {
    difference: said('charset-with-media-type'),
    from: {
      headersAs: (lines) =>
        lines.map(([name, value]) => (name === 'Content-Type' ? ([name, 'application/json; charset=utf-8'] as const) : [name, value])),
    },
  },
];

/** Sums that a comparison of texts, of binary fractions or of whole numbers gets wrong. */
const sums: readonly (readonly [sum: string, currency: string])[] = [
  ['0.01', 'BRL'],
  ['0.10', 'MXN'],
  ['4.90', 'BRL'],
  ['29.95', 'USD'],
  ['19.99', 'BRL'],
  ['4.35', 'MXN'],
  ['100.00', 'BRL'],
  ['100', 'BRL'],
  ['1000000', 'CLP'],
  ['1234567.89', 'ARS'],
  ['99999999.99', 'BRL'],
];

async function valid(driver: ReceiverDriver, placing: Placing, difference: string, negativeCase: Partial<Notice> = {}): Promise<void> {
  const order = await driver.order(placing);
  const exchange = await driver.deliver(driver.notice(order.depositId, negativeCase));
  acknowledged('RCV-02', exchange, { difference });
  if (!driver.counts) return;
  if (order.status === driver.names.completed) await released('RCV-02', driver, order, [exchange], { difference });
}

/** The notification of the documents is acknowledged and takes effect. @throws Violation */
export async function documentedNotification(driver: ReceiverDriver): Promise<void> {
  await valid(driver, {}, said('notification-of-documents'));
}

/** How many valid notifications of as many deposits meet in the receiver. */
const crowd = 24;

/** Valid notifications that come at once do not end the receiver: not twice, where it can be started again, so that a hand from outside is not a finding. */
async function survivesACrowd({ receiver }: ReceiverTestEnvironment, driver: ReceiverDriver): Promise<void> {
  const { kill, start } = receiver.controls;
  const ended = async (): Promise<readonly Exchange[] | undefined> => {
    const orders = await Promise.all(Array.from({ length: crowd }, () => driver.order()));
    const notices = orders.map(({ depositId }) => driver.notice(depositId));
    const unanswered = (await driver.race(notices)).filter(({ answer }) => answer.kind === 'none');
    const [first] = notices;
    if (first === undefined || unanswered.length === 0) return undefined;
    const after = await driver.send(first);
    return isGone(after) ? [...unanswered.slice(0, 2), after] : undefined;
  };
  if (!(await ended()) || !kill || !start) return;
  await kill();
  await start();
  const exchanges = await ended();
  const last = exchanges?.at(-1);
  if (exchanges && last)
    broken('RCV-02', reason('acknowledged'), seen(last), exchanges, { difference: said('notifications-at-once', { crowd }) });
}

/** Answers of the status API that tell the same in another way: members that no document names, and another spelling of the amount. */
const tellingsOf = ({ amount }: Names): readonly { readonly difference: string; readonly sum: string; readonly step: StatusStep }[] => [
  {
    difference: said('status-answer-with-unknown-members'),
    sum: '100.50',
    step: { kind: 'state', members: { settled: { at: '2026-01-31', parts: [1, null] }, processing_ms: 12, tags: [], channel: null } },
  },
  ...(
    [
      ['100', '100.00'],
      ['100.00', '100'],
      ['100.00', '100.0'],
      ['100.50', '100.50'],
      ['100.5', '100.50'],
      ['100.50', '100.5'],
    ] as const
  ).map(([sum, written]) => ({
    difference: said('amount-of-order-and-of-status', { sum, written }),
    sum,
    step: { kind: 'state', spelled: (body: string) => body.replace(new RegExp(`("${amount}":)[\\d.]+`), `$1${written}`) } as const,
  })),
];

/** A body in chunks, without its length. A server may ask for the length (RFC 9110 §15.5.12); what it acknowledges counts as any other. */
async function chunked(driver: ReceiverDriver, run: ClauseRun): Promise<void> {
  const order = await driver.order();
  const lines: Notice['headersAs'] = (all) => [...all, ['Transfer-Encoding', 'chunked']];
  const exchange = await driver.send(driver.notice(order.depositId, { headersAs: lines }), 5);
  run.observe({ subject: said('body-in-chunks'), seen: answerText(exchange) });
  if (isSuccess(exchange) && driver.counts) await released('RCV-02', driver, order, [exchange], { difference: said('body-in-chunks') });
}

const validTest: ReceiverTest = {
  clause: 'RCV-02',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const statuses = validOf(driver.names);
    const tellings = tellingsOf(driver.names);
    run.countCases(3 + statuses.length + forms.length + tellings.length + sums.length);
    await documentedNotification(driver);
    await survivesACrowd(env, driver);
    for (const status of statuses) await valid(driver, { status }, said('the-deposit-is', { status }));
    for (const { difference, from } of forms) await valid(driver, {}, difference, from);
    // A network cuts where it likes.
    const cut = await driver.order();
    const arrived = await driver.send(driver.notice(cut.depositId), 3);
    const difference = said('body-arrives-in-packets-of-3-bytes');
    acknowledged('RCV-02', arrived, { difference });
    if (driver.counts) await released('RCV-02', driver, cut, [arrived], { difference });
    await chunked(driver, run);
    await inGroups(driver, tellings, async ({ difference, sum, step }) => {
      const order = await driver.order({ amount: sum });
      env.receiver.status.script(order.depositId, step);
      const exchange = await driver.deliver(driver.notice(order.depositId));
      acknowledged('RCV-02', exchange, { difference });
      if (driver.counts) await released('RCV-02', driver, order, [exchange], { difference });
    });
    await inGroups(driver, sums, ([sum, currency]) => valid(driver, { amount: sum, currency }, said('order-of', { sum, currency })));
    const orders = drawn(() => fc.tuple(amount({ max: '99999999.99' }), fc.constantFrom('BRL', 'MXN', 'ARS', 'CLP', 'USD')));
    await forAll(run, orders, 30, async ([sum, currency]) => valid(driver, { amount: sum, currency }, said('order-of', { sum, currency })));
    if (!driver.counts) throw new Untestable(noProbe);
  },
};

/** The body with its one id spelled so that text or bytes differ while the deposit is the same. */
function otherBodies(depositId: string, name: string): readonly { readonly difference: string; readonly body: Uint8Array }[] {
  return [
    { difference: said('same-bytes'), body: encodeUtf8(`{"${name}":${depositId}}`) },
    { difference: said('space-in-body'), body: encodeUtf8(`{"${name}": ${depositId}}`) },
    { difference: said('line-feed-behind-body'), body: encodeUtf8(`{"${name}":${depositId}}\n`) },
    { difference: said('member-beside'), body: encodeUtf8(`{"${name}":${depositId},"attempt":2}`) },
    { difference: said('id-as-string'), body: encodeUtf8(`{"${name}":"${depositId}"}`) },
    { difference: said('id-with-zeros-behind-its-point'), body: encodeUtf8(`{"${name}":${depositId}.0}`) },
    { difference: said('id-with-space-before-as-string'), body: encodeUtf8(`{"${name}":" ${depositId}"}`) },
    { difference: said('id-with-zero-before-as-string'), body: encodeUtf8(`{"${name}":"0${depositId}"}`) },
  ];
}

/** Dates of the deliveries of one deposit: fresh ones, one for all, and those of attempts some seconds apart. */
const datings: readonly { readonly difference: string; readonly dateOf: (at: number) => DateOf | undefined }[] = [
  { difference: said('all-with-same-date'), dateOf: () => undefined },
  { difference: said('each-with-date-of-its-own'), dateOf: (at) => (now) => now + ((at % 4) - 2) * 1000 },
];

/** Whether each further effect of the release of an order happened, once there was time for it. */
async function effectsShown(
  { receiver }: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  order: PlacedOrder,
): Promise<readonly boolean[]> {
  const shown = async (): Promise<readonly boolean[]> => (await driver.effects(order)).map((count) => count > 0);
  await driver.until(async () => (await shown()).every(Boolean), receiver.patience.healMs);
  return shown();
}

/** Judges that an order was released once in all, and that each of its further effects happened once. */
type OnceInAll = (order: PlacedOrder, exchanges: readonly Exchange[], difference: string) => Promise<void>;

/** @param shows which further effects a plain release shows: one that it does not show, or much later, cannot be missed */
const onceInAllOf =
  (env: ReceiverTestEnvironment, driver: ReceiverDriver, shows: readonly boolean[]): OnceInAll =>
  async (order, exchanges, difference) => {
    await driver.settle();
    await releasedOnce('RCV-03', driver, order, exchanges.slice(-3), { difference });
    if (shows.some(Boolean)) await driver.until(async () => isWhole(await driver.effects(order), shows), env.receiver.patience.healMs);
    for (const [at, count] of (await driver.effects(order)).entries()) {
      const actual = reason('further-effect-counted', { count, number: at + 1 });
      if (count > 1 || (count === 0 && shows[at] === true))
        broken('RCV-03', reason('each-effect-once'), actual, exchanges.slice(-3), { difference });
    }
  };

function isWhole(counts: readonly number[], shows: readonly boolean[]): boolean {
  return counts.every((count, at) => count > 0 || shows[at] !== true);
}

/** How often the payer comes back beside the notification: as often before it as after it. */
const visits = 20;

/** The payer comes back to the shop while the notification arrives: that is one release all the same. */
async function besideReturnPage(
  { receiver }: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  run: ClauseRun,
  onceInAll: OnceInAll,
): Promise<void> {
  const { status, patience, controls } = receiver;
  const { openReturnPage } = controls;
  if (!openReturnPage) {
    run.observe({ subject: said('return-page'), seen: said('return-page-missing') });
    return;
  }
  run.countCases(visits);
  const firsts = Array.from({ length: visits }, (_, at) => at % 2 === 0);
  await inGroups(driver, firsts, async (pageFirst) => {
    const order = await driver.order();
    const notified = (): Promise<Exchange> => driver.send(driver.notice(order.depositId));
    const opened = (): Promise<void> => openReturnPage(order);
    // Both have asked for the status before one of them reads it.
    status.script(order.depositId, { kind: 'held' });
    const first = pageFirst ? opened() : notified();
    await driver.askedFor(order.depositId, patience.settleMs);
    const second = pageFirst ? notified() : opened();
    await driver.until(() => driver.calls(order) > 1, patience.settleMs);
    status.script(order.depositId, undefined);
    await receiver.pass(patience.settleMs / 10);
    status.letGo(order.depositId);
    const exchanges = (await Promise.all([first, second])).flatMap((end) => (end ? [end] : []));
    if (!exchanges.every(isSuccess)) exchanges.push(...(await driver.deliverUntilAcknowledged(driver.notice(order.depositId))));
    await openReturnPage(order);
    await onceInAll(order, exchanges, said(pageFirst ? 'return-page-then-notification' : 'notification-then-return-page'));
  });
}

/** Whether an early release releases is open (C22). Where it does, the payment that comes later releases nothing more. */
async function releasedEarly({ receiver }: ReceiverTestEnvironment, driver: ReceiverDriver, onceInAll: OnceInAll): Promise<void> {
  const early = driver.names.statuses.released;
  if (early === undefined) return;
  const order = await driver.order({ status: early });
  const notice = driver.notice(order.depositId);
  const exchanges = [await driver.deliver(notice)];
  await driver.asked(order);
  receiver.status.move(order.depositId, driver.names.completed);
  exchanges.push(...(await driver.deliverUntilAcknowledged(notice)));
  await onceInAll(order, exchanges, said('early-released-then-completed'));
}

/** A refund does not undo the release, so that the next duplicate makes another. */
async function refunded(env: ReceiverTestEnvironment, driver: ReceiverDriver, onceInAll: OnceInAll): Promise<void> {
  const order = await driver.order();
  const exchanges = [...(await control(driver, order))];
  const refundId = env.receiver.status.placeRefund({ depositId: order.depositId, amount: order.amount, status: driver.names.completed });
  exchanges.push(await driver.deliver(refundNotice(env, driver, refundId)));
  await driver.settle();
  exchanges.push(await driver.deliver(driver.notice(order.depositId)));
  await onceInAll(order, exchanges, said('duplicate-after-refund'));
}

/** The oldest repeat comes after 13 hours (Deposits API docs, Notifications), and a little later on a slow way. */
const oldestRepeatHours = 14;

/** How long after the first a duplicate comes, s, and after how many other deposits: less in a run of few cases. */
function distance(scale: number): { readonly seconds: number; readonly others: number } {
  const others = scale > 1 ? Math.min(10_000, 300 * scale) : Math.min(300, 1000 * scale);
  return { seconds: Math.round(Math.max(3, Math.min(61, 210 * scale))), others: Math.round(others) };
}

const onceTest: ReceiverTest = {
  clause: 'RCV-03',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const early = await driver.order();
    const before = await control(driver, early);
    const onceInAll = onceInAllOf(env, driver, await effectsShown(env, driver, early));
    const startedAt = receiver.now();
    const race = async (count: number, { difference, dateOf }: (typeof datings)[number], bodies: 'same' | 'other'): Promise<void> => {
      const order = await driver.order();
      const spelled = otherBodies(order.depositId, driver.names.id).slice(0, 4);
      const notices = Array.from({ length: count }, (_, at) => {
        const dateAs = dateOf(at);
        const body = bodies === 'same' ? undefined : spelled[at % spelled.length]?.body;
        return driver.notice(order.depositId, { ...(dateAs ? { dateAs } : {}), ...(body ? { body } : {}) });
      });
      const exchanges = await driver.race(notices);
      // What was not acknowledged comes again.
      const after = exchanges.every(isSuccess) ? [] : await driver.deliverUntilAcknowledged(driver.notice(order.depositId));
      await onceInAll(
        order,
        [...exchanges, ...after],
        said('several-at-once', { count, difference, part: bodies === 'same' ? '' : said('bodies-spelled-in-several-ways') }),
      );
    };
    const oneByOne = async (placing: Placing): Promise<void> => {
      const order = await driver.order(placing);
      const exchanges: Exchange[] = [];
      for (const { body } of otherBodies(order.depositId, driver.names.id)) {
        for (const dateAs of [undefined, (now: number) => now - 2000, (now: number) => now + 1000]) {
          exchanges.push(await driver.send(driver.notice(order.depositId, { body, ...(dateAs ? { dateAs } : {}) })));
        }
      }
      await onceInAll(order, exchanges, said('one-after-another-with-other-dates'));
    };
    const sizes = [2, 3, 10, 50];
    run.countCases(sizes.length * 2 + 6);
    for (const size of sizes) for (const dating of datings) await race(size, dating, 'same');
    const [, fresh] = datings;
    if (fresh) await race(8, fresh, 'other');
    await oneByOne({});
    // Several deposits at once: a guard is for each, and holds for each.
    const orders = await Promise.all(Array.from({ length: 5 }, () => driver.order()));
    const exchanges = await driver.race(orders.flatMap(({ depositId }) => [0, 1, 2].map(() => driver.notice(depositId))));
    const unanswered = orders.filter((_, at) => !exchanges.slice(at * 3, at * 3 + 3).every(isSuccess));
    for (const { depositId } of unanswered) await driver.deliverUntilAcknowledged(driver.notice(depositId));
    await driver.settle();
    for (const [at, order] of orders.entries()) {
      await releasedOnce('RCV-03', driver, order, exchanges.slice(at * 3, at * 3 + 3), {
        difference: said('five-deposits-each-notified-three-times'),
      });
    }
    await forAll(
      run,
      fc.tuple(fc.integer({ min: 2, max: 20 }), fc.constantFrom(...datings), fc.constantFrom('same' as const, 'other' as const)),
      6,
      async ([count, dating, bodies]) => race(count, dating, bodies),
    );
    await besideReturnPage(env, driver, run, onceInAll);
    await releasedEarly(env, driver, onceInAll);
    if (reversal(env.contract)) await refunded(env, driver, onceInAll);
    // A status that comes late does not undo the release, so that the next duplicate makes another.
    await overtaken(env, driver, driver.names.pending, async (order, exchanges, showing) => {
      const count = await driver.releases(order);
      if (count > 1) broken('RCV-03', reason('released-once'), reason('releases-counted', { count }), exchanges, showing);
    });
    // A memory that is short, or small, has forgotten it by now.
    const { seconds, others } = distance(run.scale);
    await inGroups(driver, [...Array(others).keys()], async () => {
      await driver.deliver(driver.notice((await driver.order()).depositId));
    });
    await receiver.pass(Math.max(0, startedAt + seconds * 1000 - receiver.now()));
    const late = await driver.deliver(driver.notice(early.depositId));
    const apart = said('duplicate-after-s-and-other-deposits', { seconds, others });
    await onceInAll(early, [...before, late], apart);
    const { advanceClock } = receiver.controls;
    if (advanceClock) {
      await advanceClock(oldestRepeatHours * 3600);
      const afterHours = await driver.deliver(driver.notice(early.depositId));
      const difference = said('duplicate-after-hours', { hours: oldestRepeatHours });
      await onceInAll(early, [...before, late, afterHours], difference);
      run.observe({ subject: said('duplicates-furthest-apart'), seen: difference });
    } else run.observe({ subject: said('duplicates-furthest-apart'), seen: said('advance-clock-missing', { apart }) });
    if (receiver.can.has('startsStops')) {
      const cut = await driver.order();
      const lost = driver.send(driver.notice(cut.depositId));
      const answered = (): boolean => receiver.status.calls(cut.depositId).some((call) => call.answered !== undefined);
      await driver.until(async () => answered() || (await driver.releases(cut)) > 0, receiver.patience.healMs);
      await receiver.controls.kill?.();
      await receiver.controls.start?.();
      const again = await driver.deliverUntilAcknowledged(driver.notice(cut.depositId));
      await driver.settle();
      // That it was released at all is RCV-19.
      const count = await driver.awaitRelease(cut);
      if (count > 1) {
        const showing = { difference: said('ended-when-had-status-and-notified-again') };
        broken('RCV-03', reason('released-once'), reason('releases-counted', { count }), [await lost, ...again], showing);
      }
      const order = await driver.order();
      const before = await control(driver, order);
      await effectsShown(env, driver, order);
      await receiver.controls.kill?.();
      await receiver.controls.start?.();
      const repeats = await Promise.all([0, 1].map(() => driver.deliver(driver.notice(order.depositId))));
      await onceInAll(order, [...before, ...repeats], said('duplicate-after-receiver-started-anew'));
    }
  },
};

const duplicateTest: ReceiverTest = {
  clause: 'RCV-04',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const again: readonly { readonly difference: string; readonly dateAs?: DateOf }[] = [
      { difference: said('duplicate-with-same-date') },
      { difference: said('duplicate-with-later-date'), dateAs: (now) => now + 1000 },
      { difference: said('duplicate-with-earlier-date'), dateAs: (now) => now - 2000 },
    ];
    const judge = async (placing: Placing): Promise<void> => {
      const order = await driver.order(placing);
      const [first, ...rest] = await control(driver, { ...order });
      const dateFirst = first ? first.startedAt : receiver.now();
      for (const { difference, dateAs } of [...again, ...again]) {
        const fixed = dateAs ?? dateNear(dateFirst);
        const exchange = await driver.deliver(driver.notice(order.depositId, { dateAs: fixed }));
        acknowledged('RCV-04', exchange, { difference }, first ? [first, ...rest] : rest);
      }
    };
    const statuses = validOf(driver.names);
    run.countCases(again.length * (3 + statuses.length));
    await judge({});
    await judge({ amount: '4.90', currency: 'MXN' });
    // One that is known and not paid yet is a duplicate too.
    await inGroups(driver, statuses, async (status) => {
      const open = await driver.order({ status });
      const first = await driver.deliver(driver.notice(open.depositId));
      if (!isSuccess(first)) return;
      for (const { difference, dateAs } of again) {
        const exchange = await driver.deliver(driver.notice(open.depositId, dateAs ? { dateAs } : {}));
        acknowledged('RCV-04', exchange, { difference: said('deposit-still-so', { difference, status }) }, [first]);
      }
    });
  },
};

/** Notifies a deposit in one status after another; it is released at the last, when it is paid, and not before. */
async function steps(
  clause: 'RCV-07' | 'RCV-17',
  env: Parameters<ReceiverTest['run']>[0],
  driver: ReceiverDriver,
  statuses: readonly string[],
  bytes: 'same-bytes' | 'fresh-date',
): Promise<void> {
  const { receiver } = env;
  const difference = said('notified-with', {
    value: [...statuses, driver.names.completed].join(said('sequence-separator')),
    bytes: said(bytes),
  });
  const [first = driver.names.pending] = statuses;
  const order = await driver.order({ status: first });
  const at = receiver.now();
  const notice = driver.notice(order.depositId, bytes === 'same-bytes' ? { dateAs: dateNear(at) } : {});
  const exchanges: Exchange[] = [];
  for (const status of statuses) {
    receiver.status.move(order.depositId, status);
    exchanges.push(await driver.deliver(notice));
    await driver.until(() => driver.calls(order) >= exchanges.length, receiver.patience.settleMs);
  }
  const calls = driver.calls(order);
  receiver.status.move(order.depositId, driver.names.completed);
  const paid = await driver.deliverUntilAcknowledged(notice);
  exchanges.push(...paid);
  if (driver.counts) {
    await released(clause, driver, order, exchanges.slice(-2), { difference });
    return;
  }
  const asked = await driver.until(() => driver.calls(order) > calls, receiver.patience.healMs);
  if (!asked)
    broken(
      clause,
      reason('status-asked'),
      reason('status-calls-counted', { count: 0, what: said('second-notification') }),
      exchanges.slice(-2),
      { difference },
    );
}

/** The statuses of what is neither paid nor given up. */
const openOf = ({ statuses }: Names): readonly string[] => walksOf(statuses, [['pending'], ['created']]).flat();

/** The payer comes back before the payment is complete: the notification of it still counts. */
async function afterReturn({ receiver }: ReceiverTestEnvironment, driver: ReceiverDriver): Promise<void> {
  const { openReturnPage } = receiver.controls;
  if (!openReturnPage) return;
  for (const status of openOf(driver.names)) {
    const order = await driver.order({ status });
    await openReturnPage(order);
    await receiver.pass(receiver.patience.settleMs);
    receiver.status.move(order.depositId, driver.names.completed);
    const exchanges = await driver.deliverUntilAcknowledged(driver.notice(order.depositId));
    await released('RCV-07', driver, order, exchanges.slice(-2), { difference: said('payer-returned-before-payment', { status }) });
  }
}

const laterTest: ReceiverTest = {
  clause: 'RCV-07',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    await control(driver, await driver.order());
    const ways = walksOf(driver.names.statuses, [
      ['pending'],
      ['created', 'pending'],
      ['pending', 'pending', 'pending'],
      ['pending', 'review'],
      ...(driver.counts ? [['released'] as const] : []),
    ]);
    run.countCases(ways.length * 2 + 2);
    await inGroups(driver, ways, async (way) => {
      await steps('RCV-07', env, driver, way, 'same-bytes');
      await steps('RCV-07', env, driver, way, 'fresh-date');
    });
    if (!driver.counts) throw new Untestable(noProbe);
    await afterReturn(env, driver);
    // It counts too while the one before it is worked on.
    for (const old of openOf(driver.names))
      await overtaken(env, driver, old, async (order, exchanges, showing) => released('RCV-07', driver, order, exchanges, showing));
  },
};

const revivedTest: ReceiverTest = {
  clause: 'RCV-17',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    await control(driver, await driver.order());
    const ways = walksOf(driver.names.statuses, [['expired'], ['cancelled'], ['pending', 'expired'], ['expired', 'cancelled']]);
    if (ways.length === 0) throw new Lacking('unpaid');
    run.countCases(ways.length * 2);
    await inGroups(driver, ways, async (way) => {
      await steps('RCV-17', env, driver, way, 'same-bytes');
      await steps('RCV-17', env, driver, way, 'fresh-date');
    });
  },
};

/**
 * An answer of the status that was made before the payment arrives after one that was made behind it. What was not acknowledged comes again; `judge` sees
 * the order then, and once more after a duplicate.
 */
async function overtaken(
  { receiver }: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  old: string,
  judge: (order: PlacedOrder, exchanges: readonly Exchange[], showing: { readonly difference: string }) => Promise<void>,
): Promise<void> {
  const { status, patience } = receiver;
  const difference = said('answer-to-first-notification-arrives-after-answer', { old });
  const order = await driver.order({ status: old });
  status.script(order.depositId, { kind: 'held' });
  const notice = driver.notice(order.depositId);
  const first = driver.send(notice);
  const asked = await driver.asked(order);
  status.script(order.depositId, undefined);
  status.move(order.depositId, driver.names.completed);
  if (!asked) {
    await first;
    return;
  }
  let answered = false;
  const second = driver.send(notice).finally(() => {
    answered = true;
  });
  // A receiver that deals with one notification of a deposit after the other asks only when the first is done.
  await driver.until(async () => answered && ((await driver.releases(order)) > 0 || driver.calls(order) > 1), patience.settleMs);
  status.letGo(order.depositId);
  const exchanges = [await first, await second];
  if (!exchanges.every(isSuccess)) exchanges.push(...(await driver.deliverUntilAcknowledged(notice)));
  await judge(order, exchanges, { difference });
  exchanges.push(await driver.deliver(notice));
  await driver.settle();
  await judge(order, exchanges, { difference: said('and-duplicate-follows', { difference }) });
}

const orderOfAnswersTest: ReceiverTest = {
  clause: 'RCV-12',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { status } = receiver;

    run.countCases(3);
    // Where a plain duplicate releases once more, that is RCV-03, and duplicates tell nothing of the order of answers.
    const plain = await driver.order();
    await control(driver, plain);
    await driver.deliver(driver.notice(plain.depositId));
    await driver.settle();
    const once = (await driver.releases(plain)) === 1;

    const final = async (order: PlacedOrder, exchanges: readonly Exchange[], showing: { readonly difference: string }): Promise<void> =>
      once ? releasedOnce('RCV-12', driver, order, exchanges, showing) : released('RCV-12', driver, order, exchanges, showing);

    /** A notification, and the status that it is answered with: one that is worked on later would else see what comes after. */
    const seenAs = async (order: PlacedOrder, notice: Notice): Promise<Exchange> => {
      const exchange = await driver.deliver(notice);
      if (isSuccess(exchange)) await driver.asked(order);
      return exchange;
    };

    /** A notification that was made later arrives first: the earlier one is the one that finds the payment. */
    const outOfOrder = async (): Promise<void> => {
      const order = await driver.order({ status: driver.names.pending });
      const exchanges = [await seenAs(order, driver.notice(order.depositId, { dateAs: (now) => now + 2000 }))];
      status.move(order.depositId, driver.names.completed);
      exchanges.push(...(await driver.deliverUntilAcknowledged(driver.notice(order.depositId, { dateAs: (now) => now - 2000 }))));
      await final(order, exchanges, { difference: said('second-notification-has-earlier-date') });
    };

    /** One of before the payment comes once more after it. */
    const late = async (): Promise<void> => {
      const order = await driver.order({ status: driver.names.pending });
      const at = receiver.now();
      const early = driver.notice(order.depositId, { dateAs: () => at });
      const exchanges = [await seenAs(order, early)];
      status.move(order.depositId, driver.names.completed);
      exchanges.push(...(await driver.deliverUntilAcknowledged(driver.notice(order.depositId))));
      await final(order, exchanges, { difference: said('pending-then-completed') });
      exchanges.push(await driver.deliver(early));
      await driver.settle();
      await final(order, exchanges, { difference: said('first-notification-comes-once-more-after-release') });
    };

    // Where the older answer reads pending or created, a loss is RCV-07's and a second release RCV-03's.
    const slow = (): Promise<void> => overtaken(env, driver, driver.names.statuses.expired ?? driver.names.pending, final);
    await inGroups(driver, [slow, outOfOrder, late], (one) => one());
  },
};

/** How long after its acknowledged notification an order is registered, ms: longer than a few quick tries. */
const registeredAfterMs = 2000;

/** An order that the receiver learns of after its notification: a page of the shop that takes its time, or a queue. */
const earlyTest: ReceiverTest = {
  clause: 'RCV-22',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    await control(driver, await driver.order());
    run.countCases(1);
    const order = await driver.order({ registered: false });
    const exchange = await driver.deliver(driver.notice(order.depositId));
    run.observe({ subject: said('answer-to-early-notification'), seen: answerText(exchange) });
    // What is not acknowledged comes again: RCV-05.
    if (!isSuccess(exchange)) return;
    await env.receiver.pass(registeredAfterMs);
    await env.receiver.controls.registerOrder?.(order);
    await released('RCV-22', driver, order, [exchange], { difference: said('order-registered-after-notification') });
  },
};

/** A paid deposit of which no notification comes: a shop may ask by itself, and no document says that it has to. */
const silentTest: ReceiverTest = {
  clause: 'RCV-23',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    await control(driver, await driver.order());
    run.countCases(1);
    const order = await driver.order();
    const startedAt = env.receiver.now();
    const count = await driver.awaitRelease(order);
    const seconds = ((env.receiver.now() - startedAt) / 1000).toFixed(1);
    run.observe({ subject: said('payment-without-notification'), seen: said(count > 0 ? 'found-after' : 'not-found-within', { seconds }) });
  },
};

export const effectTests: readonly ReceiverTest[] = [
  silentTest,
  earlyTest,
  validTest,
  onceTest,
  duplicateTest,
  laterTest,
  orderOfAnswersTest,
  revivedTest,
];
