import type { Exchange } from '../../core/exchange.ts';
import { type ReasonId, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type ClauseId, clauses } from '../../specs/clauses/catalogue.ts';
import { dependencies } from '../../specs/dependencies.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { answerText, isSuccess } from '../judgement.ts';
import { Indeterminate, Violation } from '../violation.ts';
import { isRefused, receiverDriver } from './driver.ts';
import { documentedNotification } from './effect.ts';
import { takesUnsigned } from './signature.ts';

/** What the first notifications of a run showed. */
interface FirstSight {
  /** Why a valid notification does not work. */
  readonly refused?: Violation;
  readonly verifiesNothing: boolean;
}

/** A valid notification that worked before does so no more. */
interface Stuck {
  /** The clause that was asked meanwhile. */
  readonly during: ClauseId;
  readonly seen: Violation;
}

/** Whether a plain valid notification is refused, as from a sender who is locked out after wrong signatures (C57). */
async function lockedOut(env: ReceiverTestEnvironment, run: ClauseRun): Promise<Exchange | undefined> {
  const driver = receiverDriver(env, run);
  const exchange = await driver.send(driver.notice((await driver.order()).depositId));
  return isRefused(exchange) ? exchange : undefined;
}

/** Clauses whose tests send wrong signatures. */
const sendWrongSignatures: ReadonlySet<ClauseId> = new Set(['AUT-11', 'RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-16', 'RCV-20']);

/** How many plain valid notifications show whether each of them works. */
const plainOnes = 24;

/** What came of plain valid notifications, one after the other. */
interface Plain {
  /** How many were acknowledged and had no effect. */
  readonly lost: number;
  readonly seen: Violation;
}

/** Sends valid notifications with nothing else between them. Nothing is returned where each works, or one is not acknowledged. */
async function plainly(env: ReceiverTestEnvironment, run: ClauseRun): Promise<Plain | undefined> {
  const driver = receiverDriver(env, run);
  if (!driver.counts) return undefined;
  const orders = await Promise.all(Array.from({ length: plainOnes }, () => driver.order()));
  const exchanges: Exchange[] = [];
  for (const { depositId } of orders) {
    const exchange = await driver.deliver(driver.notice(depositId));
    if (!isSuccess(exchange)) return undefined;
    exchanges.push(exchange);
  }
  let lost: readonly Exchange[] = [];
  const allWorked = async (): Promise<boolean> => {
    const counts = await Promise.all(orders.map((order) => driver.releases(order)));
    lost = exchanges.filter((_, at) => counts[at] === 0);
    return lost.length === 0;
  };
  if (await driver.until(allWorked, env.receiver.patience.healMs)) return undefined;
  const difference = said('lost-now-and-then', { lost: lost.length, of: plainOnes });
  const expected = reason('released');
  const exchange = lost.slice(0, 1);
  const seen = new Violation({
    clause: 'RCV-02',
    expected,
    actual: reason('releases-counted', { count: 0 }),
    exchanges: exchange,
    breaking: 0,
    difference,
  });
  return { lost: lost.length, seen };
}

/** All of them are lost since bad ones came (RCV-05). */
function heldUp({ seen }: Plain): Violation {
  return new Violation({ ...seen.data, clause: 'RCV-05', difference: said('others-before-fail') });
}

/** What a violation expects where work was not done, whatever kept the receiver from it. */
const missingWork: ReadonlySet<ReasonId> = new Set(['released', 'acknowledged', 'status-asked', 'answered-after-bad-input']);

function isMissingWork(error: unknown): boolean {
  return error instanceof Violation && missingWork.has(error.data.expected.id);
}

/** The clauses that the cause of another one breaks. */
function brokenWith(cause: ClauseId): readonly ClauseId[] {
  return clauses.map(({ id }) => id).filter((id) => dependencies.brokenWith.get(id)?.includes(cause));
}

async function look(env: ReceiverTestEnvironment, run: ClauseRun): Promise<FirstSight> {
  const driver = receiverDriver(env, run);
  for (const isLast of [false, true]) {
    try {
      await documentedNotification(driver);
      break;
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      // One that fails now and then works the next time.
      if (isLast) return { refused: error, verifiesNothing: false };
    }
  }
  return { verifiesNothing: await takesUnsigned(env, driver) };
}

/**
 * The tests of one receiver, which end at once where the first notifications of the run show the cause: a valid one does not work (RCV-02), or nothing is
 * verified (RCV-01). Only the clause of the cause is judged then. So it is where valid notifications work no more after bad ones (RCV-05), or work only
 * now and then (RCV-02). Where the sender is locked out after wrong signatures, nothing that sends them is asked again.
 */
export function afterFirstSight(tests: readonly ReceiverTest[]): readonly ReceiverTest[] {
  let first: Promise<FirstSight> | undefined;
  let stuck: Stuck | undefined;
  let nowAndThen: Plain | undefined;
  let lockOut: Indeterminate | undefined;
  const followers = brokenWith('RCV-01');
  return tests.map((test) => ({
    ...test,
    async run(env, run) {
      first ??= look(env, run);
      const { refused, verifiesNothing } = await first.catch((error: unknown) => {
        // Nobody listens, or no status could be asked for: the next test looks again.
        first = undefined;
        throw error;
      });
      if (refused && test.clause === 'RCV-02') throw refused;
      if (refused) {
        const [last] = refused.data.exchanges.slice(-1);
        throw new Indeterminate(said('valid-notification-fails', { answer: last ? answerText(last) : '' }), 'implementation', []);
      }
      if (verifiesNothing && test.clause !== 'RCV-01') {
        throw new Indeterminate(said('verifies-nothing', { clauses: followers.join(', ') }), 'implementation', []);
      }
      if (lockOut && (sendWrongSignatures.has(test.clause) || (await lockedOut(env, run)))) throw lockOut;
      if (stuck && test.clause === 'RCV-05') throw stuck.seen;
      if (stuck) throw new Indeterminate(said('worker-stuck', { clause: stuck.during }), 'implementation', []);
      try {
        await test.run(env, run);
      } catch (error) {
        const isOurs = !isMissingWork(error) && !(error instanceof Indeterminate && error.blame === 'implementation');
        if (isOurs) throw error;
        const refusal = sendWrongSignatures.has(test.clause) && error instanceof Indeterminate ? await lockedOut(env, run) : undefined;
        if (refusal) {
          lockOut = new Indeterminate(said('sender-locked-out', { answer: answerText(refusal), clause: test.clause }), 'configuration', []);
          throw lockOut;
        }
        // Something else was to be shown, and a valid notification may have failed by itself.
        const plain = nowAndThen ?? (await plainly(env, run));
        if (plain === undefined) throw error;
        if (plain.lost === plainOnes) {
          if (error instanceof Indeterminate) stuck = { during: test.clause, seen: heldUp(plain) };
          throw error;
        }
        if (test.clause === 'RCV-02') throw plain.seen;
        if (!nowAndThen) run.found(plain.seen);
        nowAndThen = plain;
        throw new Indeterminate(
          said('works-now-and-then', { lost: plain.lost, of: plainOnes }),
          'implementation',
          plain.seen.data.exchanges,
        );
      }
    },
  }));
}
