import type { ClientExchange } from '../../core/contract/fault-injection.ts';
import type { JsonTree } from '../../core/json.ts';
import type { Reason } from '../../core/verdict/reason.ts';
import type { ClientOutcome } from '../../roles/client.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type CreatingOperation, pays } from './operations.ts';
import { brokenBy, noCreation, outcomeReason, type Session } from './session.ts';

/** One question after another: what is seen between two belongs to the first. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const now = before.then(work, work);
    before = now.catch(() => undefined);
    return now;
  };
}

/** The creations that one question led to. Where it failed and none came, a gateway on the way may have answered: it is asked again. */
export async function requestsOf(
  session: Session,
  args: JsonTree,
  operation: CreatingOperation = pays,
  again = 2,
): Promise<{ readonly outcome: ClientOutcome; readonly requests: readonly ClientExchange[] }> {
  const before = session.posts().length;
  const outcome = await session.sure(operation, args);
  const requests = session.posts().slice(before);
  return outcome.kind === 'failed' && requests.length === 0 && again > 0
    ? requestsOf(session, args, operation, again - 1)
    : { outcome, requests };
}

/** The last of these requests. A client that sends others, and none for this question, has lost what it was given. */
export function lastOf(
  clause: ClauseId,
  session: Session,
  requests: readonly ClientExchange[],
  expected: Reason,
  outcome: ClientOutcome,
): ClientExchange {
  const last = requests.at(-1);
  if (last) return last;
  if (session.posts().length === 0) throw noCreation(session);
  brokenBy(clause, expected, outcomeReason(outcome), []);
}
