import { type IncomingMessage, request as parsing, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { type Answer, type Exchange, type HeaderLine, noBody, type WireRequest, type WireResponse } from '../../core/exchange.ts';
import { Gathering } from '../../core/gathering.ts';
import { type Patience, timeouts } from '../../core/timeouts.ts';
import { said } from '../../language/sentences.ts';
import type { Certificates } from '../../mock/certificate.ts';
import { largestBody } from '../../mock/direct.ts';
import { closing, listen } from '../../mock/listen.ts';
import { headerLines, noAnswer } from '../../roles/transport/answer.ts';
import { openSocket, type SocketWay } from '../../roles/transport/socket.ts';

/** Why an answer is the proxy's own. */
export type OwnAnswer =
  /** No connection to the upstream was made: nothing was sent. */
  | 'unreachable'
  /** The upstream's connection ended before its answer was complete, or the answer was not HTTP. What the request did is unknown. */
  | 'broken-off'
  /** No whole answer came in time. */
  | 'no-answer-in-time'
  | 'answer-too-large'
  /** Nothing but GET is sent to production. */
  | 'production-is-read-only'
  | 'request-too-large'
  | 'upgrade-refused';

/**
 * A request that passed, as the application sent it: only the value of Host differs in what is sent on.
 * `answer` is the upstream's, times are of the proxy's clock: from the request's last byte to the end of the answer.
 */
export interface PassedExchange extends Exchange {
  /** What the application got: the upstream's answer, one of the proxy's own, or nothing because it had disconnected. */
  readonly given: Answer;
  readonly own?: OwnAnswer;
}

export interface RelayOptions {
  /** Origin, `https://host[:port]`. */
  readonly upstream: string;
  /** The connection to it. Its deadline is for opening one. */
  readonly way: SocketWay;
  readonly certificates: Certificates;
  /** Address to listen on, and port; 0 for a free one. */
  readonly host: string;
  readonly port: number;
  /** Whether only GET is sent on. */
  readonly readOnly: boolean;
  /** How long a complete answer is awaited, ms. */
  readonly answerMs: number;
  /** Largest answer that is passed on, bytes. */
  readonly answerBytes: number;
  readonly now: () => number;
  readonly patience?: Partial<Patience>;
  /** The storage of requests and answers until they are judged; in memory by default. */
  readonly keep?: <M extends WireRequest | WireResponse>(message: M) => M;
  /** Called for each request when its answer has been sent, or will not be. */
  readonly onExchange?: (exchange: PassedExchange) => void;
}

/** A running relay. */
export interface Relay {
  readonly port: number;
  /** Every whole request in order of arrival. */
  seen(): readonly PassedExchange[];
  /** Ends all connections; what is under way is kept as far as it is known. */
  close(): Promise<void>;
}

/** Status and sentence of the proxy's own answers. They do not have the envelope of the API, so nobody mistakes them for the provider's. */
const ownAnswers: Readonly<Record<OwnAnswer, { readonly status: number; readonly says: string }>> = {
  unreachable: { status: 502, says: said('upstream-unreached') },
  'broken-off': { status: 502, says: said('upstream-broke-off') },
  'no-answer-in-time': { status: 504, says: said('upstream-too-slow') },
  'answer-too-large': { status: 502, says: said('upstream-answer-too-long') },
  'production-is-read-only': { status: 403, says: said('upstream-read-only') },
  'request-too-large': { status: 413, says: said('proxied-body-too-long') },
  'upgrade-refused': { status: 501, says: said('proxy-upgrade-refused') },
};

/** The field that marks an answer as the proxy's own. */
const ownField = 'X-Countersign-Proxy';

const longestHead = 64 * 1024;

const pending: Answer = { kind: 'none', reason: 'abandoned', detail: said('proxy-ended') };
const gone: Answer = { kind: 'none', reason: 'abandoned', detail: said('application-closed') };
const notSent: Answer = { kind: 'none', reason: 'abandoned', detail: said('not-sent-on') };

/** A complete request with its form as sent. */
interface Whole {
  readonly request: WireRequest;
  readonly version: string;
  readonly trailers: readonly HeaderLine[];
}

/** An answer with its form as sent. */
interface WholeAnswer {
  readonly response: WireResponse;
  readonly phrase: string;
  readonly trailers: readonly HeaderLine[];
  /** Whether the upstream keeps the connection. */
  readonly keeps: boolean;
}

type Heard =
  | { readonly kind: 'whole'; readonly whole: WholeAnswer }
  | { readonly kind: 'own'; readonly own: OwnAnswer; readonly answer: Answer };

function isChunked(headers: readonly HeaderLine[]): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
}

