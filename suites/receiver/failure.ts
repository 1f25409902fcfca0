import type { StatusStep } from '../../core/contract/status-script.ts';
import type { Exchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Patience } from '../../roles/receiver.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest } from '../clause-test.ts';
import { broken, isSuccess, seen } from '../judgement.ts';
import type { Names } from '../names.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { acknowledged, control, inGroups, isGone, noProbe, type PlacedOrder, receiverDriver, released, releasedOnce } from './driver.ts';

const needsEffect = ['registersOrders', 'countsReleases'] as const;

interface StatusFailure {
  readonly difference: string;
  readonly step: StatusStep;
}

const answers = (difference: string, status: number, body: string): StatusFailure => ({
  difference: said('status-api-answers', { difference }),
  step: { kind: 'answer', status, body },
});

/** How the status call of a receiver fails where the API is sound (RCV-05). Each heals later. */
const failuresOf = ({ id, completed, status }: Names): readonly StatusFailure[] => [
  answers('500', 500, '{"code":500,"description":"Internal error"}'),
  answers(said('500-with-body-reads-completed'), 500, `{"${status}":"${completed}"}`),
  answers('502', 502, '<html>Bad gateway</html>'),
  answers('503', 503, '<html>Service unavailable</html>'),
  answers('504', 504, ''),
  answers('302', 302, ''),
  answers('307', 307, '<html>Moved</html>'),
  // Whose keys go there shows in its calls (AUT-07).
  ...[302, 308].map(
    (code): StatusFailure => ({ difference: said('status-api-redirects', { code }), step: { kind: 'redirected', status: code } }),
  ),
  answers('429', 429, '{"code":429}'),
  answers('401', 401, '{"code":102,"description":"Invalid signature"}'),
  { difference: said('answer-of-status-api-cut-short'), step: { kind: 'cut', body: `{"${id}":1,"${status}":"${completed.slice(0, 4)}` } },
  { difference: said('status-api-closes-connection'), step: { kind: 'closed' } },
  { difference: said('status-api-does-not-answer'), step: { kind: 'silent' } },
];

/** Answers that no document promises (RCV-21): a receiver may take them for a deposit that is not paid, and ask no more. */
const unpromisedOf = ({ id, completed, amount, currency, status }: Names): readonly StatusFailure[] => [
  answers(said('200-with-empty-object'), 200, '{}'),
  answers(said('200-with-object-of-something-else'), 200, '{"message":"Welcome","version":"3.2.1"}'),
  answers(said('200-without-status'), 200, `{"${id}":1,"country":"BR","${currency}":"BRL","${amount}":100.5}`),
  answers(said('200-with-page'), 200, '<html>Be right back</html>'),
  answers(said('200-with-half-of-deposit'), 200, `{"${id}":1,"${status}":"${completed.slice(0, 4)}`),
  answers(said('200-with-array'), 200, '[]'),
  answers(said('200-without-body'), 200, ''),
];

/**
 * How long the status API goes on failing for one who has acknowledged, ms: longer than a few quick tries, and than a signature that was made once lasts
 * (5 s, CLK-01), and a part only of the time in which the work has to be done.
 */
function outageMs({ healMs }: Patience): number {
  return Math.min(6200, healMs / 3);
}

