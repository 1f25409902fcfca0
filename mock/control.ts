/**
 * The control API: what a test does to the mock from outside its process. It listens on a loopback port of its own and speaks plain JSON.
 * Every request but GET /health carries `Authorization: Bearer <control token>`, else 401. What is wrong in a body is said in a 400 `{"error": "..."}`.
 *
 *   GET  /health                                              -> 200 {"status":"ok"}
 *   POST /clock        {"at": 1592742800000 | null}           -> 204; the judging clock stands still there, or runs again
 *   POST /provoke-500  {"invoiceId": "INV-1"}                 -> 204; its next creation fails inside once
 *   POST /status       {"depositId": 3000000001, "status": "COMPLETED" | "CANCELLED"}
 *                                                             -> 204, 404 unknown deposit, 409 not a move that the panel allows
 *   POST /pass-on      {"depositId": 3000000001, "status": "EXPIRED"}
 *                                                             -> 204, 404 unknown deposit, 409 not a documented transition
 *   GET  /deposits/count?merchant=first&invoice=INV-1         -> 200 {"count": 1}
 *   POST /addresses    {"merchant": "first", "addresses": ["127.0.0.1", "10.0.0.0/8"]}
 *                                                             -> 204, 404 unknown merchant
 *   POST /merchants    {"merchant": "third", "credentials": [KEYS], "addresses": [...]}
 *                                                             -> 204; adds the merchant or replaces it, which is also how keys are rotated
 *   POST /keys         {"merchant": "third", "credentials": KEYS, "overlapMs": 0}
 *                                                             -> 204, 404 unknown merchant; rolls its keys, and the old ones end so many ms later
 *   POST /advance      {"ms": 300000}                         -> 200 {"now": ms, "nextAt": ms | null}; the clock goes on, and what was due is sent
 *   POST /refund-status {"refundId": 3200000001, "status": "COMPLETED"}
 *                                                             -> 204, 404 unknown refund, 409 no status of a refund, or the one that it has
 *   POST /resend       {"about": "deposit" | "refund", "id": 3000000001}
 *                                                             -> 204, 404 nothing to send
 *   POST /confirm-url  {"merchant": "first", "url": "https://..." | null}
 *                                                             -> 204
 *
 * An id is the ledger's number, or a text as callers see it. KEYS has a member for each role of scheme.yaml, such as {"apiKey", "apiSignature", "readOnlyKey"}.
 * Each takes an `environment`, "first" (default) or "second": a member of the body, or of the query on a GET.
 */

import type { Hono } from 'hono';
import { parseRange } from '../core/contract/address.ts';
import { accountKeys, fromRoles, wholeSet } from '../core/contract/credentials.ts';
import type { Account, Credentials } from '../core/contract/ledger.ts';
import { said } from '../language/sentences.ts';
import { thingsOf } from '../schemas/contract.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { bodyOf, environmentIn, type LoopbackServing, loopbackApi, type Members, serveLoopback, textIn, Wrong } from './loopback-api.ts';
import type { MockProvider } from './provider.ts';

/** An id as callers see it, or the ledger's number. */
function isId(value: unknown): value is number | string {
  return Number.isSafeInteger(value) || (typeof value === 'string' && value !== '');
}

function addressesIn(members: Members): readonly string[] {
  const { addresses } = members;
  const isList = Array.isArray(addresses) && addresses.length <= mostEntries;
  if (!isList || !addresses.every((each) => typeof each === 'string' && parseRange(each) !== undefined))
    throw new Wrong(said('control-addresses-form'));
  return addresses;
}

function accountIn(scheme: Scheme, members: Members): Account {
  const { credentials } = members;
  if (!Array.isArray(credentials) || credentials.length > mostEntries) throw new Wrong(said('control-credentials-list'));
  return {
    merchant: textIn(members, 'merchant'),
    ...accountKeys(credentials.map((set) => credentialsIn(scheme, set))),
    addresses: addressesIn(members),
  };
}

function credentialsIn(scheme: Scheme, set: unknown): Credentials {
  const roles = Object.keys(scheme.keys);
  if (typeof set !== 'object' || set === null) throw new Wrong(said('control-credentials-form', { roles: roles.join(', ') }));
  const given: Members = { ...set };
  return wholeSet(fromRoles(scheme, Object.fromEntries(roles.map((role) => [role, textIn(given, role)]))));
}

/** Longest list of a body. */
const mostEntries = 1000;

/** The last moment that a date with a four-digit year can name, ms since the epoch: no clock goes beyond. */
const lastMoment = Date.UTC(10_000, 0, 1) - 1;

function isMoment(at: unknown): at is number {
  return Number.isSafeInteger(at) && Number(at) >= 0 && Number(at) <= lastMoment;
}

/** A year: beyond it no schedule goes. */
const longestAdvanceMs = 366 * 86_400_000;

