import { refundingOf } from '../../core/contract/status-script.ts';
import type { Exchange } from '../../core/exchange.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { reversal } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isSuccess } from '../judgement.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { control, inGroups, type PlacedOrder, type ReceiverDriver, receiverDriver } from './driver.ts';
import { type Notice, noticeBody } from './notice.ts';

/** The part of an order that is refunded where it is not the whole. */
const part = '10.25';

/** The notification of a refund, right in everything that is not set otherwise. */
export function refundNotice(
  { contract }: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  refundId: string,
  negativeCase: Partial<Notice> = {},
): Notice {
  return driver.notice('', { body: noticeBody(refundId, reversal(contract)?.members.id ?? ''), ...negativeCase });
}

/** How often the refunds of an order were counted, once that has had time to show. @throws Untestable where nothing counts them */
async function counted({ receiver }: ReceiverTestEnvironment, driver: ReceiverDriver, { depositId }: PlacedOrder): Promise<number> {
  const { countRefunds } = receiver.controls;
  if (!countRefunds) throw new Untestable(said('refunds-not-counted'));
  const count = (): Promise<number> => countRefunds(depositId, receiver.status.refundsOf(depositId));
  await driver.settle();
  return count();
}

async function awaitCount(env: ReceiverTestEnvironment, driver: ReceiverDriver, order: PlacedOrder, due: number): Promise<number> {
  const { countRefunds } = env.receiver.controls;
  const ids = env.receiver.status.refundsOf(order.depositId);
  await driver.until(async () => ((await countRefunds?.(order.depositId, ids)) ?? due) >= due, env.receiver.patience.healMs);
  return counted(env, driver, order);
}

async function countsJust(
  clause: ClauseId,
  env: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  order: PlacedOrder,
  due: number,
  exchanges: readonly Exchange[],
  difference: string,
): Promise<void> {
  const count = await awaitCount(env, driver, order, due);
  if (count !== due)
    broken(clause, reason('refund-counts', { count: due }), reason('refunds-counted', { count }), exchanges, { difference });
}

/** What is refunded of it does not count. @throws Violation */
export async function refundWithoutEffect(
  clause: ClauseId,
  env: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  order: PlacedOrder,
  exchanges: readonly Exchange[],
  difference: string,
): Promise<void> {
  const count = await counted(env, driver, order);
  if (count > 0) broken(clause, reason('refund-does-not-count'), reason('refunds-counted', { count }), exchanges, { difference });
}

/** An order that was paid and released. */
async function releasedOrder(driver: ReceiverDriver): Promise<PlacedOrder> {
  const order = await driver.order();
  await control(driver, order);
  return order;
}

