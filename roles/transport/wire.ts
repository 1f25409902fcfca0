import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, errors, Pool, ProxyAgent } from 'undici';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest, type WireResponse } from '../../core/exchange.ts';
import { Gathering } from '../../core/gathering.ts';
import { said } from '../../language/sentences.ts';
import { contentOf, usualAnswerBytes } from './content.ts';
import { openSocket, type SocketWay, tlsOf } from './socket.ts';
import type { Sending, Transport } from './transport.ts';

/** Where a provider listens and how it is reached. */
export interface WireTarget extends SocketWay {
  /** Base URL of the API, `https://host:port`. */
  readonly url: string;
  /** The port beside it that a call over plain HTTP goes to. */
  readonly plainUrl?: string;
  readonly secondUrl?: string;
  /** Most connections to one origin. */
  readonly connections: number;
  /** A connection of its own for each request: what ends and starts again leaves dead ones behind. */
  readonly fresh?: true;
  /** How long a connection, a request and its whole answer may take together, ms: after it the answer is `none`, and nothing is known of the effect. */
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

export function headerLines(raw: readonly (string | Buffer)[]): HeaderLine[] {
  const text = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return text.flatMap((name, index) => (index % 2 === 0 ? [[name, text[index + 1] ?? ''] as const] : []));
}

function isChunked({ headers }: WireRequest): boolean {
  return headerValue(headers, 'transfer-encoding')?.toLowerCase() === 'chunked';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code !== undefined ? String(error.code) : '';
}

/** What kept an answer from coming. The detail is the system's code, never the request's text. */
export function noAnswer(error: unknown): Answer & { readonly kind: 'none' } {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = codeOf(error) || codeOf(cause);
  const detail = code || (error instanceof Error ? error.name : 'unknown error');
  if (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    code === 'ETIMEDOUT' ||
    code === 'UND_ERR_CONNECT_TIMEOUT'
  ) {
    return { kind: 'none', reason: 'timeout', detail };
  }
  if (code === 'ECONNREFUSED') return { kind: 'none', reason: 'refused', detail };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'none', reason: 'reset', detail };
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'none', reason: 'too-large', detail: said('header-lines-longer') };
  if (code.startsWith('HPE_') || error instanceof errors.HTTPParserError) return { kind: 'none', reason: 'malformed', detail };
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)) return { kind: 'none', reason: 'tls', detail };
  return { kind: 'none', reason: 'closed', detail };
}

/** What one exchange has come to, for the words of an answer that never became whole. */
interface Progress {
  /** Interim answers (1xx). */
  interim: number;
  /** The final answer has begun. */
  begun: boolean;
}

/** An answer that was not there, or not whole, at its deadline. */
function late({ interim, begun }: Progress, deadlineMs: number): Answer {
  const seconds = deadlineMs / 1000;
  if (begun) return { kind: 'none', reason: 'unfinished', detail: said('answer-unfinished', { seconds }) };
  if (interim > 0) return { kind: 'none', reason: 'unfinished', detail: said('interim-answers-only', { seconds, count: interim }) };
  return { kind: 'none', reason: 'timeout', detail: said('no-answer-within', { seconds }) };
}

/** A whole answer, if its content is not too large: what unfolds beyond all measure is not an answer of a provider that works. */
function measured(response: WireResponse, most: number): Answer {
  return contentOf(response, most).kind === 'too-large' ? tooLarge('content-larger', most) : { kind: 'response', response };
}

function tooLarge(how: 'answer-larger' | 'content-larger', bytes: number): Answer {
  return { kind: 'none', reason: 'too-large', detail: said(how, { bytes }) };
}

/** Hands out so many connections, each to one request at a time, in the order of asking. */
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
 * The transport over sockets: undici's connections for the many, which add nothing to the wire but host, connection and content-length; sockets of our own for
 * races, whose last bytes go out together, for bodies in pieces, and for requests that are given up half-way.
 */
