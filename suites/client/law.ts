import { mostTries } from '../../audit/requests/idempotency.ts';
import type { RequestLaw, SeenRequest } from '../../audit/requests/request.ts';
import type { SessionWishes } from '../../roles/client.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';

/** A request may be so long on its way from a client that has just started, on a machine that is busy, beside what the window allows, ms. */
const slackMs = 14_000;

/** A client that signs wrongly does so in every call: the search for the mistake takes up to a second, and beyond some it finds nothing new. */
const mostSearches = 5;

/** How often the suites ask for one action at most. */
const asks = 3;

/** What a client is judged by that runs here, on a machine that may be slow. */
export function lawOf({ client, contract, profile }: ClientTestEnvironment): RequestLaw {
  return { credentials: client.keys, contract, profile, slackMs, mostTries: asks * mostTries, searches: { left: mostSearches } };
}

/** A session as it is judged: the host that the client was configured for is the one that the session is about. */
export function watchedSession(seen: readonly SeenRequest[], { at }: SessionWishes): readonly SeenRequest[] {
  if (at === undefined) return seen;
  return seen.map((one) => ({ ...one, where: one.where === at ? 'configured' : one.where }));
}
