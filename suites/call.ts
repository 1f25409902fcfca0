import { inManner, type Manner } from '../arbitraries/shop.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import {
  basicValue,
  bearerValue,
  carrierOf,
  dateText,
  hashOf,
  hashValue,
  lineOf,
  signedLines as linesOf,
  type MessageParts,
  messageOf,
  partsIn,
  signsRequestLine,
  wrongKey,
} from '../core/contract/scheme.ts';
import { type HeaderLine, noBody, type WireRequest, withoutHeader } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Draft } from '../roles/transport/draft.ts';
import { type Operation, target } from '../schemas/contract.ts';
import type { Authentication } from '../specs/traits.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** The parts of the string to sign, as wire text and bytes (Deposits API docs, "Calculating the signature"). */
export interface Parts {
  readonly xDate: string;
  readonly xLogin: string;
  /** The id of the message, where the contract signs one. */
  readonly id?: string;
  readonly method: string;
  readonly target: string;
  readonly body: Uint8Array;
}

/** A date for the server's clock `now` (ms): an instant (ms), in the contract's format, or any text. */
export type DateOf = (now: number) => number | string;

/** The text of a date, which is that of `now` where none is given. */
export function dateBy(form: Scheme, now: number, dateAs: DateOf | undefined): string {
  const date = dateAs === undefined ? now : dateAs(now);
  return typeof date === 'string' ? date : dateText(form, date);
}

/**
 * A call of an operation. It is right in everything that is not set otherwise. Each `…As` is one place in which a negative case may differ from it: a
 * case sets exactly one.
 */
export interface Call {
  readonly operation: Operation;
  readonly credentials: Credentials;
  /** How the contract signs, and the profile's word for it (`D24`). */
  readonly form: Scheme;
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly body: Uint8Array;
  readonly idempotencyKey?: string;
  /** The id of the message, where the contract signs one. */
  readonly id?: string;
  /** Header lines that identify the caller, beside those that the API requires, and the order of all lines. */
  readonly manner?: Manner;
  /** The unique invoice id in the body, where the call creates something. Effects are counted by it. */
  readonly invoiceId?: string;
  /** Its date, where it is not `now`. */
  readonly dateAs?: DateOf;
  /** The parts that are signed, where they differ from those that are sent. */
  readonly signedAs?: (sent: Parts) => Parts;
  /** The message, where it is not X-Date + X-Login + body. */
  readonly messageAs?: (sent: Parts) => Uint8Array;
  readonly secretAs?: string;
  readonly loginAs?: string;
  /** The hash that is sent, made from the right one and its message. */
  readonly hashAs?: (hash: string, message: Uint8Array) => string;
  readonly authorizationAs?: (hash: string) => string;
  /** The header lines that are sent, made from the right ones. */
  readonly headersAs?: (lines: readonly HeaderLine[]) => readonly HeaderLine[];
  readonly methodAs?: string;
  readonly targetAs?: string;
  /**
   * The request that is sent, made from the right one. It changes only what must not matter to any rule, and is the same for a control and its
   * negative case.
   */
  readonly variedAs?: (request: WireRequest, now: number) => WireRequest;
}

/** A date that is clearly outside of the window of its contract. */
export function staleDate({ form }: Pick<Call, 'form'>): DateOf {
  return (now) => now - (form.date?.toleranceMs ?? 0) - 55_000;
}

/** What a header of a call is for: it identifies the caller, or holds the login or the date. */
export type HeaderRole = 'carrier' | 'login' | 'date';

/** The name of that header; empty where the contract, or the operation, has none. */
export function headerOf({ form, operation }: Pick<Call, 'form' | 'operation'>, role: HeaderRole): string {
  return (role === 'carrier' ? carrierOf(form, operation.authentication) : form[role]?.header) ?? '';
}

/** The call without these header fields. */
export function without(call: Call, ...roles: readonly HeaderRole[]): Call {
  const names = roles.map((role) => headerOf(call, role));
  return {
    ...call,
    headersAs: (lines) => names.reduce<readonly HeaderLine[]>(withoutHeader, call.headersAs ? call.headersAs(lines) : lines),
  };
}

const contentType: HeaderLine = ['Content-Type', 'application/json'];

/** What the authentication of the operation adds to the headers of a call. */
const linesBy: Readonly<Record<Authentication, (call: Call, now: number) => readonly HeaderLine[]>> = {
  signed: signedLines,
  bearer: bearerLines,
  basic: basicLines,
  none: () => [contentType],
};

/** The request of a call at a moment of the server's clock. It follows the rules of its operation. */
export function requestOf(call: Call, now: number): WireRequest {
  const request = usualRequestOf(call, now);
  const { variedAs, form } = call;
  if (variedAs === undefined) return request;
  const varied = variedAs(request, now);
  const { method, target } = varied;
  if (!signsRequestLine(form) || (method === request.method && target === request.target)) return varied;
  // What is signed is the line that is sent.
  return { ...variedAs(usualRequestOf({ ...call, methodAs: method, targetAs: target }, now), now), method, target };
}

