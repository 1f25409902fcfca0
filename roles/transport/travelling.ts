import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'undici';
import type { Answer, Travel, WireRequest } from '../../core/exchange.ts';
import { type AnswerLimits, answerFrom, answerTo, noAnswer } from './answer.ts';
import { openSocket, type SocketWay } from './socket.ts';

/** Where a request travels to. */
interface Journey {
  /** Base URL. */
  readonly base: string;
  readonly way: SocketWay;
  readonly limits: AnswerLimits;
}

/** How long a body waits for `100 Continue`, ms. */
const waitsMs = 1000;

/** Sends a request over its own connection, as its travel says. */
export function travelling(request: WireRequest, travel: Travel, journey: Journey): Promise<Answer> {
  return travel.connection === undefined ? inBytes(request, travel, journey) : behind(request, travel.connection, journey);
}

/**
 * Sends it over a new connection after other requests. Where the server closes that connection before, no answer comes: it is not sent over another
 * one.
 */
async function behind(
  request: WireRequest,
  { before, pipelined }: NonNullable<Travel['connection']>,
  { base, way, limits }: Journey,
): Promise<Answer> {
  let opened = 0;
  const client = new Client(base, {
    pipelining: pipelined ? before.length + 1 : 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_options, done) => {
      opened += 1;
      if (opened > 1) done(new Error('closed'), null);
      else
        openSocket(base, way).then(
          (socket) => done(null, socket),
          (error: Error) => done(error, null),
        );
    },
  });
  try {
    const all = [...before, request].map((one) => answerFrom(client, base, one, limits, { idempotent: true, blocking: false }));
    return (await Promise.all(all)).at(-1) ?? noAnswer(new Error('closed'));
  } finally {
    await client.destroy();
  }
}

/** Sends it as bytes that are made here, because no HTTP library would write them in this form. */
async function inBytes(request: WireRequest, travel: Travel, { base, way, limits }: Journey): Promise<Answer> {
  let socket: Socket;
  try {
    socket = await openSocket(base, way);
  } catch (error) {
    return noAnswer(error);
  }
  const outgoing = httpRequest({
    createConnection: () => readingOf(socket),
    method: request.method,
    path: request.target,
  });
  const continued = new Promise<void>((resolve) => outgoing.once('continue', resolve));
  const answer = answerTo(outgoing, limits);
  outgoing.end();
  const [head, body] = [headOf(request, travel, base), bodyOf(request, travel)];
  if (travel.waits) {
    await write(socket, [head]);
    const came = await Promise.race([continued, wait(waitsMs, undefined, { ref: false }), answer]);
    // A final answer before the body answers the header section.
    if (came === undefined) await write(socket, [body]);
  } else {
    await write(socket, cut(Buffer.concat([head, body]), travel.packets));
  }
  const came = await answer;
  socket.destroy();
  return came;
}

/** What comes over a socket, for an HTTP client that writes nothing to it. */
function readingOf(socket: Socket): Duplex {
  const reading = new Duplex({ read: () => {}, write: (_bytes, _encoding, done) => done() });
  socket.on('data', (piece) => reading.push(piece));
  socket.on('end', () => reading.push(null));
  socket.on('error', (error) => reading.destroy(error));
  socket.on('close', () => reading.destroy());
  return reading;
}

function headOf({ method, target, headers, body }: WireRequest, { version, chunks, absolute, hostBehind }: Travel, base: string): Buffer {
  const host = ['Host', new URL(base).host];
  const lines = [
    ...(hostBehind ? [] : [host]),
    ...headers,
    ...(hostBehind ? [host] : []),
    ...(chunks === undefined && body.length > 0 ? [['Content-Length', String(body.length)]] : []),
    ...(version === '1.0' ? [] : [['Connection', 'close']]),
  ].map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${absolute ? base : ''}${target} HTTP/${version ?? '1.1'}\r\n${lines.join('')}\r\n`, 'latin1');
}

/** The body as sent (RFC 9112 §7.1). */
function bodyOf({ body }: WireRequest, { chunks }: Travel): Uint8Array {
  if (chunks === undefined) return body;
  const [extension, trailer] = chunks.extended ? [';part=1;note="a b"', 'X-Sent: whole\r\n'] : ['', ''];
  const framed = cut(body, chunks.bytes).flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...framed, Buffer.from(`0${extension}\r\n${trailer}\r\n`)]);
}

function cut(bytes: Uint8Array, packets: number | undefined): readonly Uint8Array[] {
  if (packets === undefined || bytes.length === 0) return [bytes];
  return Array.from({ length: Math.ceil(bytes.length / packets) }, (_, at) => bytes.subarray(at * packets, (at + 1) * packets));
}

/** Writes each piece in a TLS record of its own. */
async function write(socket: Socket, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  }
}
