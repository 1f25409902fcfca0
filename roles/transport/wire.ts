import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { usualAnswerBytes } from '../../core/content.ts';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import { answerFrom, answerTo, noAnswer } from './answer.ts';
import { openSocket, type SocketWay, tlsOf } from './socket.ts';
import type { Sending, Transport } from './transport.ts';
import { travelling } from './travelling.ts';

/** Where a provider listens and how it is reached. */
export interface WireTarget extends SocketWay {
  /** Base URL of the API, `https://host:port`. */
  readonly url: string;
  /** The port next to it for a call over plain HTTP. */
  readonly plainUrl?: string;
  readonly secondUrl?: string;
  /** Most connections to one origin. */
  readonly connections: number;
  /** A separate connection for each request: a server that ends and starts again leaves dead connections. */
  readonly fresh?: true;
  /**
   * How long a connection, a request and its whole answer may take together, ms: after it the answer is `none`, and nothing is known about the
   * effect.
   */
  readonly deadlineMs: number;
  /** Largest answer that is read, bytes; the usual one where none is given. */
  readonly answerBytes?: number;
}

function origin(target: WireTarget, sending: Sending): string {
  if (sending.plain) {
    if (target.plainUrl === undefined) throw new Error('This target has no plain HTTP port: set target.plainUrl.');
    return target.plainUrl;
  }
  if (sending.environment !== 'second') return target.url;
  if (target.secondUrl === undefined) throw new Error('This target has no second environment: set secondEnvironment.');
  return target.secondUrl;
}

/** Names, values, names, values, …: the raw form that both clients take and give. */
function flat(headers: readonly HeaderLine[]): string[] {
  return headers.flat();
}

function isChunked({ headers }: WireRequest): boolean {
  return headerValue(headers, 'transfer-encoding')?.toLowerCase() === 'chunked';
}

/** Hands out that many connections, each to one request at a time, in the order of asking. */
function connectionsOf<T>(all: readonly T[]): { take(): Promise<T>; free(one: T): void } {
  const idle = [...all];
  const waiting: ((one: T) => void)[] = [];
  return {
    take: () =>
      new Promise((resolve) => {
        const one = idle.pop();
        if (one === undefined) waiting.push(resolve);
        else resolve(one);
      }),
    free(one) {
      const next = waiting.shift();
      if (next) next(one);
      else idle.push(one);
    },
  };
}

/**
 * The transport over sockets: undici's connections for most requests, which add only host, connection and content-length; sockets of our own for
 * races, whose last bytes are sent together, for bodies in pieces, and for requests that are cancelled.
 */