function usualRequestOf(call: Call, now: number): WireRequest {
  const asked = linesBy[call.operation.authentication](call, now);
  const lines = call.manner ? inManner(call.manner, asked) : asked;
  return {
    ...lineParts(call),
    headers: call.headersAs ? call.headersAs(lines) : lines,
    body: call.body,
    ...signingOf(call, now),
  };
}

/** The method and target that are sent. */
function lineParts(call: Call): Pick<Parts, 'method' | 'target'> {
  return { method: call.methodAs ?? call.operation.method, target: call.targetAs ?? target(call.operation, call.parameters) };
}

/** How a call is signed, for code that sends it again. */
function signingOf(call: Call, now: number): Pick<WireRequest, 'signing'> {
  const { authentication } = call.operation;
  if (authentication === 'signed') {
    const { sent, message, secret } = signedParts(call, now);
    return { signing: { madeAt: now, date: sent.xDate, login: sent.xLogin, message, secret } };
  }
  return authentication === 'bearer' ? { signing: { madeAt: now, secret: call.secretAs ?? call.credentials.readOnlyKey } } : {};
}

const identified = ({ id }: Pick<Call, 'id'>): { readonly id?: string } => (id === undefined ? {} : { id });

function messageParts({ xDate, xLogin, ...rest }: Parts): MessageParts {
  return { date: xDate, login: xLogin, ...rest };
}

/** The right message of these parts. */
export function signedMessageOf(form: Scheme, parts: Parts): Uint8Array {
  return messageOf(form, messageParts(parts));
}

function signedParts(call: Call, now: number): { readonly sent: Parts; readonly message: Uint8Array; readonly secret: string } {
  const { form } = call;
  const sent: Parts = {
    xDate: dateBy(form, now, call.dateAs),
    xLogin: call.loginAs ?? call.credentials.apiKey,
    ...identified(call),
    ...lineParts(call),
    body: call.body,
  };
  const message = call.messageAs ? call.messageAs(sent) : signedMessageOf(form, call.signedAs ? call.signedAs(sent) : sent);
  return { sent, message, secret: call.secretAs ?? call.credentials.apiSignature };
}

/** The same as a draft, which makes X-Date at sending. */
export function draftOf(call: Call): Draft {
  return (now) => requestOf(call, now);
}

/** The right hash for the bytes of a request that was sent. SIG-08 looks for it. */
export function rightHash(form: Scheme, request: WireRequest, credentials: Credentials): string {
  return hashOf(form, messageOf(form, partsIn(form, request)), credentials.apiSignature);
}

function signedLines(call: Call, now: number): readonly HeaderLine[] {
  const { form } = call;
  const { sent, message, secret } = signedParts(call, now);
  const right = hashOf(form, message, wrongKey(form, secret));
  const hash = call.hashAs ? call.hashAs(right, message) : right;
  return [
    ...linesOf(
      form,
      messageParts(sent),
      call.authorizationAs ? call.authorizationAs(hash) : hashValue(form, call.scheme, hash, sent.xDate),
    ),
    contentType,
    ...lineOf(form.idempotency, call.idempotencyKey),
  ];
}

function bearerLines(call: Call, now: number): readonly HeaderLine[] {
  const { form } = call;
  const token = call.secretAs ?? call.credentials.readOnlyKey;
  return [
    ...lineOf(form.bearer, call.authorizationAs ? call.authorizationAs(token) : bearerValue(form, token)),
    // The seed asks for X-Login and X-Date on all calls; the SDKs send neither (C27). Sending both is right under either interpretation.
    ...lineOf(form.login, call.loginAs ?? call.credentials.apiKey),
    ...lineOf(form.date, dateBy(form, now, call.dateAs)),
    contentType,
  ];
}

/** A key that is sent without a second one is the user name, and the password is empty. */
function basicLines(call: Call): readonly HeaderLine[] {
  const { form } = call;
  const key = call.secretAs ?? call.credentials.readOnlyKey;
  return [
    ...lineOf(form.basic, call.authorizationAs ? call.authorizationAs(key) : basicValue(form, key)),
    contentType,
    ...lineOf(form.idempotency, call.idempotencyKey),
  ];
}

/** A body as compact JSON in UTF-8. */
export function jsonBody(value: unknown): Uint8Array {
  return value === undefined ? noBody : encodeUtf8(JSON.stringify(value));
}

/** The same call with one member of its body in the given JSON spelling, which may differ from that of `JSON.stringify`. */
export function spelled(call: Call, member: string, json: string): Call {
  const text = Buffer.from(call.body).toString('utf8');
  return { ...call, body: encodeUtf8(text.replace(new RegExp(`"${member}":(?:"[^"]*"|[^,}]+)`), () => `"${member}":${json}`)) };
}

/** The members of the JSON body of a call. */
export function bodyMembers({ body }: Call): Readonly<Record<string, JsonValue>> {
  return JSON.parse(Buffer.from(body).toString('utf8')) as Readonly<Record<string, JsonValue>>;
}

/** The same call without one member of its body. */
export function leftOut(call: Call, member: string): Call {
  const members = Object.entries(bodyMembers(call));
  return { ...call, body: jsonBody(Object.fromEntries(members.filter(([name]) => name !== member))) };
}
