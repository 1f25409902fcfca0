import type { EnvironmentName } from '../core/contract/ledger.ts';
import type { Answer, Arrival, Delivery, HeaderLine, WireRequest } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import type { MockProvider } from './provider.ts';
import type { Begun } from './simulator.ts';

/** How a request reaches the mock without a socket. */
export interface DirectSending {
  /** The address that replaces the socket peer's. */
  readonly peer: string;
  /** Whether it comes over TLS. */
  readonly secure: boolean;
  readonly environment: EnvironmentName;
  /** The caller disconnects: with the whole request sent, or with its last byte unsent. */
  readonly abandon?: 'after-upload' | 'before-last-byte';
}

/** The in-process adapter: it takes a request as bytes and returns what the caller sees. Never rejects. */
export type Direct = (request: WireRequest, how: DirectSending) => Promise<Answer>;

/** The same largest body that the socket adapter takes (bytes). */
export const largestBody = 1024 * 1024;

// Characters that an HTTP parser refuses in a field (RFC 9110 §5.1, §5.5): in a name what is not a token character, and in a value controls other
// than the tab.
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const refusedInValue = /[\u0000-\u0008\u000a-\u001f\u007f\u0100-\uffff]/;
const aroundValue = /^[ \t]+|[ \t]+$/g;

function wellFormed({ method, target, headers }: WireRequest): boolean {
  if (!fieldName.test(method) || !/^[\u0021-\u007e\u0080-\u00ff]+$/.test(target)) return false;
  return headers.every(([name, value]) => fieldName.test(name) && !refusedInValue.test(value));
}

/** Spaces and tabs around a value are not part of it (RFC 9110 §5.5); every HTTP parser removes them before the application sees it. */
function trimmed(line: HeaderLine): HeaderLine {
  const [name, value] = line;
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  const around = first === 32 || first === 9 || last === 32 || last === 9;
  return around ? [name, value.replace(aroundValue, '')] : line;
}

// In process nobody waits for a deadline: silence returns at once as its result.
const silent: Answer = { kind: 'none', reason: 'timeout', detail: said('provider-stayed-silent') };
const lost: Answer = { kind: 'none', reason: 'abandoned', detail: said('answer-not-awaited-of-whole') };

/**
 * Waits for a key that is in flight.
 * Everything under way in process ends within the present turn of the event loop. A key that is still held some turns later is held for good
 * (IDM-07), and would be awaited without end.
 */
function settled(waiting: Begun & { readonly kind: 'wait' }): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.settled(() => resolve(true));
    setImmediate(() => setImmediate(() => setImmediate(() => resolve(false))));
  });
}

function seen(delivery: Delivery): Answer {
  switch (delivery.kind) {
    case 'response':
      return delivery;
    case 'closed':
      return { kind: 'none', reason: 'closed', detail: said('closed-without-whole-answer') };
    case 'silent':
      return silent;
  }
}

/**
 * Calls the mock in process.
 * Between the two phases of a call others get their turn, so that requests sent together race as they would over a socket.
 */
export function direct(mock: MockProvider): Direct {
  const call = async (request: WireRequest, how: DirectSending, connection?: object): Promise<Answer> => {
    const { peer, secure, environment, abandon } = how;
    const { simulator } = mock.environment(environment);
    const { travel } = request;
    if (travel?.connection !== undefined && connection === undefined) {
      const own = {};
      for (const one of travel.connection.before) await call(one, how, own);
      return call(request, how, own);
    }
    if (abandon === 'before-last-byte') {
      return { kind: 'none', reason: 'abandoned', detail: said('given-up-before-last-byte') };
    }
    if (!wellFormed(request)) {
      return secure
        ? { kind: 'response', response: simulator.refuse('request-malformed') }
        : { kind: 'none', reason: 'closed', detail: said('closed-without-answer') };
    }
    if (request.body.length > largestBody && secure) return { kind: 'response', response: simulator.refuse('body-too-large') };
    const headers = request.headers.map(trimmed);
    // The same request where nothing was removed, so that a listener recognises it.
    const arrived = headers.every((line, at) => line === request.headers[at]) ? request : { ...request, headers };
    const arrival: Arrival = {
      request: arrived,
      peer,
      secure,
      ...(connection === undefined ? {} : { connection }),
      ...(travel?.packets === undefined ? {} : { pieces: Math.ceil(request.body.length / travel.packets) }),
    };
    // The request takes time: nothing is decided in the turn in which it was sent.
    await Promise.resolve();
    let begun: Begun = simulator.begin(arrival);
    for (;;) {
      switch (begun.kind) {
        case 'answer':
          return abandon === undefined ? seen(begun.delivery) : lost;
        case 'wait': {
          if (abandon !== undefined) return lost;
          if (!(await settled(begun))) return silent;
          begun = begun.again();
          break;
        }
        case 'work': {
          await Promise.resolve();
          if (abandon === undefined) return seen(begun.commit());
          begun.abandon();
          return lost;
        }
      }
    }
  };
  return (request, how) => call(request, how);
}