function controlApp(mock: MockProvider, token: string): Hono {
  const { controls } = mock;
  const { scheme } = mock.contract;
  const { resource = '', moves = '' } = thingsOf(mock.contract);
  const app = loopbackApi(token, { api: 'the control API', token: 'control token', route: 'control' });
  app.post('/clock', async (context) => {
    const { at } = await bodyOf(context);
    if (at !== null && !isMoment(at)) throw new Wrong(said('control-time-form'));
    controls.freezeClock(at ?? undefined);
    return context.body(null, 204);
  });
  app.post('/provoke-500', async (context) => {
    const body = await bodyOf(context);
    controls.provoke500(textIn(body, 'invoiceId'), environmentIn(body));
    return context.body(null, 204);
  });
  app.post('/status', async (context) => {
    const body = await bodyOf(context);
    if (!isId(body.depositId)) throw new Wrong(said('control-deposit-id-form'));
    switch (controls.moveStatus(body.depositId, textIn(body, 'status'), environmentIn(body))) {
      case 'moved':
        return context.body(null, 204);
      case 'unknown':
        return context.json({ error: said('control-no-deposit') }, 404);
      case 'not-allowed':
        return context.json({ error: said('control-status-of-panel', { resource, moves }) }, 409);
    }
  });
  app.post('/pass-on', async (context) => {
    const body = await bodyOf(context);
    if (!isId(body.depositId)) throw new Wrong(said('control-deposit-id-form'));
    switch (controls.setStatus(body.depositId, textIn(body, 'status'), environmentIn(body))) {
      case 'moved':
        return context.body(null, 204);
      case 'unknown':
        return context.json({ error: said('control-no-deposit') }, 404);
      case 'not-allowed':
        return context.json({ error: said('control-status-not-next') }, 409);
    }
  });
  app.post('/advance', async (context) => {
    const { ms } = await bodyOf(context);
    if (!(typeof ms === 'number' && ms >= 0 && ms <= longestAdvanceMs && isMoment(Math.round(mock.now() + ms))))
      throw new Wrong(said('control-ms-form', { longestAdvanceMs }));
    await controls.advance(ms);
    return context.json({ now: mock.now(), nextAt: mock.nextNotificationAt() ?? null });
  });
  app.post('/refund-status', async (context) => {
    const body = await bodyOf(context);
    if (!isId(body.refundId)) throw new Wrong(said('control-refund-id-form'));
    switch (controls.moveRefund(body.refundId, textIn(body, 'status'), environmentIn(body))) {
      case 'moved':
        return context.body(null, 204);
      case 'unknown':
        return context.json({ error: said('control-no-refund') }, 404);
      case 'not-allowed':
        return context.json({ error: said('control-refund-status') }, 409);
    }
  });
  app.post('/resend', async (context) => {
    const body = await bodyOf(context);
    const { about, id } = body;
    if ((about !== 'deposit' && about !== 'refund') || !isId(id)) throw new Wrong(said('control-resend-form'));
    const sent = controls.resend(about, id, environmentIn(body));
    return sent ? context.body(null, 204) : context.json({ error: said('control-nothing-to-send') }, 404);
  });
  app.post('/confirm-url', async (context) => {
    const body = await bodyOf(context);
    controls.putConfirmUrl(textIn(body, 'merchant'), body.url === null ? undefined : textIn(body, 'url'), environmentIn(body));
    return context.body(null, 204);
  });
  app.get('/deposits/count', (context) => {
    const query = context.req.query();
    return context.json({ count: controls.countDeposits(textIn(query, 'merchant'), textIn(query, 'invoice'), environmentIn(query)) });
  });
  app.post('/addresses', async (context) => {
    const body = await bodyOf(context);
    const known = controls.putAddresses(textIn(body, 'merchant'), addressesIn(body), environmentIn(body));
    return known ? context.body(null, 204) : context.json({ error: said('control-no-merchant') }, 404);
  });
  app.post('/keys', async (context) => {
    const body = await bodyOf(context);
    const { overlapMs = 0 } = body;
    if (!(typeof overlapMs === 'number' && overlapMs >= 0 && overlapMs <= longestAdvanceMs))
      throw new Wrong(said('control-overlap-ms-form', { longestAdvanceMs }));
    const roll = { overlapMs, signing: true, readOnly: true };
    const known = mock.controls.rollKeys(textIn(body, 'merchant'), credentialsIn(scheme, body.credentials), roll, environmentIn(body));
    return known ? context.body(null, 204) : context.json({ error: said('control-no-merchant') }, 404);
  });
  app.post('/merchants', async (context) => {
    const body = await bodyOf(context);
    controls.addMerchant(accountIn(scheme, body), environmentIn(body));
    return context.body(null, 204);
  });
  return app;
}

/** Serves the control API on 127.0.0.1. Rejects with the system's error when the port is not available. */
export function serveControl({
  mock,
  token,
  port,
}: {
  readonly mock: MockProvider;
  readonly token: string;
  readonly port: number;
}): Promise<LoopbackServing> {
  return serveLoopback(controlApp(mock, token), port);
}
