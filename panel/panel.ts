/**
 * The panel's API: what a person does by hand in the merchant panel of the test environment, for recipes that act for that person. It can do
 * nothing that the panel cannot: it stops no clock and provokes no fault. It listens on a loopback port of its own and speaks plain JSON.
 * Every request but GET /health carries `Authorization: Bearer <session token>`, else 401. What is wrong is said in a 400 `{"error": "..."}`.
 *
 *   GET    /health                                        -> 200 {"status":"ok"}
 *   GET    /deposits?invoice=INV-1                        -> 200 {"count": 1, "deposits": [{"depositId", "invoiceId", "amount", "currency", "status"}]}
 *   PUT    /deposits/3000000001/status {"status": "COMPLETED" | "CANCELLED"}
 *                                                         -> 204; approves or cancels; 404 unknown deposit, 409 not an open one
 *   POST   /deposits/3000000001/notification              -> 204; sends its notification again; 404 unknown deposit, or nothing to send
 *   PUT    /confirm-url {"url": "https://..." | null | ""} -> 204; sets the Confirm URL, or takes it away
 *   GET    /addresses                                     -> 200 {"addresses": ["127.0.0.1"]}
 *   PUT    /addresses/127.0.0.2                           -> 204; puts the address or CIDR range on the list
 *   DELETE /addresses/127.0.0.2                           -> 204; takes it off; 404 when it is not on the list
 *   POST   /keys       {"overlapSeconds": 60, "roll": "both" | "signing" | "read-only"}
 *                                                         -> 201 {"apiKey", "apiSignature", "readOnlyKey", "overlapSeconds"}, by the roles of
 *                                                         scheme.yaml, and of the keys the new ones alone; rolls both kinds where `roll` is left out. The old ones end at once, or so many seconds
 *                                                         later on the mock's clock; the body may be left out
 *   POST   /accounts                                      -> 201 {"account", "apiKey", "apiSignature", "readOnlyKey"}; a merchant account of its own, with the
 *                                                         addresses of the one that asks, for those who roll keys that nobody else uses
 *
 * Each takes the query `merchant` (the first one) and `environment`, `first` (default) or `second`.
 */

import { isIP } from 'node:net';
import type { Context, Hono } from 'hono';
import { accountKeys, byRole, purposesOf, type Roll, rolledAccount } from '../core/contract/credentials.ts';
import type { Account, Credentials, Deposit, Ledger } from '../core/contract/ledger.ts';
import { secretText } from '../core/contract/scheme.ts';
import { said } from '../language/sentences.ts';
import { effectsOf } from '../mock/effects/catalogue.ts';
import { bodyOf, environmentIn, type LoopbackServing, loopbackApi, serveLoopback, textIn, Wrong } from '../mock/loopback-api.ts';
import type { MockProvider } from '../mock/provider.ts';
import { thingsOf } from '../schemas/contract.ts';

export interface PanelOptions {
  readonly mock: MockProvider;
  /** The session's token. */
  readonly token: string;
  readonly port: number;
  /** The merchant whose panel it is, where a request names none. */
  readonly merchant: string;
  /** A set of keys that was never used. */
  readonly newKeys: () => Credentials;
}

/** An overlap that outlives every run is not an overlap. */
const longestOverlapSeconds = 86_400;

