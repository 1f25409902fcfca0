import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer, Arrival, Delivery, HeaderLine, SeenExchange, WireRequest } from '../core/exchange.ts';
import { headerValue, noBody } from '../core/exchange.ts';
import { Gathering } from '../core/gathering.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import { said } from '../language/sentences.ts';

/** What our receiver does with a delivery: a status, a closed connection, or silence. */
export type ScriptedAnswer = number | 'close' | 'hang';

/** One of our URLs, and the deliveries to it. */
export interface Inbox {
  readonly url: string;
  /** In order of arrival. */
  seen(): readonly SeenExchange[];
}

/** Longest body that is read, bytes: a notification has some thirty. */
const largestBody = 1024 * 1024;

/**
 * Reads a script: statuses from 200 to 599, `close` and `hang`, separated by commas.
 *
 * @throws RangeError for anything else, which it names
 */
export function readScript(text: string): readonly ScriptedAnswer[] {
  return text.split(',').map((part) => {
    const word = part.trim();
    if (word === 'close' || word === 'hang') return word;
    if (!/^[2-5]\d\d$/.test(word))
      throw new RangeError(`${word === '' ? 'an empty answer' : word} is not an answer: give statuses, close or hang, such as 500,500,200`);
    return Number(word);
  });
}

/** The answer to the delivery of that index, from 0: the last entry repeats. */
export function answerAt(script: readonly ScriptedAnswer[], index: number): ScriptedAnswer {
  return script[Math.min(index, script.length - 1)] ?? 200;
}

/** A path below the one that was called, as an absolute URL: a sender need not know relative ones. */
function movedTo({ target, headers }: Called): string {
  const [path = '', query] = target.split(/(?=\?)/);
  const host = headerValue(headers, 'Host');
  // A proxy in front of us ends TLS.
  const scheme = headerValue(headers, 'X-Forwarded-Proto') === 'https' ? 'https' : 'http';
  return `${host === undefined ? '' : `${scheme}://${host}`}${path}/moved${query ?? ''}`;
}

type Called = Pick<WireRequest, 'target' | 'headers'>;

/** What a scripted answer puts on the connection. */
export function deliveryOf(answer: ScriptedAnswer, called: Called): Delivery {
  if (answer === 'close') return { kind: 'closed' };
  if (answer === 'hang') return { kind: 'silent' };
  const headers: readonly HeaderLine[] = answer >= 300 && answer < 400 ? [['Location', movedTo(called)]] : [];
  return { kind: 'response', response: { status: answer, headers, body: noBody } };
}

/** The same as the calling side sees it, in the end. */
export function answerOf(delivery: Delivery): Answer {
  if (delivery.kind === 'response') return delivery;
  return delivery.kind === 'closed'
    ? { kind: 'none', reason: 'closed', detail: said('closed-by-script') }
    : { kind: 'none', reason: 'timeout', detail: said('silent-by-script') };
}

/** Several inboxes, on one base URL and with one clock. */
export interface Inboxes {
  open(name: string, answers: readonly ScriptedAnswer[], onArrival?: (seen: SeenExchange) => Promise<void>): Inbox;
  /** What the next delivery to that target gets; undefined where no inbox is. A proxy in front of us may have changed what comes before the name. */
  answerTo(target: string): ScriptedAnswer | undefined;
  /** Takes a delivery. A request for no inbox gets 404. */
  take(arrival: Arrival): Promise<Delivery>;
  /** Waits until that many deliveries came to an inbox, or the signal. */
  arrived(inbox: Inbox, count: number, ended: AbortSignal): Promise<readonly SeenExchange[]>;
}

interface Kept {
  readonly answers: readonly ScriptedAnswer[];
  readonly seen: SeenExchange[];
  readonly onArrival: ((seen: SeenExchange) => Promise<void>) | undefined;
}

/**
 * @param baseUrl without a slash at its end
 * @param now the clock for arrivals, ms since the epoch
 */
export function inboxes(baseUrl: string, now: () => number): Inboxes {
  const kept = new Map<string, Kept>();
  let waiting: (() => void)[] = [];
  let number = 0;
  const at = (target: string): Kept | undefined => {
    const names = target.split('?')[0]?.split('/') ?? [];
    return names.map((name) => kept.get(name)).find((one) => one !== undefined);
  };
  return {
    open(name, answers, onArrival) {
      const own: Kept = { answers, seen: [], onArrival };
      kept.set(name, own);
      return { url: `${baseUrl}/${name}`, seen: () => [...own.seen] };
    },
    answerTo(target) {
      const own = at(target);
      return own && answerAt(own.answers, own.seen.length);
    },
    async take({ request, peer, secure }) {
      const own = at(request.target);
      if (own === undefined) return deliveryOf(404, request);
      number += 1;
      const delivery = deliveryOf(answerAt(own.answers, own.seen.length), request);
      const seen: SeenExchange = { number, request, peer, secure, startedAt: now(), endedAt: now(), answer: answerOf(delivery) };
      own.seen.push(seen);
      await own.onArrival?.(seen);
      const wakes = waiting;
      waiting = [];
      for (const wake of wakes) wake();
      return delivery;
    },
    async arrived(inbox, count, ended) {
      const over = new Promise<void>((resolve) => ended.addEventListener('abort', () => resolve(), { once: true }));
      while (inbox.seen().length < count && !ended.aborted)
        await Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), over]);
      return inbox.seen();
    },
  };
}

/** Header lines as they were sent. */
function linesOf({ rawHeaders }: IncomingMessage): readonly HeaderLine[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}

async function bodyOf(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const gathered = new Gathering(largestBody);
  // To end early would destroy the connection, on which the refusal is sent.
  const pieces: AsyncIterable<Buffer> = message.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) if (!gathered.add(piece)) return undefined;
  return gathered.whole();
}

/** What a receiver does with a delivery; `onSent` runs when the answer was sent completely. */
export interface Taken {
  readonly delivery: Delivery;
  onSent?(): void;
}

async function serveOne(
  take: (arrival: Arrival) => Promise<Taken> | Taken,
  message: IncomingMessage,
  response: ServerResponse,
  socket: Socket,
): Promise<void> {
  const body = await bodyOf(message);
  const request = { method: message.method ?? '', target: message.url ?? '', headers: linesOf(message), body: body ?? noBody };
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d)/, '');
  const taken: Taken = body === undefined ? { delivery: deliveryOf(413, request) } : await take({ request, peer, secure: false });
  const { delivery } = taken;
  switch (delivery.kind) {
    case 'silent':
      return;
    case 'closed':
      socket.destroy();
      return;
    case 'response': {
      const { status, headers, body: bytes } = delivery.response;
      response.writeHead(status, headers.flat()).end(bytes, () => taken.onSent?.());
      if (body !== undefined) return;
      // The rest of the body is read and discarded until the answer is sent, or the sender would see a reset instead of it.
      message.resume();
      response.on('finish', () => socket.destroySoon());
    }
  }
}

/** A server that passes every complete request on and does on the connection what comes back. A request that breaks off is not a delivery. */
export function inboxServer(take: (arrival: Arrival) => Promise<Taken> | Taken, patience?: Partial<Patience>): Server {
  return createServer(timeouts(patience), (message, response) => {
    // A message that ended early has no socket any more.
    const { socket } = message;
    serveOne(take, message, response, socket).catch(() => socket.destroy());
  });
}
