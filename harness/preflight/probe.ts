import { bearerValue, dateText, lineOf, signedRightly } from '../../core/contract/scheme.ts';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import { type JsonTree, member, parseJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { type Contract, type Operation, payment, target } from '../../schemas/contract.ts';

/** What an answer tells at a glance. */
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

/** What an answer tells; the reason where none came. */
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
  /** A read-only call with a Bearer token; with X-Login and X-Date, which some ask for there, too (C27). */
  bearer(token: string, login: string, now: number): WireRequest;
  /** The status of a deposit that nobody has, signed at that moment (ms) of the target's clock. */
  signed(login: string, signature: string, now: number): WireRequest;
  /** A creation that cannot be valid, signed at that moment: its refusal tells whether the signature was accepted, and nothing is made. */
  signedWrite(login: string, signature: string, now: number): WireRequest;
}

const emptyObject: Uint8Array = encodeUtf8('{}');

/** An id that no deposit has: they are given out from much higher on. */
const nobodysDeposit = 1;

/** The first read-only operation whose parameters the contract gives examples for. */
function harmless(contract: Contract): { readonly operation: Operation; readonly target: string } {
  for (const operation of contract.operations) {
    if (operation.authentication !== 'bearer' || operation.method !== 'GET') continue;
    const needed = operation.parameters.filter(({ required }) => required);
    if (needed.some(({ example }) => typeof example !== 'string' && typeof example !== 'number')) continue;
    const parameters = Object.fromEntries(needed.map(({ name, example }) => [name, example as string | number]));
    return { operation, target: target(operation, parameters) };
  }
  throw new Error('The contract has no read-only operation with examples.');
}

export function probes(contract: Contract, scheme: string): Probes {
  const { scheme: form } = contract;
  const read = harmless(contract);
  const status = target(payment(contract).read, { deposit_id: nobodysDeposit });
  const type: HeaderLine = ['Content-Type', 'application/json'];
  const signed = (method: string, path: string, body: Uint8Array, login: string, signature: string, now: number): WireRequest => {
    const parts = { date: dateText(form, now), login, body };
    return { method, target: path, headers: [...signedRightly(form, scheme, parts, signature), type], body };
  };
  const creation = payment(contract).create;
  return {
    readPath: read.operation.path,
    bearer: (token, login, now) => ({
      method: 'GET',
      target: read.target,
      headers: [
        ...lineOf(form.bearer, bearerValue(form, token)),
        ...lineOf(form.login, login),
        ...lineOf(form.date, dateText(form, now)),
        type,
      ],
      body: noBody,
    }),
    signed: (login, signature, now) => signed('GET', status, noBody, login, signature, now),
    signedWrite: (login, signature, now) => signed(creation.method, creation.path, emptyObject, login, signature, now),
  };
}
