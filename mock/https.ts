import { createServer as createPlainServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EnvironmentName } from '../core/contract/ledger.ts';
import type { Arrival, Delivery, HeaderLine, Travel, WireResponse } from '../core/exchange.ts';
import { Gathering } from '../core/gathering.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import { type Certificates, certificates } from './certificate.ts';
import { serveControl } from './control.ts';
import { largestBody } from './direct.ts';
import { watchHandshakes } from './handshakes.ts';
import { closing, hostInUrl, listen } from './listen.ts';
import type { MockProvider } from './provider.ts';
import type { Begun, Simulator } from './simulator.ts';

export interface ServeOptions {
  readonly mock: MockProvider;
  /** Address to bind to; 127.0.0.1 by default. All of 127/8 reaches it, each as a separate peer. */
  readonly host?: string;
  /** Ports; 0 or none for a free one. */
  readonly port?: number;
  readonly plainPort?: number;
  readonly secondPort?: number;
  /** The control API, on a loopback port of its own; none without it. */
  readonly control?: { readonly token: string; readonly port?: number } | undefined;
  readonly patience?: Partial<Patience>;
  /** How long a message takes, ms: asked once on the way in and once on the way out. None by default. */
  readonly latency?: () => number;
  /** Called with the system's code for a TLS connection that fails. */
  readonly onTlsFailure?: (code: string) => void;
  /** Instead of certificates made for this server. */
  readonly certificates?: Certificates;
}

/** A running mock. URLs end without a slash. */
export interface Serving {
  readonly url: string;
  /** Plain HTTP beside it, which accepts connections and closes them without an answer (TLS-01, C38). */
  readonly plainUrl: string;
  /** The second environment. */
  readonly secondUrl: string;
  readonly controlUrl: string | undefined;
  /** PEM of the authority to trust. */
  readonly ca: string;
  close(): Promise<void>;
}

/**
 * Puts the mock on sockets: HTTPS for both environments, and plain HTTP that is refused. Headers keep their spelling, order and duplicates, bodies
 * their bytes.
 * `GET /health` answers 200 beside the API: it belongs to the server, for scripts that wait for it, and to no contract.
 * Rejects with the system's error when a port is not available.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { mock, host = '127.0.0.1', control, latency } = options;
  const { ca, certificate, key } = options.certificates ?? (await certificates({ addresses: addressesOf(host) }));
  const settings = timeouts(options.patience);
  const closers: (() => Promise<void>)[] = [];

  async function start(secure: boolean, environment: EnvironmentName, port: number): Promise<string> {
    const adapter = new SocketAdapter(mock.environment(environment).simulator, secure, latency);
    const server = secure
      ? createServer({ ...settings, key, cert: certificate, minVersion: 'TLSv1.2' }, adapter.onRequest)
      : createPlainServer(settings, adapter.onRequest);
    // Node answers a client that waits for "100 Continue"; any other expectation is ignored.
    server.on('checkExpectation', adapter.onRequest);
    server.on('clientError', adapter.onClientError);
    if (secure && options.onTlsFailure !== undefined) watchHandshakes(server, options.onTlsFailure);
    const close = closing(server);
    const bound = await listen(server, host, port);
    closers.push(close);
    return `${secure ? 'https' : 'http'}://${hostInUrl(host)}:${bound}`;
  }

  const close = async (): Promise<void> => {
    await Promise.all(closers.map((each) => each()));
  };

  try {
    const url = await start(true, 'first', options.port ?? 0);
    const plainUrl = await start(false, 'first', options.plainPort ?? 0);
    const secondUrl = await start(true, 'second', options.secondPort ?? 0);
    let controlUrl: string | undefined;
    if (control !== undefined) {
      const controlling = await serveControl({ mock, token: control.token, port: control.port ?? 0 });
      closers.push(controlling.close);
      controlUrl = controlling.url;
    }
    return { url, plainUrl, secondUrl, controlUrl, ca, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** Addresses under which a server is reached that is bound to a host. */