export function wire(target: WireTarget): Transport {
  const pools = new Map<string, ReturnType<typeof connectionsOf<Dispatcher>>>();
  const opened: Dispatcher[] = [];
  const tls = tlsOf(target);
  const { deadlineMs, answerBytes = usualAnswerBytes } = target;
  const limits = { deadlineMs, answerBytes };

  function pool(base: string, from: string | undefined) {
    const key = `${base} ${from ?? ''}`;
    const known = pools.get(key);
    if (known) return known;
    const common = {
      // A pool of several may queue two requests on one connection while another is idle: the second is then late for its deadline.
      connections: 1,
      // Of no pipelining at all undici makes connections that are closed after their one answer.
      pipelining: target.fresh ? 0 : 1,
      // One deadline holds for the whole exchange: these would start again with each byte.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const made = Array.from({ length: target.connections }, () =>
      target.proxy === undefined
        ? new Pool(base, {
            ...common,
            connect: { ...tls, timeout: deadlineMs },
            ...(from === undefined ? {} : { localAddress: from }),
          })
        : new ProxyAgent({
            ...common,
            uri: target.proxy,
            requestTls: { ...tls, timeout: deadlineMs },
            proxyTls: { timeout: deadlineMs },
          }),
    );
    opened.push(...made);
    const connections = connectionsOf<Dispatcher>(made);
    pools.set(key, connections);
    return connections;
  }

  const ways = new Map<string, SocketWay>();

  /** Our own sockets from a source address, kept with what its connections leave for the next. */
  function wayFrom(from: string | undefined): SocketWay {
    if (from === undefined) return target;
    const way = ways.get(from) ?? { ...target, from };
    ways.set(from, way);
    return way;
  }

  async function send(request: WireRequest, sending: Sending): Promise<Answer> {
    // A missing part of the target is our mistake and not an answer of the network: it must not look like a closed port (TLS-01).
    const base = origin(target, sending);
    const way = wayFrom(sending.from);
    if (sending.abandon !== undefined) return abandoned(request, base, way, sending.abandon);
    if (sending.pieces !== undefined) return pieced(request, base, way, sending.pieces);
    if (request.travel !== undefined) return travelling(request, request.travel, { base, way, limits });
    const connections = pool(base, sending.from ?? target.from);
    // The other side is not the reason that a request waits for a connection of ours: its deadline begins when it has one.
    const dispatcher = await connections.take();
    try {
      return await answerFrom(dispatcher, base, request, limits);
    } finally {
      connections.free(dispatcher);
    }
  }

  /** A request begun on our own socket, its header lines sent. `write` ends with the piece on its way, or with an answer that came before. */
  function begun(request: WireRequest, base: string, socket: Socket) {
    const length = isChunked(request) ? [] : ['Content-Length', String(request.body.length)];
    const outgoing = httpRequest({
      createConnection: () => socket,
      method: request.method,
      path: request.target,
      headers: ['Host', new URL(base).host, ...flat(request.headers), ...length, 'Connection', 'close'],
    });
    const answer = answerTo(outgoing, limits);
    outgoing.flushHeaders();
    const write = async (piece: Uint8Array): Promise<void> => {
      if (piece.length === 0) return;
      const written = new Promise<void>((resolve) => outgoing.write(piece, () => resolve()));
      await Promise.race([written, answer]);
    };
    /** Ends it with its last bytes; resolves when they are sent. */
    const end = (last: Uint8Array = noBody): Promise<void> => new Promise((resolve) => outgoing.end(last, () => resolve()));
    return { write, answer, end };
  }

  async function race(count: number, make: () => readonly WireRequest[]): Promise<readonly Answer[]> {
    const opening = await Promise.allSettled(Array.from({ length: count }, () => openSocket(target.url, target)));
    let requests: readonly WireRequest[];
    try {
      requests = make();
    } catch (error) {
      for (const one of opening) if (one.status === 'fulfilled') one.value.destroy();
      throw error;
    }
    const running = requests.map((request, index) => {
      const socket = opening[index];
      return socket?.status === 'fulfilled' ? begun(request, target.url, socket.value) : noAnswer(socket?.reason);
    });
    await Promise.all(running.map((one, index) => 'write' in one && one.write(requests[index]?.body.subarray(0, -1) ?? noBody)));
    for (const [index, one] of running.entries()) if ('end' in one) void one.end(requests[index]?.body.subarray(-1));
    return Promise.all(running.map((one) => ('answer' in one ? one.answer : one)));
  }

  /** Sends a body piece by piece, each in a separate turn, so that none is joined to the next on this side. */
  async function pieced(request: WireRequest, base: string, way: SocketWay, bytes: number): Promise<Answer> {
    let socket: Socket;
    try {
      socket = await openSocket(base, way);
    } catch (error) {
      return noAnswer(error);
    }
    const one = begun(request, base, socket);
    for (let at = 0; at < request.body.length && !socket.destroyed; at += bytes) {
      await one.write(request.body.subarray(at, at + bytes));
      // The first packet has to be read before the next is sent: else they arrive as one.
      await wait(at === 0 ? 30 : 1);
    }
    void one.end();
    const answer = await one.answer;
    socket.destroy();
    return answer;
  }

  /** Sends as much of a request as asked and disconnects. What the server makes of it is unknown here. */
  async function abandoned(request: WireRequest, base: string, way: SocketWay, when: NonNullable<Sending['abandon']>): Promise<Answer> {
    const given: Answer = { kind: 'none', reason: 'abandoned', detail: when };
    let socket: Socket;
    try {
      socket = await openSocket(base, way);
    } catch (error) {
      return noAnswer(error);
    }
    const one = begun(request, base, socket);
    await one.write(request.body.subarray(0, -1));
    if (when !== 'before-last-byte') {
      const first = once(socket, 'data').catch(() => undefined);
      const out = one.end(request.body.subarray(-1));
      await Promise.race([when === 'at-answer' ? first : out, one.answer]);
    }
    socket.destroy();
    await one.answer;
    return given;
  }

  return {
    send,
    race,
    close: async () => {
      await Promise.all(opened.map((dispatcher) => dispatcher.destroy()));
    },
  };
}
