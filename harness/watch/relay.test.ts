import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { usualAnswerBytes } from '../../core/content.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { closing } from '../../mock/listen.ts';
import { type PassedExchange, type Relay, type RelayOptions, relay } from './relay.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A wire on which bytes are awaited. */
class Wire {
  readonly socket: TLSSocket;
  #text = '';
  #wake: (() => void) | undefined;

  constructor(socket: TLSSocket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake?.();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.#wake?.());
  }

  /** What came since the last time, up to the end of that text. Rejects where the connection ends before. */
  async until(end: string): Promise<string> {
    for (;;) {
      const at = this.#text.indexOf(end);
      if (at >= 0) {
        const taken = this.#text.slice(0, at + end.length);
        this.#text = this.#text.slice(at + end.length);
        return taken;
      }
      if (this.socket.destroyed) throw new Error(`the connection ended after ${JSON.stringify(this.#text)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  write(text: string): void {
    this.socket.write(latin1(text));
  }
}

/** An upstream of raw bytes: each connection is a wire, in order of arrival. */
interface Upstream {
  readonly url: string;
  readonly count: () => number;
  readonly next: () => Promise<Wire>;
  readonly close: () => Promise<void>;
}

async function upstreamOf({ certificate, key }: Certificates): Promise<Upstream> {
  const arrived: Wire[] = [];
  let waiting: ((wire: Wire) => void) | undefined;
  let count = 0;
  const server = createServer({ cert: certificate, key }, (socket) => {
    count += 1;
    const wire = new Wire(socket);
    if (waiting) waiting(wire);
    else arrived.push(wire);
    waiting = undefined;
  });
  server.on('tlsClientError', () => undefined);
  const close = closing(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    next: async () => arrived.shift() ?? new Promise((resolve) => (waiting = resolve)),
    close,
  };
}

interface Place {
  readonly upstream: Upstream;
  readonly passing: Relay;
  readonly client: () => Promise<Wire>;
  /** The next request whose answer has left, or will not. */
  readonly nextExchange: () => Promise<PassedExchange>;
}

/** Runs a test between an application and an upstream, each of raw bytes. */
async function between(work: (place: Place) => Promise<void>, more: Partial<RelayOptions> = {}): Promise<void> {
  const made = await certificates();
  const upstream = await upstreamOf(made);
  const passed: PassedExchange[] = [];
  let waiting: ((exchange: PassedExchange) => void) | undefined;
  const passing = await relay({
    upstream: upstream.url,
    way: { ca: made.ca, deadlineMs: 20_000 },
    certificates: made,
    host: '127.0.0.1',
    port: 0,
    readOnly: false,
    answerMs: 20_000,
    answerBytes: usualAnswerBytes,
    now: Date.now,
    onExchange: (exchange) => {
      if (waiting) waiting(exchange);
      else passed.push(exchange);
      waiting = undefined;
    },
    ...more,
  });
  const clients: Wire[] = [];
  const client = async (): Promise<Wire> => {
    const socket = connect({ host: '127.0.0.1', port: passing.port, ca: made.ca });
    await once(socket, 'secureConnect');
    const wire = new Wire(socket);
    clients.push(wire);
    return wire;
  };
  try {
    await work({ upstream, passing, client, nextExchange: async () => passed.shift() ?? new Promise((resolve) => (waiting = resolve)) });
  } finally {
    for (const { socket } of clients) socket.destroy();
    await passing.close();
    await upstream.close();
  }
}

/** The host that the upstream is to be called by. */
const hostOf = (url: string): string => new URL(url).host;

const odd = [
  'pOsT-Like: 1',
  'x-IDEMPOTENCY-key: K',
  'X-Twice: one',
  'authorization: D24 00ff',
  'X-Twice: two',
  'x-twice: three',
  'X-Empty:',
  'X-Latin: caf\u00e9 \u00ff',
].join('\r\n');

suite('bytes', () => {
  test('a request goes on as it came, with another Host in its place', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      const body = '{"name":"Zo\u00c3\u00ab \u00f0\u009f\u0098\u0080", "amount": 100.00}\xff\x00';
      const rest = `\r\n${odd}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      app.write(`POST /v3//deposits/%41?a=b%20c&&x HTTP/1.1\r\nUser-Agent: x\r\nhOST: shop.example:1${rest}`);
      const wire = await upstream.next();
      assert.equal(
        await wire.until(body),
        `POST /v3//deposits/%41?a=b%20c&&x HTTP/1.1\r\nUser-Agent: x\r\nhOST: ${hostOf(upstream.url)}${rest}`.replace(
          'X-Empty:',
          'X-Empty: ',
        ),
      );
    }));