function cidr(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

interface Desk {
  readonly ledger: Ledger;
  readonly account: Account;
}

/** The account and ledger of a request. */
function deskOf(context: Context, { mock, merchant }: PanelOptions): Desk {
  const query = context.req.query();
  const { ledger } = mock.environment(environmentIn(query));
  // A recipe for several accounts leaves the name empty for the usual one.
  const account = ledger.account(query.merchant || merchant);
  if (account === undefined) throw new Wrong(said('control-merchant-here'));
  return { ledger, account };
}

/** The account's deposit with this id, as callers see it. */
function depositOf({ ledger, account }: Desk, { mock }: PanelOptions, id: string): Deposit | undefined {
  const number = effectsOf(mock.contract.id).numberOf(id, 'deposit');
  const deposit = number === undefined ? undefined : ledger.deposit(number);
  return deposit?.merchant === account.merchant ? deposit : undefined;
}

async function rollOf(context: Context): Promise<Roll> {
  if ((await context.req.text()).trim() === '') return { overlapMs: 0, signing: true, readOnly: true };
  const { overlapSeconds = 0, roll } = await bodyOf(context);
  if (typeof overlapSeconds !== 'number' || !(overlapSeconds >= 0 && overlapSeconds <= longestOverlapSeconds)) {
    throw new Wrong(said('control-overlap-form', { longestOverlapSeconds }));
  }
  if (roll !== undefined && roll !== 'both' && roll !== 'signing' && roll !== 'read-only') throw new Wrong(said('control-roll-form'));
  return { overlapMs: overlapSeconds * 1000, signing: roll !== 'read-only', readOnly: roll !== 'signing' };
}

function panelApp(options: PanelOptions): Hono {
  const { mock, token } = options;
  const { scheme } = mock.contract;
  const { resource = '', moves = '' } = thingsOf(mock.contract);
  const newKeys = (): Credentials => {
    const made = options.newKeys();
    return { ...made, apiSignature: secretText(scheme, made.apiSignature) };
  };
  const app = loopbackApi(token, { api: 'the panel', token: 'session token', route: 'page of the panel' });

  app.get('/deposits', (context) => {
    const { ledger, account } = deskOf(context, options);
    const deposits = ledger.depositsByInvoice(account.merchant, textIn(context.req.query(), 'invoice'));
    const rows = deposits.map(({ depositId, invoiceId, amount, currency, status }) => ({ depositId, invoiceId, amount, currency, status }));
    return context.json({ count: rows.length, deposits: rows });
  });

  app.put('/deposits/:id/status', async (context) => {
    const deposit = depositOf(deskOf(context, options), options, context.req.param('id'));
    const status = textIn(await bodyOf(context), 'status');
    if (deposit === undefined) return context.json({ error: said('control-no-deposit') }, 404);
    const moved = mock.controls.moveStatus(deposit.depositId, status, environmentIn(context.req.query()));
    return moved === 'moved' ? context.body(null, 204) : context.json({ error: said('control-status-of-panel', { resource, moves }) }, 409);
  });

  app.post('/deposits/:id/notification', (context) => {
    const deposit = depositOf(deskOf(context, options), options, context.req.param('id'));
    const sent = deposit !== undefined && mock.controls.resend('deposit', deposit.depositId, environmentIn(context.req.query()));
    return sent ? context.body(null, 204) : context.json({ error: said('control-nothing-to-send') }, 404);
  });

  app.put('/confirm-url', async (context) => {
    const { account } = deskOf(context, options);
    const body = await bodyOf(context);
    mock.controls.putConfirmUrl(
      account.merchant,
      body.url === null || body.url === '' ? undefined : textIn(body, 'url'),
      environmentIn(context.req.query()),
    );
    return context.body(null, 204);
  });

  app.get('/addresses', (context) => context.json({ addresses: deskOf(context, options).account.addresses }));

  // A range contains a slash.
  app.put('/addresses/:address{.+}', (context) => {
    const { ledger, account } = deskOf(context, options);
    const address = context.req.param('address');
    if (!cidr(address)) throw new Wrong(said('control-address-form'));
    ledger.putAccount({ ...account, addresses: [...new Set([...account.addresses, address])] });
    return context.body(null, 204);
  });

  app.delete('/addresses/:address{.+}', (context) => {
    const { ledger, account } = deskOf(context, options);
    const address = context.req.param('address');
    if (!account.addresses.includes(address)) return context.json({ error: said('control-address-not-listed') }, 404);
    ledger.putAccount({ ...account, addresses: account.addresses.filter((each) => each !== address) });
    return context.body(null, 204);
  });

  app.post('/keys', async (context) => {
    const { ledger, account } = deskOf(context, options);
    const roll = await rollOf(context);
    const fresh = newKeys();
    ledger.putAccount(rolledAccount(account, fresh, roll, mock.now()));
    const kinds = [...(roll.signing ? (['signing'] as const) : []), ...(roll.readOnly ? (['read-only'] as const) : [])];
    const rolled = kinds.flatMap((kind) => purposesOf(scheme, kind)).map((of) => [of, fresh[of]]);
    return context.json({ ...byRole(scheme, Object.fromEntries(rolled)), overlapSeconds: roll.overlapMs / 1000 }, 201);
  });

  app.post('/accounts', (context) => {
    const { ledger, account } = deskOf(context, options);
    const merchant = `merchant ${ledger.accounts().length + 1}`;
    const keys = newKeys();
    ledger.putAccount({ merchant, ...accountKeys([keys]), addresses: account.addresses });
    return context.json({ account: merchant, ...byRole(scheme, keys) }, 201);
  });

  return app;
}

/** Serves the panel's API on 127.0.0.1. Rejects with the system's error when the port is not available. */
export function servePanel(options: PanelOptions): Promise<LoopbackServing> {
  return serveLoopback(panelApp(options), options.port);
}