const failureTest = (clause: 'RCV-05' | 'RCV-21', failuresBy: (names: Names) => readonly StatusFailure[]): ReceiverTest => ({
  clause,
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { status, patience } = receiver;
    const failures = failuresBy(driver.names);
    run.countCases(failures.length * 2);

    const judge = async (difference: string, step: StatusStep, deliveries: number): Promise<void> => {
      const order = await driver.order();
      const exchanges: Exchange[] = [];
      status.script(order.depositId, step);
      let taken: Exchange | undefined;
      for (let at = 0; at < deliveries && taken === undefined; at += 1) {
        const exchange = await driver.send(driver.notice(order.depositId));
        exchanges.push(exchange);
        if (isSuccess(exchange)) taken = exchange;
      }
      // A receiver that answers before it works asks a moment later; the failure is there until it was met.
      await driver.until(() => driver.calls(order) >= Math.min(deliveries, exchanges.length), patience.settleMs);
      if (driver.counts) {
        const early = await driver.releases(order);
        if (early > 0) broken(clause, reason('not-released'), reason('releases-counted', { count: early }), exchanges, { difference });
      }
      if (taken !== undefined) await receiver.pass(outageMs(patience));
      const calls = driver.calls(order);
      status.script(order.depositId, undefined);
      if (taken === undefined) {
        const again = await driver.deliverBeyondBreak(driver.notice(order.depositId));
        exchanges.push(...again);
        const last = again.at(-1);
        if (last) acknowledged(clause, last, { difference: said('then-heals', { difference }) }, exchanges.slice(-3, -1));
      }
      if (driver.counts) {
        await released(clause, driver, order, exchanges.slice(-3), { difference: said('then-heals', { difference }) });
      } else if (!(await driver.until(() => driver.calls(order) > calls, patience.healMs))) {
        const nothing = reason('status-calls-counted', { count: 0, what: said('status-api-had-healed') });
        broken(clause, reason('status-asked'), nothing, exchanges.slice(-3), { difference });
      }
    };

    /** What was sent where a failure ended the receiver: nothing that comes later is worked on then. */
    const endedBy = async (step: StatusStep): Promise<readonly Exchange[] | undefined> => {
      const [order, next] = [await driver.order(), await driver.order()];
      status.script(order.depositId, step);
      const first = await driver.send(driver.notice(order.depositId));
      if (isSuccess(first)) {
        await driver.askedFor(order.depositId, patience.healMs);
        await receiver.pass(patience.settleMs);
      }
      let after = await driver.send(driver.notice(next.depositId));
      // It may have ended under this one.
      if (after.answer.kind === 'none') after = await driver.send(driver.notice(next.depositId));
      status.script(order.depositId, undefined);
      return isGone(after) ? [first, after] : undefined;
    };

    /** A failure that ends the receiver ends it each time. Otherwise it was somebody's hand. */
    const survives = async ({ difference, step }: StatusFailure): Promise<void> => {
      const { kill, start } = receiver.controls;
      const ended = await endedBy(step);
      if (!ended) return;
      if (!kill || !start) throw new Indeterminate(said('nobody-listens'), 'environment', ended);
      await kill();
      await start();
      const again = await endedBy(step);
      await kill();
      await start();
      const last = again?.at(-1);
      if (last) broken(clause, reason('acknowledged'), seen(last), again ?? [], { difference });
    };

    /** The order is registered after its notification was refused. */
    const early = async (): Promise<void> => {
      const order = await driver.order({ registered: false });
      const first = await driver.send(driver.notice(order.depositId));
      if (isSuccess(first) || !driver.counts) return;
      await receiver.controls.registerOrder?.(order);
      const again = await driver.deliverUntilAcknowledged(driver.notice(order.depositId));
      const difference = said('order-registered-after-notification');
      const last = again.at(-1);
      if (last) acknowledged(clause, last, { difference }, [first]);
      await released(clause, driver, order, [first, ...again], { difference });
    };

    /** What cannot be done holds nothing else up: a worker that waits for it loses the others. */
    const others = async (): Promise<void> => {
      const [failing, crossed] = [await driver.order(), await driver.order()];
      const before = [failing, crossed, await driver.order({ registered: false }), await driver.order({ of: 'another' })];
      status.script(failing.depositId, { kind: 'answer', status: 500, body: '{"code":500}' });
      status.script(crossed.depositId, { kind: 'state', members: { currency: 'XXX' } });
      const exchanges: Exchange[] = [];
      for (const { depositId } of before) exchanges.push(await driver.send(driver.notice(depositId)));
      if (exchanges.some(isSuccess)) await receiver.pass(patience.settleMs);
      const order = await driver.order();
      exchanges.push(await driver.deliver(driver.notice(order.depositId)));
      await released(clause, driver, order, exchanges, { difference: said('others-before-fail') }).finally(() => {
        for (const { depositId } of before) status.script(depositId, undefined);
      });
    };

    await control(driver, await driver.order());
    for (const kind of ['answer', 'cut', 'closed'] as const) {
      const failure = failures.find(({ step }) => step.kind === kind);
      if (failure) await survives(failure);
    }
    if (clause === 'RCV-05') await early();
    if (clause === 'RCV-05' && driver.counts) await others();
    // All at once: they wait for the same outage to end.
    const often = failures.filter(({ step }) => step.kind !== 'silent');
    const all = [
      ...failures.map(({ difference, step }) => ({ difference, step, deliveries: 1 })),
      // All but the last of the six deliveries (C25).
      ...often.map(({ difference, step }) => ({ difference: said('five-times', { difference }), step, deliveries: 5 })),
    ];
    await inGroups(driver, all, ({ difference, step, deliveries }) => judge(difference, step, deliveries), all.length);
    if (!driver.counts) throw new Untestable(noProbe);
  },
});

