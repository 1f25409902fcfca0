import type { ErrorMembers } from '../specs/types/errors.ts';

/** One header field line as sent: name and value as latin1 text, spelling and order kept. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as the bytes that are sent. `target` is the request-target (path and query) as sent; `body` is never re-encoded. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** How we signed it, where it is ours. */
  readonly signing?: Signing;
  /** How it travels, where that is unusual. */
  readonly travel?: Travel;
}

/** How a request travels over its connection (RFC 9112). None of it is part of the signed message. */
export interface Travel {
  readonly version?: '1.0';
  /** The target is sent in absolute form, with scheme and host before it (RFC 9112 §3.2.2). */
  readonly absolute?: true;
  /** `Host` stands behind the other lines, as some clients send it; before them otherwise. */
  readonly hostBehind?: true;
  /** It is cut into writes of that many bytes, header section included. */
  readonly packets?: number;
  /** The body in chunks of that many bytes, with a chunk extension and a trailer field where `extended`. The request says `Transfer-Encoding: chunked`. */
  readonly chunks?: { readonly bytes: number; readonly extended?: true };
  /** The body waits for `100 Continue`, as the request says in `Expect`, and is sent without it after a second (RFC 9110 §10.1.1). */
  readonly waits?: true;
  /** The connection is new, and these requests go over it first: each after the answer to the one before, or all without waiting (`pipelined`). */
  readonly connection?: { readonly before: readonly WireRequest[]; readonly pipelined?: true };
}

/** How a request of ours was signed, so that a repeat can be signed in the same way. It contains a key, so it is never shown. */
export interface Signing {
  /** When it was made, ms since the epoch by the clock that its date is of. */
  readonly madeAt: number;
  /** Date and login before a header was left out or changed. */
  readonly date?: string;
  readonly login?: string;
  /** The signed bytes; absent where a key was sent instead of a signature. */
  readonly message?: Uint8Array;
  readonly secret: string;
}

/** A request as it reached a server: who sent it (socket peer, textual address) and over which transport. */
export interface Arrival {
  readonly request: WireRequest;
  readonly peer: string;
  readonly secure: boolean;
  /** The connection that it came over, the same object for each request of it; absent where there is none. */
  readonly connection?: object;
  /** In how many pieces its body came, where that is known. */
  readonly pieces?: number;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** What a server does with a decided response on its connection. */
export type Delivery =
  | {
      readonly kind: 'response';
      readonly response: WireResponse;
      /** The body is sent byte by byte, with that many ms between two. */
      readonly everyMs?: number;
    }
  /** The connection is closed without an answer, or in the middle of its body. */
  | { readonly kind: 'closed'; readonly response?: WireResponse; readonly bodyBytesSent?: number }
  /** The connection stays open and nothing is ever sent. */
  | { readonly kind: 'silent' };

/** What the calling side saw. `none` is never a refusal: whether the request took effect is unknown until it is reconciled. */
export type Answer =
  | { readonly kind: 'response'; readonly response: WireResponse }
  | {
      readonly kind: 'none';
      /** `timeout`: nothing came in time. `unfinished`: something did, and did not end in time. `too-large`: more came than is read. */
      readonly reason: 'refused' | 'closed' | 'reset' | 'timeout' | 'unfinished' | 'too-large' | 'abandoned' | 'tls' | 'malformed';
      readonly detail: string;
    };

/** A request with its result. Times are milliseconds since the epoch on the calling side's clock. */
export interface Exchange {
  /** Number of the exchange within its test, from 1. */
  readonly number: number;
  readonly request: WireRequest;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly answer: Answer;
  /** It was answered while valid calls were refused because of wrong ones before them (C57), so the answer says nothing about it. */
  readonly locked?: true;
  /** Where an error of that API has its code, where its contract says so. */
  readonly errorMembers?: ErrorMembers;
}

/**
 * An exchange as the answering side saw it: who called, and over which transport. Times are on the answering side's clock, `answer` is what it did.
 */
export interface SeenExchange extends Exchange {
  readonly peer: string;
  readonly secure: boolean;
}

export const noBody: Uint8Array = new Uint8Array(0);

/** Values of all field lines with that name (case-insensitive, RFC 9110 §5.1), in order of arrival. */
export function headerValues(headers: readonly HeaderLine[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  // Most names differ in length already, and this runs for every header of every call.
  return headers.filter(([line]) => line.length === wanted.length && line.toLowerCase() === wanted).map(([, value]) => value);
}

/** The value of the first field line with that name, or undefined. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  return headerValues(headers, name)[0];
}

/** The same headers without every line of that name. */
export function withoutHeader(headers: readonly HeaderLine[], name: string): readonly HeaderLine[] {
  const unwanted = name.toLowerCase();
  return headers.filter(([line]) => line.toLowerCase() !== unwanted);
}

/** The same headers with the value of that name replaced in its place, or added at the end where it was absent. */
export function withHeader(headers: readonly HeaderLine[], name: string, value: string): readonly HeaderLine[] {
  const wanted = name.toLowerCase();
  const at = headers.findIndex(([line]) => line.toLowerCase() === wanted);
  if (at < 0) return [...headers, [name, value]];
  return headers.map((line, index) => (index === at ? [line[0], value] : line));
}