function linesText(headers: readonly HeaderLine[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

/** The bytes that are sent on: request line, fields in their spelling, order and number with another Host, and the body in its own framing. */
function bytesOf({ request: { method, target, headers, body }, version, trailers }: Whole, host: string): Buffer {
  const named = headers.map(([name, value]): HeaderLine => [name, name.toLowerCase() === 'host' ? host : value]);
  const head = Buffer.from(`${method} ${target} HTTP/${version}\r\n${linesText(named)}\r\n`, 'latin1');
  if (!isChunked(headers)) return Buffer.concat([head, body]);
  const chunk = body.length === 0 ? [] : [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')];
  return Buffer.concat([head, ...chunk, Buffer.from(`0\r\n${linesText(trailers)}\r\n`, 'latin1')]);
}

/**
 * Sends bytes on a socket and reads one answer. Node's own client reads it; what that client would send is discarded, because it would add fields of
 * its own. Provisional answers (1xx) end here: the application has already got 100 Continue.
 */
function ask(socket: Socket, whole: Whole, host: string, { answerMs, answerBytes }: RelayOptions): Promise<Heard> {
  return new Promise((resolve) => {
    let begun = false;
    const reading = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    const feed = (chunk: Buffer): void => void reading.push(chunk);
    const ended = (): void => void reading.push(null);
    const failed = (error?: Error | boolean): void => {
      const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      reading.destroy(error instanceof Error ? error : reset);
    };
    const done = (heard: Heard): void => {
      clearTimeout(timer);
      socket.off('data', feed).off('end', ended).off('error', failed).off('close', failed);
      resolve(heard);
      reading.destroy();
    };
    const own = (kind: OwnAnswer, answer: Answer): void => done({ kind: 'own', own: kind, answer });
    const broken = (error: unknown): void => own('broken-off', noAnswer(error));
    const timer = setTimeout(() => {
      const seconds = answerMs / 1000;
      own(
        'no-answer-in-time',
        begun
          ? { kind: 'none', reason: 'unfinished', detail: said('answer-unfinished', { seconds }) }
          : { kind: 'none', reason: 'timeout', detail: said('no-answer-within', { seconds }) },
      );
    }, answerMs);
    socket.on('data', feed).on('end', ended).on('error', failed).on('close', failed);
    const parser = parsing({
      createConnection: () => reading,
      method: whole.request.method === 'HEAD' ? 'HEAD' : 'GET',
      maxHeaderSize: longestHead,
    });
    parser.on('error', broken);
    // However else it ends without an answer, such as by another protocol.
    parser.on('upgrade', broken).on('close', broken);
    parser.on('response', (incoming) => {
      begun = true;
      const gathered = new Gathering(answerBytes);
      incoming.on('data', (piece: Buffer) => {
        if (!gathered.add(piece))
          own('answer-too-large', { kind: 'none', reason: 'too-large', detail: said('answer-larger', { bytes: answerBytes }) });
      });
      incoming.on('error', broken);
      incoming.on('end', () => {
        const body = gathered.whole();
        if (!incoming.complete || body === undefined) return;
        const { statusCode: status = 0, statusMessage: phrase = '', rawHeaders, rawTrailers } = incoming;
        const response = { status, headers: headerLines(rawHeaders), body };
        done({ kind: 'whole', whole: { response, phrase, trailers: headerLines(rawTrailers), keeps: keeps(incoming) } });
      });
    });
    parser.end();
    socket.write(bytesOf(whole, host));
  });
}

function keeps({ httpVersion, headers }: IncomingMessage): boolean {
  const said = (headers.connection ?? '').toLowerCase();
  return httpVersion === '1.1' ? !/\bclose\b/.test(said) : /\bkeep-alive\b/.test(said);
}

/**
 * One connection of the application, and the one connection to the upstream that belongs to it. They end together: an application that opens a
 * connection for each call, keeps one, or meets a closed one, does the same with the upstream.
 * Nothing is ever sent a second time: whether a request on a closed connection was executed is unknown, and only the application may repeat it.
 */
class Line {
  readonly #options: RelayOptions;
  readonly #client: Socket;
  readonly #host: string;
  #upstream: Socket | undefined;
  #busy = false;
  #turn: Promise<void> = Promise.resolve();

  readonly #onGone: (line: Line) => void;

  /** @param onGone called when neither side is open any more */
  constructor(client: Socket, options: RelayOptions, onGone: (line: Line) => void) {
    this.#client = client;
    this.#options = options;
    this.#onGone = onGone;
    this.#host = new URL(options.upstream).host;
    client.on('close', () => {
      // An answer on its way is still awaited: it is the upstream's in any case.
      if (!this.#busy) this.#gone();
    });
  }

  /** Requests that come one after the other on one connection are sent on in the same way. */
  inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work);
  }

  /** Whether no answer can be given any more. */
  get isEnded(): boolean {
    return this.#client.destroyed || this.#client.writableEnded;
  }

  async ask(whole: Whole): Promise<Heard> {
    this.#busy = true;
    try {
      const upstream = await this.#connected();
      if ('kind' in upstream) return { kind: 'own', own: 'unreachable', answer: upstream };
      const heard = await ask(upstream, whole, this.#host, this.#options);
      if (heard.kind === 'own' || !heard.whole.keeps) this.#end();
      return heard;
    } finally {
      this.#busy = false;
      if (this.#client.destroyed) this.#gone();
    }
  }

  #gone(): void {
    this.#end();
    this.#onGone(this);
  }

  /** Ends the connection to the upstream. */
  #end(): void {
    this.#upstream?.destroy();
    this.#upstream = undefined;
  }

  close(): void {
    this.#end();
    this.#client.destroy();
  }

  async #connected(): Promise<Socket | (Answer & { readonly kind: 'none' })> {
    const known = this.#upstream;
    if (known !== undefined && !known.destroyed && known.readable && known.writable) return known;
    try {
      const socket = await openSocket(this.#options.upstream, this.#options.way);
      const idle = (): void => {
        if (this.#upstream !== socket || this.#busy) return;
        // The upstream closes an idle connection, or sends something unasked: the application sees it close, too.
        this.#end();
        this.#client.end();
      };
      socket.on('error', idle).on('end', idle).on('close', idle).on('data', idle);
      this.#upstream = socket;
      return socket;
    } catch (error) {
      return noAnswer(error);
    }
  }
}

/** Names and values of an answer of our own, and its body. */
function ownResponse(own: OwnAnswer): WireResponse {
  const { status, says } = ownAnswers[own];
  const body = Buffer.from(`countersign proxy: ${says}\n`);
  const ends: readonly HeaderLine[] = own === 'request-too-large' || own === 'upgrade-refused' ? [['Connection', 'close']] : [];
  return {
    status,
    headers: [[ownField, own], ['Content-Type', 'text/plain'], ['Content-Length', String(body.length)], ...ends],
    body,
  };
}

/** Writes an answer as it came, without additional fields. Resolves with whether it was sent completely. */
function give(response: ServerResponse, { response: { status, headers, body }, phrase, trailers }: WholeAnswer): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed || response.socket === null || response.socket.destroyed) {
      resolve(false);
      return;
    }
    response.once('finish', () => resolve(true));
    response.once('close', () => resolve(false));
    response.once('error', () => resolve(false));
    try {
      // A missing field is not added: an answer without it goes out without it.
      for (const name of ['connection', 'content-length', 'transfer-encoding']) response.removeHeader(name);
      response.writeHead(status, phrase, headers.flat());
      if (trailers.length > 0 && isChunked(headers)) response.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
      response.end(body);
    } catch {
      response.socket.destroy();
      resolve(false);
    }
  });
}

