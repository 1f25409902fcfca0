import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { authorizationValue, sign } from '../core/contract/signature.ts';
import { type HeaderLine, noBody, type WireRequest } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Draft } from '../roles/transport/draft.ts';
import { type Operation, target } from '../schemas/contract.ts';

/** The three parts of the string to sign, as wire text and bytes (Deposits API docs, "Calculating the signature"). */
export interface Parts {
  readonly xDate: string;
  readonly xLogin: string;
  readonly body: Uint8Array;
}

/**
 * A call of an operation, right in everything that is not set otherwise. Each `…As` is one place in which a negative may differ from it:
 * a case sets exactly one.
 */
export interface Call {
  readonly operation: Operation;
  readonly credentials: Credentials;
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly body: Uint8Array;
  readonly idempotencyKey?: string;
  /** The unique invoice id in the body, where the call creates something: what effects are counted by. */
  readonly invoiceId?: string;
  /** X-Date for the server's clock `now` (ms). */
  readonly dateAs?: (now: number) => string;
  /** The parts that go under the HMAC, where they are not those that are sent. */
  readonly signedAs?: (sent: Parts) => Parts;
  /** The message, where it is not X-Date + X-Login + body. */
  readonly messageAs?: (sent: Parts) => Uint8Array;
  readonly secretAs?: string;
  readonly loginAs?: string;
  /** The hash that is sent, from the right one and its message. */
  readonly hashAs?: (hash: string, message: Uint8Array) => string;
  readonly authorizationAs?: (hash: string) => string;
  /** The header lines that are sent, from the right ones. */
  readonly headersAs?: (lines: readonly HeaderLine[]) => readonly HeaderLine[];
  readonly methodAs?: string;
  readonly targetAs?: string;
}

const contentType: HeaderLine = ['Content-Type', 'application/json'];

/** The request of a call at a moment of the server's clock. Signed by the rule, or with a Bearer key, as the operation's authentication says. */
export function requestOf(call: Call, now: number): WireRequest {
  const lines = call.operation.authentication === 'signed' ? signedLines(call, now) : bearerLines(call, now);
  return {
    method: call.methodAs ?? call.operation.method,
    target: call.targetAs ?? target(call.operation, call.parameters),
    headers: call.headersAs ? call.headersAs(lines) : lines,
    body: call.body,
  };
}

/** The same as a draft, which makes X-Date at sending. */
export function draftOf(call: Call): Draft {
  return (now) => requestOf(call, now);
}

/** The hash that is right for the bytes of a request that was sent: what SIG-08 looks for. */
export function rightHash(request: WireRequest, credentials: Credentials): string {
  const value = (name: string) => request.headers.find(([line]) => line.toLowerCase() === name)?.[1] ?? '';
  return sign(signedMessage(value('x-date'), value('x-login'), request.body), credentials.apiSignature);
}

function signedLines(call: Call, now: number): readonly HeaderLine[] {
  const xDate = call.dateAs ? call.dateAs(now) : formatXDate(now);
  const xLogin = call.loginAs ?? call.credentials.apiKey;
  const sent: Parts = { xDate, xLogin, body: call.body };
  const parts = call.signedAs ? call.signedAs(sent) : sent;
  const message = call.messageAs ? call.messageAs(sent) : signedMessage(parts.xDate, parts.xLogin, parts.body);
  const right = sign(message, call.secretAs ?? call.credentials.apiSignature);
  const hash = call.hashAs ? call.hashAs(right, message) : right;
  return [
    ['Authorization', call.authorizationAs ? call.authorizationAs(hash) : authorizationValue(call.scheme, hash)],
    ['X-Login', xLogin],
    ['X-Date', xDate],
    contentType,
    ...(call.idempotencyKey === undefined ? [] : [['X-Idempotency-Key', call.idempotencyKey] as const]),
  ];
}

function bearerLines(call: Call, now: number): readonly HeaderLine[] {
  const token = call.secretAs ?? call.credentials.readOnlyKey;
  return [
    ['Authorization', call.authorizationAs ? call.authorizationAs(token) : `Bearer ${token}`],
    // The seed asks for X-Login and X-Date on all calls, the SDKs send neither (C27): sending both is right under either reading.
    ['X-Login', call.loginAs ?? call.credentials.apiKey],
    ['X-Date', call.dateAs ? call.dateAs(now) : formatXDate(now)],
    contentType,
  ];
}

/** A body as compact JSON in UTF-8. */
export function jsonBody(value: unknown): Uint8Array {
  return value === undefined ? noBody : encodeUtf8(JSON.stringify(value));
}
