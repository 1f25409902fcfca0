import type { Credentials } from '../../core/contract/ledger.ts';
import { basicValue, bearerValue, dateText, lineOf, signedRightly } from '../../core/contract/scheme.ts';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import { type JsonTree, member, parseJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { type Contract, type Operation, payment, target } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

/** The summary of an answer. */
export interface Seen {
  readonly status: number;
  /** Text of the error code, wherever the envelope has it; undefined where there is none. */
  readonly code: string | undefined;
  /** Texts of the error that people read, joined. */
  readonly words: string;
  readonly body: 'json' | 'html' | 'empty' | 'other';
  readonly type: string | undefined;
  readonly headers: readonly HeaderLine[];
  readonly tree: JsonTree | undefined;
}

function textOf(tree: JsonTree | undefined): string | undefined {
  if (tree?.kind === 'string') return tree.value;
  return tree?.kind === 'number' ? tree.text : undefined;
}

/** The summary of an answer; the reason where none came. */
export function seen(answer: Answer): Seen | { readonly why: string } {
  if (answer.kind === 'none') return { why: answer.detail === '' ? answer.reason : `${answer.reason}: ${answer.detail}` };
  const { status, headers, body } = answer.response;
  const type = headerValue(headers, 'content-type');
  const text = decodeUtf8(body);
  const tree = text === undefined ? undefined : parseJson(text);
  const isHtml = /^\s*(?:<!doctype html|<html)/i.test(text ?? '') || (tree === undefined && /\bhtml\b/i.test(type ?? ''));
  const envelope = tree && (member(tree, 'error') ?? tree);
  const inside = (name: string): string | undefined => (envelope?.kind === 'object' ? textOf(member(envelope, name)) : undefined);
  return {
    status,
    code: inside('code'),
    words: [inside('type'), inside('description'), inside('message'), inside('title')].filter((word) => word !== undefined).join(', '),
    body: body.length === 0 ? 'empty' : tree !== undefined ? 'json' : isHtml ? 'html' : 'other',
    type,
    headers,
    tree,
  };
}

/** Reads that change nothing, for questions about keys and clocks. */
export interface Probes {
  /** Path of the read-only operation. */
  readonly readPath: string;
  /** Whether some calls are signed; else one key is sent without a second one. */
  readonly signs: boolean;
  /** A read-only call with its key; with X-Login and X-Date, which some APIs require there, too (C27). */
  bearer(token: string, login: string, now: number): WireRequest;
  /** The status of a deposit that nobody has, signed at that moment (ms) of the target's clock. */
  signed(login: string, signature: string, now: number): WireRequest;
  /** A creation that cannot be valid, signed at that moment: its refusal shows whether the signature was accepted, and nothing is made. */
  signedWrite(login: string, signature: string, now: number): WireRequest;
}

const emptyObject: Uint8Array = encodeUtf8('{}');

/** An id that no deposit has: ids start much higher. */
const nobodysDeposit = 1;

/** The first read with such a key of nothing that has to exist, for whose parameters the contract has examples. */
function harmless(contract: Contract): { readonly operation: Operation; readonly target: string } {
  for (const operation of contract.operations) {
    const { authentication, method, path } = operation;
    if ((authentication !== 'bearer' && authentication !== 'basic') || method !== 'GET' || path.includes('{')) continue;
    const needed = operation.parameters.filter(({ required }) => required);
    if (needed.some(({ example }) => typeof example !== 'string' && typeof example !== 'number')) continue;
    const parameters = Object.fromEntries(needed.map(({ name, example }) => [name, example as string | number]));
    return { operation, target: target(operation, parameters) };
  }
  throw new Error('The contract has no read-only operation with examples.');
}

/** The header line of a key that is sent without a second one. */
export function keyLines(scheme: Scheme, key: string): readonly HeaderLine[] {
  const { basic, bearer } = scheme;
  return basic ? lineOf(basic, basicValue(scheme, key)) : lineOf(bearer, bearerValue(scheme, key));
}

/** A call that identifies the caller: a signed read, or one with the key of a contract that signs nothing. */
export function showing({ signs, signed, bearer }: Probes, { apiKey, apiSignature, readOnlyKey }: Credentials, now: number): WireRequest {
  return signs ? signed(apiKey, apiSignature, now) : bearer(readOnlyKey, apiKey, now);
}

export function probes(contract: Contract, scheme: string): Probes {
  const { scheme: form } = contract;
  const read = harmless(contract);
  const type: HeaderLine = ['Content-Type', 'application/json'];
  const signed = (method: string, path: string, body: Uint8Array, login: string, signature: string, now: number): WireRequest => {
    const parts = { date: dateText(form, now), login, body };
    return { method, target: path, headers: [...signedRightly(form, scheme, parts, signature), type], body };
  };
  const { create: creation, read: status } = payment(contract);
  const nobodys = target(
    status,
    Object.fromEntries(status.parameters.flatMap(({ name, in: place }) => (place === 'path' ? [[name, nobodysDeposit]] : []))),
  );
  return {
    readPath: read.operation.path,
    signs: form.signature !== undefined,
    bearer: (token, login, now) => ({
      method: 'GET',
      target: read.target,
      headers: [...keyLines(form, token), ...lineOf(form.login, login), ...lineOf(form.date, dateText(form, now)), type],
      body: noBody,
    }),
    signed: (login, signature, now) => signed('GET', nobodys, noBody, login, signature, now),
    signedWrite: (login, signature, now) => signed(creation.method, creation.path, emptyObject, login, signature, now),
  };
}
