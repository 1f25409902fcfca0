import { said } from '../../language/sentences.ts';
import { type ClauseId, clauses } from '../../specs/clauses/catalogue.ts';
import { dependencies } from '../../specs/dependencies.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { answerText, isSuccess } from '../judgement.ts';
import { Indeterminate, Violation } from '../violation.ts';
import { receiverDriver, released } from './driver.ts';
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

/** Whether a plain valid notification still works, which it did at first: bad items that came meanwhile may hold up a worker. */
async function stuckSince(during: ClauseId, env: ReceiverTestEnvironment, run: ClauseRun): Promise<Stuck | undefined> {
  const driver = receiverDriver(env, run);
  const order = await driver.order();
  const exchange = await driver.deliver(driver.notice(order.depositId));
  if (!driver.counts || !isSuccess(exchange)) return undefined;
  try {
    await released('RCV-05', driver, order, [exchange], { difference: said('others-before-fail') });
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return { during, seen: error };
    throw error;
  }
}

/** The clauses that the cause of another one breaks. */
function brokenWith(cause: ClauseId): readonly ClauseId[] {
  return clauses.map(({ id }) => id).filter((id) => dependencies.brokenWith.get(id)?.includes(cause));
}

async function look(env: ReceiverTestEnvironment, run: ClauseRun): Promise<FirstSight> {
  const driver = receiverDriver(env, run);
  try {
    await documentedNotification(driver);
  } catch (error) {
    if (error instanceof Violation) return { refused: error, verifiesNothing: false };
    throw error;
  }
  return { verifiesNothing: await takesUnsigned(env, driver) };
}

/**
 * The tests of one receiver, which end at once where the first notifications of the run show the cause: a valid one does not work (RCV-02), or nothing is
 * verified (RCV-01). Only the clause of the cause is judged then. So it is where valid notifications work no more after bad ones (RCV-05).
 */
export function afterFirstSight(tests: readonly ReceiverTest[]): readonly ReceiverTest[] {
  let first: Promise<FirstSight> | undefined;
  let stuck: Stuck | undefined;
  const followers = brokenWith('RCV-01');
  return tests.map((test) => ({
    ...test,
    async run(env, run) {
      first ??= look(env, run);
      const { refused, verifiesNothing } = await first.catch((error: unknown) => {
        // Nobody listens, or the status could not be told: the next test looks again.
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
      if (stuck && test.clause === 'RCV-05') throw stuck.seen;
      if (stuck) throw new Indeterminate(said('worker-stuck', { clause: stuck.during }), 'implementation', []);
      try {
        await test.run(env, run);
      } catch (error) {
        // A valid notification failed that was to show something else.
        if (error instanceof Indeterminate && error.blame === 'implementation') stuck = await stuckSince(test.clause, env, run);
        throw error;
      }
    },
  }));
}
