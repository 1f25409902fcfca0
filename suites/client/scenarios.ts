import type { ReasonId } from '../../core/verdict/reason.ts';
import { said, sentence } from '../../language/sentences.ts';
import type { ClauseRun } from '../clause-run.ts';
import { Inconclusive, Violation } from '../violation.ts';

/** What is shown first: a success that nobody confirmed lets a shop deliver, and what reached the wrong host cannot be taken back. */
const gravest: readonly ReasonId[] = ['client-invented', 'client-reported', 'sent-to'];

function rankOf({ data }: Violation): number {
  const at = gravest.indexOf(data.actual.id);
  return at < 0 ? gravest.length : at;
}

/**
 * Runs all scenarios of a clause, so that one breach does not hide a graver one. The gravest is thrown, and the others are recorded. A scenario that
 * could not be judged does not stop the next one.
 */
export async function everyScenario<T>(
  run: Pick<ClauseRun, 'expired' | 'observe'>,
  scenarios: Iterable<T>,
  work: (scenario: T) => Promise<void>,
): Promise<void> {
  const breaches: Violation[] = [];
  let unjudged: Inconclusive | undefined;
  for (const scenario of scenarios) {
    if (breaches.length > 0 && run.expired()) break;
    try {
      await work(scenario);
    } catch (error) {
      if (error instanceof Violation) breaches.push(error);
      else if (error instanceof Inconclusive) unjudged ??= error;
      // That a client cannot be asked any more has been reported already.
      else if (breaches.length > 0) break;
      else throw error;
    }
  }
  const [first, ...others] = breaches.toSorted((one, other) => rankOf(one) - rankOf(other));
  for (const { data } of others) run.observe({ subject: said('broken-too'), seen: sentence(data.actual) });
  if (first) throw first;
  if (unjudged) throw unjudged;
}
