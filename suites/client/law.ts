import { mostTries } from '../../audit/requests/idempotency.ts';
import type { RequestLaw, SeenRequest } from '../../audit/requests/request.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { headerValue } from '../../core/exchange.ts';
import type { SessionWishes } from '../../roles/client.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';

/** A request may be so long on its way from a client that has just started, on a machine that is busy, beside what the window allows, ms. */
const slackMs = 14_000;

/** A client that signs wrongly does so in every call: the search for the mistake takes up to a second, and beyond some it finds nothing new. */
const mostSearches = 5;

/** How often the suites ask for one action at most. */
const asks = 3;

/** What a client is judged by that runs here, on a machine that may be slow. */
export function lawOf({ client, contract, profile }: ClientTestEnvironment, credentials: Credentials = client.keys): RequestLaw {
  const { recoveryMs } = client;
  return { credentials, contract, profile, slackMs, recoveryMs, mostTries: asks * mostTries, searches: { left: mostSearches } };
}

/** A session as it is judged: the host that the client was configured for is the one that the session is about. */
export function watchedSession(seen: readonly SeenRequest[], { at }: SessionWishes): readonly SeenRequest[] {
  if (at === undefined) return seen;
  return seen.map((one) => ({ ...one, where: one.where === at ? 'configured' : one.where }));
}

/** Whether a request names a key set: by its login, or behind Bearer where it has none. */
export function names({ request: { headers } }: SeenRequest, { apiKey, readOnlyKey }: Credentials, { scheme }: Contract): boolean {
  const sent = (part: { readonly header: string } | undefined) => part && headerValue(headers, part.header);
  const login = sent(scheme.login);
  if (login !== undefined) return login === apiKey;
  return scheme.bearer !== undefined && sent(scheme.bearer) === scheme.bearer.template.replace('{key}', () => readOnlyKey);
}