const deadlineTest: ReceiverTest = {
  clause: 'RCV-14',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { status, patience } = receiver;
    const seconds = patience.answerMs / 1000;
    const late = (sent: Exchange, difference: string): void => {
      if (isGone(sent)) throw new Indeterminate(said('nobody-listens'), 'environment', [sent]);
      if (sent.answer.kind !== 'none' || sent.answer.reason !== 'timeout') return;
      broken('RCV-14', reason('answered-in-time', { seconds }), seen(sent), [sent], { difference });
    };
    const paid = await driver.order();
    const exchange = await driver.send(driver.notice(paid.depositId));
    late(exchange, said('plain-notification'));
    if (isSuccess(exchange))
      run.observe({
        subject: said('time-to-acknowledge'),
        seen: `${Math.round(exchange.endedAt - exchange.startedAt)} ms`,
      });
    // A receiver that refuses everything answers soon, and shows nothing about the time of its work.
    else await control(driver, paid);
    if (driver.counts) await driver.awaitRelease(paid);
    const others: readonly (readonly [string, PlacedOrder])[] = [
      [said('a-duplicate'), paid],
      [said('deposit-pending'), await driver.order({ status: driver.names.pending })],
      [said('deposit-belongs-to-no-order'), await driver.order({ registered: false })],
    ];
    run.countCases(2 + others.length);
    for (const [difference, { depositId }] of others) late(await driver.send(driver.notice(depositId)), difference);
    const order = await driver.order();
    status.script(order.depositId, { kind: 'silent' });
    const slow = await driver.send(driver.notice(order.depositId));
    late(slow, said('status-api-does-not-answer'));
    run.observe({ subject: said('time-to-answer-in-silence'), seen: `${Math.round(slow.endedAt - slow.startedAt)} ms` });
    status.script(order.depositId, undefined);
  },
};

/** The latest moment after the status call at which a receiver is ended, ms. */
const latestCrashMs = 60;

/**
 * Moments after the status call at which a receiver is ended, ms: one at once, and others that the seed decides.
 *
 * @param workMs how long the receiver works on a notification after that: a gap between two of its writes is there
 */
function momentsOf(run: ClauseRun, workMs: number): readonly number[] {
  const seed = run.seedOf(run.nextProperty()) >>> 0;
  const count = Math.max(2, Math.round(5 * run.scale));
  const within = Math.ceil(count / 2);
  /** One in each part of a time. */
  const spread = (from: number, to: number, parts: number): readonly number[] =>
    Array.from({ length: parts }, (_, at) => Math.round(from + ((to - from) / parts) * (at + (((seed % 9973) * (at + 1)) % 97) / 97)));
  return [0, ...spread(0, workMs, within), ...spread(workMs, latestCrashMs, count - within)];
}