export function wire(target: WireTarget): Transport {
  const pools = new Map<string, ReturnType<typeof connectionsOf<Dispatcher>>>();
  const opened: Dispatcher[] = [];
  const tls = tlsOf(target);
  const { deadlineMs, answerBytes = usualAnswerBytes } = target;

  function pool(base: string, from: string | undefined) {
    const key = `${base} ${from ?? ''}`;
    const known = pools.get(key);
    if (known) return known;
    const common = {
      // A pool of several may queue two requests on one connection while another is idle: the second is then late for its deadline.
      connections: 1,
      // Of no pipelining at all undici makes connections that are closed after their one answer.
      pipelining: target.fresh ? 0 : 1,
      // One deadline holds over the whole exchange: these would begin anew with each byte.
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

  async function send(request: WireRequest, sending: Sending): Promise<Answer> {
    if (sending.abandon !== undefined) return abandoned(request, origin(target, sending), sending.abandon);
    // What the target has no place for is our mistake and no answer of the network: it must not look like a port that is closed (TLS-01).
    const base = origin(target, sending);
    if (sending.pieces !== undefined) return pieced(request, base, sending.pieces);
    const connections = pool(base, sending.from ?? target.from);
    // The other side does not make a request wait for a connection of ours: its deadline begins when it has one.
    const dispatcher = await connections.take();
    const progress: Progress = { interim: 0, begun: false };
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      const response = await dispatcher.request({
        origin: base,
        method: request.method,
        path: request.target,
        headers: flat(request.headers),
        body: request.body.length === 0 ? null : request.body,
        responseHeaders: 'raw',
        signal: deadline.signal,
        onInfo: () => {
          progress.interim += 1;
        },
      });
      progress.begun = true;
      const gathered = new Gathering(answerBytes);
      // Leaving the loop ends the connection.
      for await (const piece of response.body as AsyncIterable<Buffer>)
        if (!gathered.add(piece)) return tooLarge('answer-larger', answerBytes);
      const headers = headerLines(response.headers as unknown as string[]);
      return measured({ status: response.statusCode, headers, body: gathered.whole() ?? noBody }, answerBytes);
    } catch (error) {
      return deadline.signal.aborted ? late(progress, deadlineMs) : noAnswer(error);
    } finally {
      clearTimeout(timer);
      connections.free(dispatcher);
    }
  }

  /** A request begun on a socket of our own, its header lines sent. `write` ends with the piece on its way, or with an answer that came before. */
  function begun(request: WireRequest, base: string, socket: Socket) {
    const length = isChunked(request) ? [] : ['Content-Length', String(request.body.length)];
    const outgoing = httpRequest({
      createConnection: () => socket,
      method: request.method,
      path: request.target,
      headers: ['Host', new URL(base).host, ...flat(request.headers), ...length, 'Connection', 'close'],
    });
    const answer = new Promise<Answer>((resolve) => {
      const progress: Progress = { interim: 0, begun: false };
      const done = (came: Answer): void => {
        clearTimeout(timer);
        resolve(came);
        if (came.kind === 'none') outgoing.destroy();
      };
      const timer = setTimeout(() => done(late(progress, deadlineMs)), deadlineMs);
      outgoing.on('information', () => {
        progress.interim += 1;
      });
      outgoing.on('error', (error) => done(noAnswer(error)));
      // However else it ends, such as by another protocol.
      outgoing.on('close', () => done(noAnswer(new Error('closed'))));
      outgoing.on('response', (response) => {
        progress.begun = true;
        const gathered = new Gathering(answerBytes);
        response.on('data', (piece: Buffer) => {
          if (!gathered.add(piece)) done(tooLarge('answer-larger', answerBytes));
        });
        response.on('error', (error) => done(noAnswer(error)));
        response.on('end', () => {
          const body = gathered.whole();
          if (body) done(measured({ status: response.statusCode ?? 0, headers: headerLines(response.rawHeaders), body }, answerBytes));
        });
      });
    });
    outgoing.flushHeaders();
    const write = async (piece: Uint8Array): Promise<void> => {
      if (piece.length === 0) return;
      const written = new Promise<void>((resolve) => outgoing.write(piece, () => resolve()));
      await Promise.race([written, answer]);
    };
    /** Ends it with its last bytes; resolves when they are out. */
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

  /** Sends a body piece by piece, each in a turn of its own, so that none is joined to the next on this side. */
  async function pieced(request: WireRequest, base: string, bytes: number): Promise<Answer> {
    let socket: Socket;
    try {
      socket = await openSocket(base, target);
    } catch (error) {
      return noAnswer(error);
    }
    const one = begun(request, base, socket);
    for (let at = 0; at < request.body.length && !socket.destroyed; at += bytes) {
      await one.write(request.body.subarray(at, at + bytes));
      // The first packet has to be read before the next is there: else they arrive as one.
      await wait(at === 0 ? 30 : 1);
    }
    void one.end();
    const answer = await one.answer;
    socket.destroy();
    return answer;
  }

  /** Sends as much of a request as asked and goes away. What the server makes of it is unknown here. */
  async function abandoned(request: WireRequest, base: string, when: NonNullable<Sending['abandon']>): Promise<Answer> {
    const given: Answer = { kind: 'none', reason: 'abandoned', detail: when };
    let socket: Socket;
    try {
      socket = await openSocket(base, target);
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
