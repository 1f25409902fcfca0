/**
 * The keys page of a provider whose calls carry one secret key: what a person does by hand in the dashboard, for recipes that act for that person. It listens
 * on a loopback port of its own and speaks plain JSON, and HTML to a browser (`keys-page.ts`). Every request but GET /health carries
 * `Authorization: Bearer <session token>`, or the token in its form, else 401.
 *
 *   GET  /keys            -> 200 {"keys": [{"print", "endsAt"}]}; the newest first, `endsAt` in ms since the epoch or null
 *   POST /keys/roll       -> 201 {"secretKey"}; makes a new live key, which is shown this once. The old one ends 60 minutes later on the mock's clock,
 *                            at once with {"revokeNow": true}; a body may be left out
 *   POST /keys/revoke     -> 204; ends every live key that is on its way out
 *   GET  /addresses       -> 200 {"addresses"}; PUT {"addresses": [...]} -> 204; an empty list lets everybody call
 */
import type { Context, Hono } from 'hono';
import { parseRange } from '../core/contract/address.ts';
import { printedKey } from '../core/contract/credentials.ts';
import type { Account, ReadOnlyKey } from '../core/contract/ledger.ts';
import { said } from '../language/sentences.ts';
import { bodyOf, type LoopbackServing, loopbackApi, serveLoopback, Wrong } from '../mock/loopback-api.ts';
import type { MockProvider } from '../mock/provider.ts';
import { withKeysPage } from './keys-page.ts';

/** How long a key lives after it was rolled, ms: 60 minutes (Omise docs, "How to access Omise API keys?"). */
const overlapMs = 60 * 60 * 1000;

export interface KeysPageOptions {
  readonly mock: MockProvider;
  readonly token: string;
  readonly port: number;
  /** The merchant who owns the live keys. */
  readonly merchant: string;
  /** A live key that was never used. */
  readonly newKey: () => string;
}

/** Rolls the live key of an account: the new one first, and the others with an end. */
export function rolledKeys(keys: readonly ReadOnlyKey[], newKey: string, now: number, revokeNow: boolean): readonly ReadOnlyKey[] {
  const latest = revokeNow ? now : now + overlapMs;
  return [printedKey(newKey), ...keys.map((kept) => ({ ...kept, endsAt: Math.min(kept.endsAt ?? latest, latest) }))];
}

function keysApp({ mock, token, merchant, newKey }: KeysPageOptions): Hono {
  const app = loopbackApi(token, { api: 'the keys page', token: 'session token', route: 'keys page' });
  const { ledger } = mock.environment('first');
  const accountHere = (): Account => {
    const account = ledger.account(merchant);
    if (account === undefined) throw new Wrong(said('control-merchant-here'));
    return account;
  };
  const wishes = async (context: Context): Promise<Readonly<Record<string, unknown>>> =>
    (await context.req.text()).trim() === '' ? {} : bodyOf(context);

  app.get('/keys', (context) =>
    context.json({ keys: accountHere().readOnlyKeys.map(({ key, endsAt = null }) => ({ print: key.slice(0, 8), endsAt })) }),
  );

  app.post('/keys/roll', async (context) => {
    const { revokeNow = false } = await wishes(context);
    if (typeof revokeNow !== 'boolean') throw new Wrong(said('control-revoke-form'));
    const account = accountHere();
    const secretKey = newKey();
    ledger.putAccount({ ...account, readOnlyKeys: rolledKeys(account.readOnlyKeys, secretKey, mock.now(), revokeNow) });
    return context.json({ secretKey }, 201);
  });

  app.post('/keys/revoke', (context) => {
    const account = accountHere();
    const now = mock.now();
    const readOnlyKeys = account.readOnlyKeys.map((key) =>
      key.endsAt === undefined ? key : { ...key, endsAt: Math.min(key.endsAt, now) },
    );
    ledger.putAccount({ ...account, readOnlyKeys });
    return context.body(null, 204);
  });

  app.get('/addresses', (context) => context.json({ addresses: accountHere().addresses }));

  app.put('/addresses', async (context) => {
    const { addresses } = await bodyOf(context);
    if (!Array.isArray(addresses) || !addresses.every((each) => typeof each === 'string' && parseRange(each) !== undefined))
      throw new Wrong(said('control-addresses-form'));
    ledger.putAccount({ ...accountHere(), addresses: addresses.map(String) });
    return context.body(null, 204);
  });

  return app;
}

/** Serves the keys page on 127.0.0.1. Rejects with the system's error when the port is not available. */
export function serveKeysPage(options: KeysPageOptions): Promise<LoopbackServing> {
  return serveLoopback(withKeysPage(keysApp(options)), options.port);
}
