import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { EnvironmentName } from '../core/contract/ledger.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import { said } from '../language/sentences.ts';
import { largestBody } from './direct.ts';
import { closing, listen } from './listen.ts';

/** An API beside the mock: plain JSON on its own loopback port, open to the bearer of one token. */
export interface LoopbackServing {
  readonly url: string;
  close(): Promise<void>;
}

export type Members = Readonly<Record<string, unknown>>;

/** What is wrong with a request, in words for the one who sent it. */
export class Wrong extends Error {}

/** Longest text of a member: as long as a URL may be. */
const longestText = 2048;

export function textIn(members: Members, name: string): string {
  const value = members[name];
  if (typeof value !== 'string' || value === '' || value.length > longestText) throw new Wrong(said('control-text-form', { name }));
  return value;
}

export function environmentIn(members: Members): EnvironmentName {
  const { environment = 'first' } = members;
  if (environment !== 'first' && environment !== 'second') throw new Wrong(said('control-environment-form'));
  return environment;
}

export async function bodyOf(context: Context): Promise<Members> {
  let body: unknown;
  try {
    body = await context.req.json();
  } catch {
    throw new Wrong(said('control-body-no-json'));
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Wrong(said('control-body-no-object'));
  return { ...body };
}

/** A page whose host name resolves to loopback may be anybody's (DNS rebinding): a caller has to name loopback itself. */
const ownHost = /^(?:127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|localhost|\[::1\])(?::\d{1,5})?$/i;

export const refuseForeignHosts: MiddlewareHandler = async (context, next) =>
  ownHost.test(context.req.header('Host') ?? '') ? next() : context.json({ error: said('control-foreign-host') }, 421);

export function authorizationIn({ req }: Context): string | undefined {
  return req.header('Authorization');
}

function isAuthorized(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '', 'utf8');
  const wanted = Buffer.from(`Bearer ${token}`, 'utf8');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * An API without its own routes: a Host that does not name loopback gets 421, GET /health is open, everything else needs `Authorization: Bearer
 * <token>`, else 401. An error in a request (`Wrong`) gets a 400 `{"error": "..."}`.
 *
 * @param names the names of the API and its token in answers
 */
export function loopbackApi(token: string, names: { readonly api: string; readonly token: string; readonly route: string }): Hono {
  const app = new Hono();
  app.onError((failure, context) => {
    return failure instanceof Wrong ? context.json({ error: failure.message }, 400) : context.json({ error: `${names.api} failed` }, 500);
  });
  app.notFound((context) => context.json({ error: said('control-no-such', { route: names.route }) }, 404));
  app.use(refuseForeignHosts);
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.use(async (context, next) => {
    if (!isAuthorized(authorizationIn(context), token)) {
      return context.json({ error: said('control-authorization', { token: names.token }) }, 401);
    }
    return next();
  });
  app.use(bodyLimit({ maxSize: largestBody, onError: (context) => context.json({ error: said('control-body-too-long') }, 413) }));
  return app;
}

/** Serves it on 127.0.0.1. Rejects with the system's error when the port is not available. */
export async function serveLoopback(app: Hono, port: number, patience?: Partial<Patience>): Promise<LoopbackServing> {
  const host = '127.0.0.1';
  // Without options of another protocol the adapter makes a plain HTTP server.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: timeouts(patience) }) as Server;
  const close = closing(server);
  const bound = await listen(server, host, port);
  return { url: `http://${host}:${bound}`, close };
}
