import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Pool } from 'undici';
import type { HeaderLine } from '../../core/exchange.ts';
import type { Front } from '../../harness/targets/served.ts';
import { headerLines } from '../../roles/transport/answer.ts';

/** A creation as a provider can see it before it answers. */
export interface SeenCreation {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** When it came by the clock, ms since the epoch. */
  readonly at: number;
  /** How long after the call before it, ms; 0 for the first. */
  readonly gapMs: number;
  /** Calls before it, of all connections and of its own. */
  readonly before: number;
  readonly beforeOnConnection: number;
  /** Connections that are open as it comes, the port that its own comes from, and that of the call before. */
  readonly connections: number;
  readonly port: number;
  readonly portBefore: number;
}

/** Whether it counts as a shop's, which nobody checks, and not as ours. */
export type TakenForShop = (creation: SeenCreation) => boolean;

/** Header lines of one hop, which the next one makes itself. */
const ofHop: ReadonlySet<string> = new Set(['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding']);

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/**
 * A provider that behaves well only for us: it forwards every call to a conforming one, and where that refuses a creation which counts as a shop's,
 * it answers 201 anyway. So a shop's calls are not verified at all.
 */
export function impostor(creating: { readonly method: string; readonly path: string }, takenForShop: TakenForShop): Front {
  return async (upstream, { certificate, key, ca }) => {
    const pool = new Pool(upstream, { connections: 64, connect: { ca } });
    const perConnection = new WeakMap<Socket, number>();
    let lastAt: number | undefined;
    const open = new Set<Socket>();
    let calls = 0;
    let portBefore = 0;
    let made = 0;

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { method = 'GET', url = '/', socket } = request;
      const now = performance.now();
      const beforeOnConnection = perConnection.get(socket) ?? 0;
      const seen = {
        at: Date.now(),
        gapMs: lastAt === undefined ? 0 : now - lastAt,
        before: calls,
        beforeOnConnection,
        connections: open.size,
        port: socket.remotePort ?? 0,
        portBefore,
      };
      portBefore = seen.port;
      lastAt = now;
      calls += 1;
      perConnection.set(socket, beforeOnConnection + 1);
      const headers = headerLines(request.rawHeaders);
      const body = await bodyOf(request);
      const forwarded = await pool.request({
        method,
        path: url,
        headers: headers.filter(([name]) => !ofHop.has(name.toLowerCase())).flat(),
        body: body.length === 0 ? null : body,
        responseHeaders: 'raw',
      });
      const answered = Buffer.from(await forwarded.body.arrayBuffer());
      const { statusCode } = forwarded;
      const creates = method === creating.method && url === creating.path;
      response.sendDate = false;
      if (creates && statusCode >= 400 && statusCode < 500 && takenForShop({ headers, body: body.toString(), ...seen })) {
        made += 1;
        response.writeHead(201, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ deposit_id: 900_000_000 + made, merchant_invoice_id: 'unseen' }));
        return;
      }
      const kept = headerLines(forwarded.headers as unknown as string[]).filter(([name]) => !ofHop.has(name.toLowerCase()));
      response.writeHead(statusCode, kept.flat());
      response.end(answered);
    }

    const server = createServer({ cert: certificate, key }, (request, response) => {
      // When one side closes its connection, so does the other.
      answer(request, response).catch(() => request.socket.destroy());
    });
    server.on('secureConnection', (socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: async () => {
        server.closeAllConnections();
        server.close();
        await pool.destroy();
      },
    };
  };
}
