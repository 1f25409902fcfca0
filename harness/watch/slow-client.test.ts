import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { connect as connectSecure } from 'node:tls';
import type { Arrival, Delivery } from '../../core/exchange.ts';
import { certificates } from '../../mock/certificate.ts';
import { injectorServer } from '../../mock/injector-server.ts';
import { loopbackApi, serveLoopback } from '../../mock/loopback-api.ts';
import type { StatusApi } from '../../mock/status-api.ts';
import { serveStatus } from '../../mock/status-server.ts';
import { inboxServer } from '../../roles/inbox.ts';
import { relay } from './relay.ts';

const patience = { headersMs: 100, requestMs: 150, checkMs: 10 };
const host = '127.0.0.1';

/** A server of ours, open to one connection after the other. */
interface Opened {
  readonly open: () => Promise<Socket>;
  readonly close: () => Promise<void>;
}

type Seen = (body: Uint8Array) => void;

async function plainly(port: number): Promise<Socket> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  return socket;
}

const done: Delivery = { kind: 'response', response: { status: 200, headers: [], body: new Uint8Array(0) } };

const servers: Readonly<Record<string, (seen: Seen) => Promise<Opened>>> = {
  'what stands before a client': async (seen) => {
    const answer = async ({ request }: Arrival): Promise<Delivery> => {
      seen(request.body);
      return done;
    };
    const { port, close } = await injectorServer({ host, patience, answer });
    return { open: () => plainly(port), close };
  },
  'the status API': async (seen) => {
    const answer: StatusApi['answer'] = async ({ body }) => {
      seen(body);
      return { kind: 'response', response: { status: 200, headers: [], body: new Uint8Array(0) } };
    };
    const { url, close } = await serveStatus(answer, { patience });
    return { open: () => plainly(Number(new URL(url).port)), close };
  },
  'the inbox': async (seen) => {
    const server = inboxServer(({ request }) => {
      seen(request.body);
      return { delivery: done };
    }, patience);
    server.listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      open: () => plainly(port),
      close: async () => {
        server.close();
        server.closeAllConnections();
      },
    };
  },
  'the panel': async (seen) => {
    const app = loopbackApi('token', { api: 'the panel', token: 'token', route: 'page' });
    app.post('/', async (context) => {
      seen(new Uint8Array(await context.req.arrayBuffer()));
      return context.text('');
    });
    const { url, close } = await serveLoopback(app, 0, patience);
    return { open: () => plainly(Number(new URL(url).port)), close };
  },
  'the proxy': async (seen) => {
    const made = await certificates();
    const {
      port,
      seen: passed,
      close,
    } = await relay({
      upstream: 'https://127.0.0.1:1',
      way: { ca: made.ca, deadlineMs: 1000 },
      certificates: made,
      host,
      port: 0,
      readOnly: false,
      answerMs: 1000,
      answerBytes: 1000,
      patience,
      now: Date.now,
      onExchange: () => seen(passed().at(-1)?.request.body ?? new Uint8Array(0)),
    });
    const open = async (): Promise<Socket> => {
      const socket = connectSecure({ host, port, ca: made.ca });
      await once(socket, 'secureConnect');
      return socket;
    };
    return { open, close };
  },
};

for (const [name, start] of Object.entries(servers)) {
  test(`${name} does not wait for a slow client, and reads a body in single bytes whole`, async () => {
    let body: Uint8Array | undefined;
    let finish: () => void = () => undefined;
    const whole = new Promise<void>((resolve) => (finish = resolve));
    const { open, close } = await start((seen) => {
      body = seen;
      finish();
    });
    try {
      for (const begun of ['POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{']) {
        const socket = await open();
        socket.on('error', () => undefined).resume();
        const ended = once(socket, 'close');
        socket.write(begun);
        await ended;
      }
      const socket = await open();
      socket.on('error', () => undefined).resume();
      const head = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token\r\nTransfer-Encoding: chunked\r\n\r\n';
      socket.write(`${head}${'1\r\nx\r\n'.repeat(2000)}0\r\n\r\n`);
      await whole;
      assert.equal(Buffer.from(body ?? []).toString(), 'x'.repeat(2000));
      socket.destroy();
    } finally {
      await close();
    }
  });
}