  test('an answer comes back as it came, its phrase and fields, and nothing is added', () =>
    between(async ({ upstream, client, nextExchange }) => {
      const app = await client();
      app.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      const answer = `HTTP/1.1 299 Odd Phrase\r\n${odd.replace('X-Empty:', 'X-Empty: ')}\r\nset-cookie: a\r\nSet-Cookie: b\r\nContent-Length: 4\r\n\r\n\xff\x00ab`;
      wire.write(answer);
      assert.equal(await app.until('\x00ab'), answer);
      const { answer: heard, given, own } = await nextExchange();
      assert.deepEqual(given, heard);
      assert.equal(own, undefined);
      assert.equal(heard.kind === 'response' && heard.response.headers.length, 11);
    }));

  test('chunks keep their body, trailers and fields, both ways', () =>
    between(async ({ upstream, client, nextExchange }) => {
      const app = await client();
      app.write(
        'POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\nabc\r\n4;ext=1\r\nd\r\ne\r\n0\r\nX-Sum: 7\r\n\r\n',
      );
      const wire = await upstream.next();
      assert.equal(
        await wire.until('X-Sum: 7\r\n\r\n'),
        `POST /c HTTP/1.1\r\nHost: ${hostOf(upstream.url)}\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n7\r\nabcd\r\ne\r\n0\r\nX-Sum: 7\r\n\r\n`,
      );
      wire.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nX-End: y\r\n\r\n');
      assert.equal(
        await app.until('X-End: y\r\n\r\n'),
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n3\r\nabc\r\n0\r\nX-End: y\r\n\r\n',
      );
      const { request, answer } = await nextExchange();
      assert.equal(Buffer.from(request.body).toString(), 'abcd\r\ne');
      assert.equal(answer.kind === 'response' && Buffer.from(answer.response.body).toString(), 'abc');
    }));

