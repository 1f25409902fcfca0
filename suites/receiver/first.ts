import { said } from '../../language/sentences.ts';
import { type ClauseId, clauses } from '../../specs/clauses/catalogue.ts';
import { dependencies } from '../../specs/dependencies.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { answerText } from '../judgement.ts';
import { Indeterminate, Violation } from '../violation.ts';
import { receiverDriver } from './driver.ts';
import { documentedNotification } from './effect.ts';
import { takesUnsigned } from './signature.ts';

/** What the first notifications of a run showed. */
interface FirstSight {
  /** Why a valid notification does not work. */
  readonly refused?: Violation;
  readonly verifiesNothing: boolean;
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
 * verified (RCV-01). Only the clause of the cause is judged then.
 */
export function afterFirstSight(tests: readonly ReceiverTest[]): readonly ReceiverTest[] {
  let first: Promise<FirstSight> | undefined;
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
      if (verifiesNothing && followers.includes(test.clause)) {
        throw new Indeterminate(said('verifies-nothing', { clauses: followers.join(', ') }), 'implementation', []);
      }
      await test.run(env, run);
    },
  }));
}
