import { mostTries } from '../../audit/requests/idempotency.ts';
import type { RequestLaw, SeenRequest } from '../../audit/requests/request.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { SessionWishes } from '../../roles/client.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { mostSearches, slackMs } from '../watching.ts';

/** How often the suites ask for an action whose failure is kept (IDM-18). */
const asks = 2;

/** The limits by which a client is judged that runs here, on a machine that may be slow. */
export function lawOf({ client, contract, profile }: ClientTestEnvironment, credentials: Credentials = client.keys): RequestLaw {
  const { recoveryMs } = client;
  return { credentials, contract, profile, slackMs, recoveryMs, mostTries: asks * mostTries, searches: { left: mostSearches } };
}

/** A session as it is judged: the host that the client was configured for is the host of the session. */
export function watchedSession(seen: readonly SeenRequest[], { at }: SessionWishes): readonly SeenRequest[] {
  if (at === undefined) return seen;
  return seen.map((one) => ({ ...one, where: one.where === at ? 'configured' : one.where }));
}