  for (const [what, method, status, fields] of [
    ['HEAD', 'HEAD', '200 OK', 'Content-Length: 1000'],
    ['204', 'DELETE', '204 No Content', 'X-A: 1'],
    ['304', 'GET', '304 Not Modified', 'ETag: "x"\r\nContent-Length: 12'],
  ] as const) {
    test(`an answer without a body (${what}) ends with its head, and the connection goes on`, () =>
      between(async ({ upstream, client }) => {
        const app = await client();
        app.write(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`);
        const wire = await upstream.next();
        await wire.until('\r\n\r\n');
        const answer = `HTTP/1.1 ${status}\r\n${fields}\r\n\r\n`;
        wire.write(answer);
        assert.equal(await app.until('\r\n\r\n'), answer);
        app.write('GET /next HTTP/1.1\r\nHost: a\r\n\r\n');
        assert.match(await wire.until('\r\n\r\n'), /^GET \/next /);
      }));
  }

  test('a body that ends with its connection ends so here, too', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      app.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      const ended = once(app.socket, 'end');
      wire.socket.end('HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nall of it');
      assert.equal(await app.until('all of it'), 'HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nall of it');
      await ended;
    }));

  test('who waits for "100 Continue" gets one 100 Continue; provisional answers of the upstream end here', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      app.write('POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n');
      assert.equal(await app.until('\r\n\r\n'), 'HTTP/1.1 100 Continue\r\n\r\n');
      app.write('ab');
      const wire = await upstream.next();
      assert.match(await wire.until('\r\n\r\nab'), /\r\nExpect: 100-continue\r\n/);
      wire.write(
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n',
      );
      assert.equal(await app.until('\r\n\r\n'), 'HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n');
    }));

  test('a body of the longest length passes whole, both ways', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      const body = `${'\u00e9'.repeat(1024 * 1024 - 3)}end`;
      app.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      assert.equal(await wire.until('end'), body);
      wire.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      await app.until('\r\n\r\n');
      assert.equal(await app.until('end'), body);
    }));
});

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const ok = (text: string): string => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

suite('connections', () => {
  test('calls of one connection share one to the upstream, in their order, pipelined ones too; another connection has its own', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      app.write(get('/1') + get('/2'));
      const wire = await upstream.next();
      assert.match(await wire.until('\r\n\r\n'), /^GET \/1 /);
      wire.write(ok('one'));
      assert.match(await wire.until('\r\n\r\n'), /^GET \/2 /);
      wire.write(ok('two'));
      await app.until('two');
      app.write(get('/3'));
      await wire.until('\r\n\r\n');
      assert.equal(upstream.count(), 1);
      (await client()).write(get('/4'));
      assert.match(await (await upstream.next()).until('\r\n\r\n'), /^GET \/4 /);
    }));

  test('when the upstream closes an idle connection, the application sees its own close', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      app.write(get('/'));
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      wire.write(ok('done'));
      await app.until('done');
      const ended = once(app.socket, 'end');
      wire.socket.end();
      await ended;
    }));

  test('a close that the application or the upstream asks for ends both connections', () =>
    between(async ({ upstream, client }) => {
      for (const [asked, answered] of [
        ['Connection: close\r\n', ''],
        ['', 'Connection: close\r\n'],
      ]) {
        const app = await client();
        app.write(`GET / HTTP/1.1\r\nHost: a\r\n${asked}\r\n`);
        const wire = await upstream.next();
        assert.equal((await wire.until('\r\n\r\n')).includes('Connection'), asked !== '');
        const closed = once(wire.socket, 'close');
        const ended = once(app.socket, 'end');
        wire.write(`HTTP/1.1 200 OK\r\n${answered}Content-Length: 4\r\n\r\nover`);
        assert.equal((await app.until('over')).includes('Connection'), answered !== '');
        await ended;
        app.socket.end();
        await closed;
      }
    }));

  test('a POST into a connection that dies is sent once: 502 of our own, and nothing is repeated', () =>
    between(async ({ upstream, client, nextExchange }) => {
      const app = await client();
      app.write(get('/'));
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      wire.write(ok('done'));
      await app.until('done');
      await nextExchange();
      app.write('POST /pay HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
      await wire.until('{}');
      wire.socket.destroy();
      assert.match(await app.until('not known.\n'), /^HTTP\/1.1 502 .*\r\nX-Countersign-Proxy: broken-off\r\n/s);
      const { own, answer, given } = await nextExchange();
      assert.equal(own, 'broken-off');
      assert.equal(answer.kind, 'none');
      assert.equal(given.kind === 'response' && given.response.status, 502);
      // The next call of that application gets a connection of its own, and the first that comes over it is that call.
      app.write(get('/after'));
      assert.match(await (await upstream.next()).until('\r\n\r\n'), /^GET \/after /);
      assert.equal(upstream.count(), 2);
    }));

  for (const [what, half] of [
    ['the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf'],
    ['the head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['an answer that is not HTTP', 'SSH-2.0-x\r\n'],
    ['an upgrade that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
  ] as const) {
    for (const way of ['end', 'destroy'] as const) {
      test(`an upstream that ends (${way}) in ${what}: 502 of our own`, () =>
        between(async ({ upstream, client, nextExchange }) => {
          const app = await client();
          app.write(get('/'));
          const wire = await upstream.next();
          await wire.until('\r\n\r\n');
          wire.socket.write(half, () => wire.socket[way]());
          assert.match(await app.until('not known.\n'), /^HTTP\/1.1 502 /);
          const { own, answer } = await nextExchange();
          assert.deepEqual([own, answer.kind], ['broken-off', 'none']);
        }));
    }
  }

  test('an upstream that cannot be reached, or whose certificate does not verify: 502, and nothing was sent', async () => {
    await between(
      async ({ client, nextExchange, upstream }) => {
        const app = await client();
        app.write(get('/'));
        assert.match(await app.until('nothing was sent.\n'), /^HTTP\/1.1 502 .*: unreachable\r\n/s);
        const { answer } = await nextExchange();
        assert.equal(answer.kind === 'none' && answer.reason, 'tls');
        assert.equal(upstream.count(), 0);
      },
      { way: { deadlineMs: 20_000 } },
    );
    await between(
      async ({ client, nextExchange }) => {
        (await client()).write(get('/'));
        const { answer } = await nextExchange();
        assert.equal(answer.kind === 'none' && answer.reason, 'refused');
      },
      { upstream: 'https://127.0.0.1:1' },
    );
  });

  test('an upstream that stays silent: 504 of our own when the time is over', () =>
    between(
      async ({ upstream, client, nextExchange }) => {
        const app = await client();
        app.write(get('/'));
        const wire = await upstream.next();
        await wire.until('\r\n\r\n');
        const closed = once(wire.socket, 'close');
        assert.match(await app.until('not known.\n'), /^HTTP\/1.1 504 /);
        assert.equal((await nextExchange()).own, 'no-answer-in-time');
        await closed;
      },
      { answerMs: 100 },
    ));

  test('an application that goes before its answer: what the upstream says is kept, and that nobody got it', () =>
    between(async ({ upstream, client, nextExchange }) => {
      const app = await client();
      app.write(get('/'));
      const wire = await upstream.next();
      await wire.until('\r\n\r\n');
      app.socket.destroy();
      const closed = once(wire.socket, 'close');
      wire.write(ok('late'));
      const { answer, given, own } = await nextExchange();
      assert.equal(answer.kind === 'response' && Buffer.from(answer.response.body).toString(), 'late');
      assert.deepEqual([given.kind, own], ['none', undefined]);
      await closed;
    }));

  test('who goes in the middle of a request has asked nothing', () =>
    between(async ({ upstream, passing, client }) => {
      const app = await client();
      app.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
      app.socket.end();
      await once(app.socket, 'close');
      const other = await client();
      other.write(get('/other'));
      assert.match(await (await upstream.next()).until('\r\n\r\n'), /^GET \/other /);
      assert.equal(passing.seen().length, 1);
    }));

  test('an end in the middle of a call keeps it as far as it is known', () =>
    between(async ({ upstream, passing, client }) => {
      const app = await client();
      app.write('POST /pay HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
      await (await upstream.next()).until('{}');
      const closed = once(app.socket, 'close');
      await passing.close();
      await closed;
      const [only, ...rest] = passing.seen();
      assert.equal(rest.length, 0);
      assert.deepEqual([only?.request.target, only?.answer.kind, only?.given.kind, only?.own], ['/pay', 'none', 'none', undefined]);
    }));
});

suite('what is not sent on', () => {
  test('to production nothing but GET goes', () =>
    between(
      async ({ upstream, client, nextExchange }) => {
        const app = await client();
        app.write('POST /pay HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
        assert.match(await app.until('was not sent.\n'), /^HTTP\/1.1 403 .*: production-is-read-only\r\n/s);
        assert.equal((await nextExchange()).own, 'production-is-read-only');
        app.write(get('/read'));
        assert.match(await (await upstream.next()).until('\r\n\r\n'), /^GET \/read /);
      },
      { readOnly: true },
    ));

  test('no upgrade', () =>
    between(async ({ upstream, client }) => {
      const app = await client();
      app.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      assert.match(await app.until('nothing was sent.\n'), /^HTTP\/1.1 501 /);
      assert.equal(upstream.count(), 0);
    }));

  test('no body that is too long', () =>
    between(async ({ upstream, client, nextExchange }) => {
      const app = await client();
      const length = 1024 * 1024 + 1;
      app.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(length)}`);
      assert.match(await app.until('nothing was sent.\n'), /^HTTP\/1.1 413 /);
      assert.equal((await nextExchange()).own, 'request-too-large');
      assert.equal(upstream.count(), 0);
    }));
});

test('what the upstream still answers to an application that is gone ends with the proxy', () =>
  between(async ({ upstream, client, passing }) => {
    const gone = await client();
    gone.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    const slow = await upstream.next();
    await slow.until('\r\n\r\n');
    slow.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n ');
    gone.socket.destroy();
    // By the time that another call has passed, the proxy knows.
    const app = await client();
    app.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const wire = await upstream.next();
    await wire.until('\r\n\r\n');
    wire.write('HTTP/1.1 204 No Content\r\n\r\n');
    await app.until('\r\n\r\n');
    const ended = once(slow.socket, 'close');
    await passing.close();
    await ended;
  }));