function addressesOf(host: string): readonly string[] {
  const everywhere = host === '0.0.0.0' || host === '::' || host === 'localhost';
  return [...new Set(['127.0.0.1', '::1', ...(everywhere ? [] : [host])])];
}

/** The field by which the health page identifies our mock: a live key is never sent to anything else unasked. */
export const mockMark = 'X-Countersign-Mock';

/** How many turns of the event loop a request takes: the end of a TLS connection takes more than one to arrive. */
const workTurns = 3;

const healthy = Buffer.from('{"status":"ok"}');

/** How a request came, beside its bytes. */
interface Came {
  readonly pieces: number;
  readonly waits: boolean;
  readonly pipelined: boolean;
}

/** The server's side of a connection. */
class SocketAdapter {
  readonly #simulator: Simulator;
  readonly #secure: boolean;
  readonly #latency: (() => number) | undefined;
  /** The response under way on a socket: an error answer must not run into it. */
  readonly #underWay = new WeakMap<Duplex, ServerResponse>();

  constructor(simulator: Simulator, secure: boolean, latency: (() => number) | undefined) {
    this.#simulator = simulator;
    this.#secure = secure;
    this.#latency = latency;
  }

  readonly onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const pipelined = this.#underWay.get(request.socket)?.writableFinished === false;
    this.#underWay.set(request.socket, response);
    // The only Date is the judging clock's, or none (CLK-09, C53).
    response.sendDate = false;
    if (this.#secure && request.method === 'GET' && request.url === '/health') {
      request.resume();
      write(response, {
        status: 200,
        headers: [
          ['Content-Type', 'application/json'],
          [mockMark, 'true'],
        ],
        body: healthy,
      });
      return;
    }
    const gathered = new Gathering(largestBody);
    let refused = false;
    let pieces = 0;
    // What comes in the same turn came with the header section.
    let waits = false;
    if (request.headers.expect !== undefined) {
      const waiting = setImmediate(() => {
        waits = true;
      });
      request.once('data', () => clearImmediate(waiting));
    }
    request.on('data', (piece: Uint8Array) => {
      pieces += 1;
      if (gathered.add(piece) || refused) return;
      refused = true;
      this.#refuseLargeBody(request, response);
    });
    request.on('end', () => {
      const body = gathered.whole();
      if (body === undefined) return;
      const arrival = this.#arrival(request, body, { pieces, waits, pipelined });
      this.#travel(() => this.#step(this.#simulator.begin(arrival), request.socket, response));
    });
    // A caller that disconnects in the middle of its body has asked nothing.
    request.on('error', () => {});
    response.on('error', () => {});
  };

  #arrival(request: IncomingMessage, body: Uint8Array, { pieces, waits, pipelined }: Came): Arrival {
    const { method = '', url = '', rawHeaders, rawTrailers, socket, httpVersion } = request;
    const headers: HeaderLine[] = [];
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
    const [origin = ''] = /^https?:\/\/[^/]+(?=\/)/i.exec(url) ?? [];
    const travel: Travel = {
      ...(origin === '' ? {} : { absolute: true }),
      ...(httpVersion === '1.0' ? { version: httpVersion } : {}),
      ...(rawTrailers.length > 0 ? { chunks: { bytes: body.length, extended: true } } : {}),
      ...(waits ? { waits } : {}),
      ...(pipelined ? { connection: { before: [], pipelined } } : {}),
    };
    return {
      request: { method, target: url.slice(origin.length), headers, body, ...(Object.keys(travel).length > 0 ? { travel } : {}) },
      peer: socket.remoteAddress ?? '',
      secure: this.#secure,
      connection: socket,
      pieces,
    };
  }

  /** Delays a message by the latency. */
  #travel(arrive: () => void): void {
    if (this.#latency === undefined) arrive();
    else setTimeout(arrive, this.#latency());
  }

  #step(begun: Begun, socket: Socket, response: ServerResponse): void {
    switch (begun.kind) {
      case 'answer':
        this.#travel(() => deliver(begun.delivery, socket, response));
        return;
      case 'wait':
        begun.settled(() => this.#step(begun.again(), socket, response));
        return;
      case 'work':
        // Turns of the event loop are between the phases: what arrived meanwhile begins too, and a caller that disconnected is noticed, as at a real
        // server.
        afterTurns(workTurns, () => {
          if (socket.destroyed) {
            begun.abandon();
            return;
          }
          const delivery = begun.commit();
          this.#travel(() => deliver(delivery, socket, response));
        });
    }
  }

  #refuseLargeBody({ socket }: IncomingMessage, response: ServerResponse): void {
    if (!this.#secure) {
      socket.destroy();
      return;
    }
    const refusal = this.#simulator.refuse('body-too-large');
    // The rest of the body is read and discarded until the answer is sent, or the client would see a reset instead of it.
    write(response, { ...refusal, headers: [...refusal.headers, ['Connection', 'close']] });
    response.on('finish', () => socket.destroySoon());
  }

  /** Malformed HTTP, too many header lines, a client that is too slow: an answer in the form of the API and a close, or only a close. */
  readonly onClientError = (error: Error & { readonly code?: string }, socket: Duplex): void => {
    const underWay = this.#underWay.get(socket);
    const answering = underWay?.headersSent === true && !underWay.writableFinished;
    if (!this.#secure || answering || error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const because =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'request-too-slow'
        : error.code === 'HPE_HEADER_OVERFLOW'
          ? 'header-too-large'
          : 'request-malformed';
    const { status, headers, body } = this.#simulator.refuse(because);
    const lines = [...headers, ['Content-Length', `${body.length}`], ['Connection', 'close']].map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`;
    socket.end(Buffer.concat([Buffer.from(head, 'latin1'), body]), () => socket.destroy());
  };
}

function flat(headers: readonly HeaderLine[]): string[] {
  return headers.flat();
}

function has(headers: readonly HeaderLine[], wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted);
}

/** Whether an answer of that status has a body at all (RFC 9110 §6.4.1). */
function mayHaveBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

function write(response: ServerResponse, { status, headers, body }: WireResponse): void {
  const length: readonly HeaderLine[] =
    mayHaveBody(status) && !has(headers, 'content-length') && !has(headers, 'transfer-encoding')
      ? [['Content-Length', `${body.length}`]]
      : [];
  response.writeHead(status, flat([...headers, ...length]));
  response.end(body);
}

/**
 * Does on the connection what was decided about an answer. A header that HTTP cannot contain ends in a close: the decision was wrong, not the caller.
 */
export function deliver(delivery: Delivery, socket: Socket, response: ServerResponse): void {
  try {
    switch (delivery.kind) {
      case 'response':
        if (delivery.everyMs === undefined) write(response, delivery.response);
        else drip(delivery.response, delivery.everyMs, response);
        return;
      case 'closed': {
        if (delivery.response === undefined) {
          socket.destroy();
          return;
        }
        const { status, headers, body } = delivery.response;
        response.writeHead(status, flat([...headers, ['Content-Length', `${body.length}`]]));
        response.flushHeaders();
        const sent = body.subarray(0, delivery.bodyBytesSent ?? 0);
        if (sent.length === 0) socket.destroySoon();
        else response.write(sent, () => socket.destroySoon());
        return;
      }
      case 'silent':
        return;
    }
  } catch {
    socket.destroy();
  }
}

/** Sends a body byte by byte, until it ends or its reader goes away. */
function drip({ status, headers, body }: WireResponse, everyMs: number, response: ServerResponse): void {
  response.writeHead(status, flat([...headers, ['Content-Length', `${body.length}`]]));
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs).unref();
  response.once('close', () => clearInterval(timer));
}

function afterTurns(turns: number, then: () => void): void {
  setImmediate(() => (turns === 1 ? then() : afterTurns(turns - 1, then)));
}