/**
 * Relays between an application and an upstream: HTTPS here, and everything but Host passes unchanged, in both directions. Messages are read
 * completely before they are passed on, so that half of one never is.
 *
 * @throws the system's error where the port is not available
 */
export async function relay(options: RelayOptions): Promise<Relay> {
  const { certificates, now, onExchange, readOnly, patience, keep = (message) => message } = options;
  const book: PassedExchange[] = [];
  const lines = new WeakMap<Socket, Line>();
  /** Those with an open side: an application may be gone while the upstream still answers. */
  const open = new Set<Line>();
  let closed = false;

  function lineOf(socket: Socket): Line {
    const known = lines.get(socket);
    if (known) return known;
    const line = new Line(socket, options, (gone) => open.delete(gone));
    lines.set(socket, line);
    open.add(line);
    return line;
  }

  function refusal({ request: { method } }: Whole, message: IncomingMessage, tooLarge: boolean): OwnAnswer | undefined {
    if (tooLarge) return 'request-too-large';
    if (message.headers.upgrade !== undefined) return 'upgrade-refused';
    return readOnly && method !== 'GET' ? 'production-is-read-only' : undefined;
  }

  function settle(index: number, known: Partial<PassedExchange>): void {
    const before = book[index];
    // What ends because the proxy does says nothing about either side.
    if (before === undefined || closed) return;
    const done = { ...before, ...known };
    book[index] = done;
    onExchange?.(done);
  }

  async function pass(index: number, whole: Whole, refused: OwnAnswer | undefined, line: Line, response: ServerResponse): Promise<void> {
    // After an answer that ended the connection a server reads no further.
    if (closed || line.isEnded) return settle(index, { answer: notSent, given: gone });
    const heard: Heard = refused === undefined ? await line.ask(whole) : { kind: 'own', own: refused, answer: notSent };
    const answer: WholeAnswer =
      heard.kind === 'whole' ? heard.whole : { response: ownResponse(heard.own), phrase: '', trailers: [], keeps: true };
    const endedAt = now();
    const left = await give(response, answer);
    const kept: Answer = { kind: 'response', response: keep(answer.response) };
    settle(index, {
      endedAt,
      answer: heard.kind === 'whole' ? kept : heard.answer,
      given: left ? kept : gone,
      ...(heard.kind === 'own' ? { own: heard.own } : {}),
    });
  }

  const server = createServer({
    ...timeouts(patience),
    key: certificates.key,
    cert: certificates.certificate,
    minVersion: 'TLSv1.2',
    maxHeaderSize: longestHead,
  });
  // An idle connection ends when either side ends it.
  server.keepAliveTimeout = 0;
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    response.sendDate = false;
    const line = lineOf(message.socket);
    const gathered = new Gathering(largestBody);
    // The rest of a body that is too long is read and discarded, or the application would see a reset instead of the answer.
    message.on('data', (piece: Buffer) => gathered.add(piece));
    // A caller that disconnects in the middle of a request has asked nothing.
    message.on('error', () => undefined);
    response.on('error', () => undefined);
    message.on('end', () => {
      if (!message.complete) return;
      const { method = '', url = '', rawHeaders, rawTrailers, httpVersion } = message;
      const body = gathered.whole();
      const whole: Whole = {
        request: { method, target: url, headers: headerLines(rawHeaders), body: body ?? noBody },
        version: httpVersion,
        trailers: headerLines(rawTrailers),
      };
      const startedAt = now();
      const index = book.length;
      book.push({ number: index + 1, request: keep(whole.request), startedAt, endedAt: startedAt, answer: pending, given: pending });
      line.inTurn(() => pass(index, whole, refusal(whole, message, body === undefined), line, response));
    });
  };
  server.on('request', onRequest);
  // Node reports who waits for "100 Continue"; any other expectation is ignored.
  server.on('checkExpectation', onRequest);
  // An application that refuses the certificate ends the handshake.
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_error, socket) => socket.destroy());
  const close = closing(server);
  const port = await listen(server, options.host, options.port);
  return {
    port,
    seen: () => book,
    async close() {
      closed = true;
      for (const line of open) line.close();
      await close();
    },
  };
}