const refundTest: ReceiverTest = {
  clause: 'RCV-24',
  needs: ['reverses', 'registersOrders', 'countsReleases', 'countsRefunds'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { status, controls, patience } = env.receiver;
    const made = (order: PlacedOrder, at = driver.names.completed): string =>
      status.placeRefund({ depositId: order.depositId, amount: part, status: at });
    const notified = (refundId: string): Promise<readonly Exchange[]> =>
      driver.deliverUntilAcknowledged(refundNotice(env, driver, refundId));
    const just = (order: PlacedOrder, due: number, exchanges: readonly Exchange[], difference: string): Promise<void> =>
      countsJust('RCV-24', env, driver, order, due, exchanges, difference);

    const completed = async (): Promise<void> => {
      const order = await releasedOrder(driver);
      const refundId = made(order);
      const exchanges = await notified(refundId);
      const last = exchanges.at(-1);
      // A shop may know only its own refunds, and refuse the others.
      if (!last || !isSuccess(last))
        throw new Indeterminate(said('refund-not-acknowledged', { answer: last ? answerText(last) : '' }), 'implementation', exchanges);
      await just(order, 1, exchanges, said('refund-completed'));
      if (status.calls(refundId).length > 0) return;
      const nothing = reason('status-calls-counted', { count: 0 });
      broken('RCV-24', reason('refund-status-asked'), nothing, exchanges, { difference: said('refund-completed') });
    };

    const again = async (): Promise<void> => {
      const order = await releasedOrder(driver);
      const refundId = made(order);
      const notice = refundNotice(env, driver, refundId);
      const spaced = { ...notice, body: encodeUtf8((decodeUtf8(notice.body) ?? '').replace(':', ': ')) };
      const exchanges = [...(await driver.race([notice, spaced, notice, notice]))];
      exchanges.push(...(await notified(refundId)));
      for (const one of [notice, spaced]) exchanges.push(await driver.deliver(one));
      await just(order, 1, exchanges.slice(-3), said('refund-notified-again', { count: exchanges.length }));
    };

    const parts = async (): Promise<void> => {
      const order = await releasedOrder(driver);
      const exchanges = [...(await notified(made(order))), ...(await notified(made(order)))];
      await just(order, 2, exchanges, said('refund-two-parts'));
    };

    const unpaid = async (at: string): Promise<void> => {
      const order = await releasedOrder(driver);
      const refundId = made(order, at);
      const notice = refundNotice(env, driver, refundId);
      const body = encodeUtf8((decodeUtf8(notice.body) ?? '').replace('}', `,"${driver.names.status}":"${driver.names.completed}"}`));
      const exchanges = [await driver.deliver({ ...notice, body }), await driver.deliver(notice)];
      await refundWithoutEffect('RCV-24', env, driver, order, exchanges, said('refund-status-is', { status: at }));
    };

    const later = async (): Promise<void> => {
      const order = await releasedOrder(driver);
      const refundId = made(order, driver.names.pending);
      const before = await driver.deliver(refundNotice(env, driver, refundId));
      if (isSuccess(before)) await driver.askedFor(refundId, patience.settleMs);
      status.moveRefund(refundId, driver.names.completed);
      await just(order, 1, [before, ...(await notified(refundId))], said('refund-later-completed'));
    };

    const failed = async (): Promise<void> => {
      const order = await releasedOrder(driver);
      const refundId = made(order);
      status.script(refundId, { kind: 'answer', status: 500, body: '{"code":500}' });
      const before = await driver.send(refundNotice(env, driver, refundId));
      await driver.askedFor(refundId, patience.settleMs);
      status.script(refundId, undefined);
      const exchanges = [before, ...(isSuccess(before) ? [] : await notified(refundId))];
      await just(order, 1, exchanges, said('refund-status-failed-before'));
    };

    const restarted = async (): Promise<void> => {
      if (!controls.kill || !controls.start) return;
      const order = await releasedOrder(driver);
      const refundId = made(order);
      const exchanges = [...(await notified(refundId))];
      await awaitCount(env, driver, order, 1);
      await controls.kill();
      await controls.start();
      exchanges.push(...(await notified(refundId)));
      await just(order, 1, exchanges, said('refund-after-restart'));
    };

    const { completed: paidBack, statuses = [] } = reversal(env.contract) ?? {};
    const without = statuses.filter(({ status, final }) => final && status !== paidBack).map((row) => row.status);
    run.countCases(6 + without.length);
    await completed();
    await inGroups(driver, [again, parts, ...without.map((at) => () => unpaid(at)), later, failed], (one) => one());
    await restarted();
  },
};

const ownRefundTest: ReceiverTest = {
  clause: 'RCV-25',
  needs: ['reverses', 'registersOrders', 'countsReleases', 'countsRefunds', 'startsRefunds'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { status, controls, patience } = env.receiver;

    const ownRefund = async (faster: boolean): Promise<void> => {
      const difference = said(faster ? 'refund-own-notified-first' : 'refund-own');
      const order = await releasedOrder(driver);
      const call = refundingOf(order.depositId);
      if (faster) status.script(call, { kind: 'held' });
      const answered = controls.startRefund?.(order);
      await driver.until(() => status.refundsOf(order.depositId).length > 0, patience.settleMs * 10);
      if (!faster) await answered;
      const [refundId] = status.refundsOf(order.depositId);
      if (refundId === undefined) {
        status.letGo(call);
        await answered;
        throw new Indeterminate(said('refund-not-made'), 'configuration', []);
      }
      status.moveRefund(refundId, driver.names.completed);
      // A shop that makes its refund in the same turn looks at the notification when that is done.
      const first = driver.send(refundNotice(env, driver, refundId));
      if (faster) {
        let over = false;
        void first.finally(() => {
          over = true;
        });
        await driver.until(() => over, patience.settleMs);
        status.script(call, undefined);
        status.letGo(call);
        await answered;
      }
      const exchanges = [await first];
      if (!exchanges.every(isSuccess)) exchanges.push(...(await driver.deliverUntilAcknowledged(refundNotice(env, driver, refundId))));
      await countsJust('RCV-25', env, driver, order, 1, exchanges, difference);
      exchanges.push(await driver.deliver(refundNotice(env, driver, refundId)));
      await countsJust('RCV-25', env, driver, order, 1, exchanges, said('and-duplicate-follows', { difference }));
    };

    run.countCases(2);
    await ownRefund(false);
    await ownRefund(true);
  },
};

export const refundTests: readonly ReceiverTest[] = [refundTest, ownRefundTest];