const crashTest: ReceiverTest = {
  clause: 'RCV-19',
  needs: [...needsEffect, 'startsStops'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { status, controls, patience } = receiver;
    const { kill, start } = controls;
    if (!kill || !start) throw new Untestable(said('receiver-cannot-be-started'));
    const crash = async (): Promise<void> => {
      await kill();
      await start();
    };

    // Where a plain duplicate releases once more, that is RCV-03, and duplicates tell nothing of a crash.
    const plain = await driver.order();
    await control(driver, plain);
    for (const ahead of [0, 2000]) await driver.deliver(driver.notice(plain.depositId, { dateAs: (now) => now + ahead }));
    await driver.settle();
    const once = (await driver.releases(plain)) === 1;

    /** After a crash nothing is lost, and what comes once more releases nothing. */
    const whole = async (order: PlacedOrder, exchange: Exchange, difference: string): Promise<void> => {
      const exchanges = [exchange];
      if (!isSuccess(exchange)) exchanges.push(...(await driver.deliverUntilAcknowledged(driver.notice(order.depositId))));
      const last = exchanges.at(-1);
      if (last) acknowledged('RCV-19', last, { difference });
      // The first met the crash: that nobody answered it is ours.
      await released('RCV-19', driver, order, exchanges.length > 1 ? exchanges.slice(1) : exchanges, { difference });
      if (!once) return;
      exchanges.push(await driver.deliver(driver.notice(order.depositId)));
      await driver.settle();
      await releasedOnce('RCV-19', driver, order, exchanges, { difference: said('and-duplicate-follows', { difference }) });
    };

    /** Acknowledged, and ended at once. */
    const atOnce = async (count: number): Promise<void> => {
      const difference = said('ended-as-soon-as-acknowledged', {
        part: count === 1 ? said('the-notification-was') : said('notifications-were', { count }),
      });
      const orders = await Promise.all(Array.from({ length: count }, () => driver.order()));
      const exchanges = await Promise.all(orders.map(({ depositId }) => driver.send(driver.notice(depositId))));
      await crash();
      for (const [at, order] of orders.entries()) {
        const exchange = exchanges[at];
        if (exchange) await whole(order, exchange, difference);
      }
    };

    const hasStatus = (order: PlacedOrder): Promise<boolean> =>
      driver.until(() => status.calls(order.depositId).some(({ answered }) => answered !== undefined), patience.settleMs * 5, 1);

    /** How long it works on a notification after it has the status, ms. */
    const timeOfWork = async (): Promise<number> => {
      const order = await driver.order();
      const sent = driver.send(driver.notice(order.depositId));
      await hasStatus(order);
      const from = receiver.now();
      await sent;
      await driver.awaitRelease(order);
      return Math.min(latestCrashMs, receiver.now() - from);
    };

    /** Ended that long after it had the status, and before it answered. */
    const afterStatus = async (ms: number): Promise<void> => {
      const order = await driver.order();
      const sent = driver.send(driver.notice(order.depositId));
      await hasStatus(order);
      if (ms > 0) await receiver.pass(ms);
      await crash();
      await whole(order, await sent, said('ended-after-status', { ms }));
    };

    /** Ended while the status is asked: before the answer for one that waits for it, after it for one that does not. */
    const whileAsking = async (step: StatusStep, what: string): Promise<void> => {
      const order = await driver.order();
      status.script(order.depositId, step);
      const sent = driver.send(driver.notice(order.depositId));
      await driver.askedFor(order.depositId, patience.settleMs * 5);
      await receiver.pass(20);
      await kill();
      const exchange = await sent;
      status.letGo(order.depositId);
      status.script(order.depositId, undefined);
      await start();
      await whole(order, exchange, what);
    };

    const failing: StatusStep = { kind: 'answer', status: 500, body: '{}' };

    /** Whether a failure of the status heals by itself without a crash: else its loss is RCV-05's, and no crash's. */
    const heals = async (): Promise<boolean> => {
      const order = await driver.order();
      status.script(order.depositId, failing);
      const exchange = await driver.send(driver.notice(order.depositId));
      await driver.askedFor(order.depositId, patience.settleMs * 5);
      status.script(order.depositId, undefined);
      return isSuccess(exchange) && (await driver.awaitRelease(order)) > 0;
    };

    const moments = momentsOf(run, await timeOfWork());
    run.countCases(5 + moments.length);
    await atOnce(1);
    await atOnce(1);
    await atOnce(8);
    for (const ms of moments) await afterStatus(ms);
    await whileAsking({ kind: 'held' }, said('ended-while-asked-for-status'));
    if (await heals()) await whileAsking(failing, said('ended-while-had-to-ask-again'));
    const last = await driver.deliver(driver.notice((await driver.order()).depositId));
    if (!isSuccess(last)) throw new Indeterminate(said('receiver-silent-after-start'), 'environment', [last]);
  },
};

export const failureTests: readonly ReceiverTest[] = [
  failureTest('RCV-05', failuresOf),
  failureTest('RCV-21', unpromisedOf),
  deadlineTest,
  crashTest,
];
