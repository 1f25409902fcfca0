import { errorCodeIn, errorMessageIn } from '../../core/contract/answer-body.ts';
import { keyRole, keyRule } from '../../core/contract/credentials.ts';
import type { ErrorCodes } from '../../core/contract/error-codes.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { basicValue, bearerValue, dateText, lineOf, signedRightly, wrongKey } from '../../core/contract/scheme.ts';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import { type JsonTree, member, parseJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { type Contract, mainResource, type Operation, target } from '../../schemas/contract.ts';
import { compile } from '../../schemas/validate.ts';
import type { ErrorMembers } from '../../specs/types/errors.ts';
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
export function seen(answer: Answer, members: ErrorMembers | undefined): Seen | { readonly why: string } {
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
    code: members === undefined ? inside('code') : errorCodeIn({ status, body }, members),
    words: [errorMessageIn(body, members), inside('type'), inside('description'), inside('message'), inside('title')]
      .filter((word) => word !== undefined)
      .join(', '),
    body: body.length === 0 ? 'empty' : tree !== undefined ? 'json' : isHtml ? 'html' : 'other',
    type,
    headers,
    tree,
  };
}

type BySignature = (login: string, signature: string, now: number) => WireRequest;

/** Calls that change nothing, for questions about keys and clocks. */
export interface Probes {
  /** The first call of a target; `now` is ms of its clock. */
  readonly first: {
    readonly path: string;
    /** Whether it asks for what nobody has, so that 404 is a right answer. */
    readonly ofNothing: boolean;
    /** Whether it is a write that has to be refused. */
    readonly writes: boolean;
    call(keys: Credentials, now: number): WireRequest;
  };
  /** Whether some calls are signed; else one key is sent without a second one. */
  readonly signs: boolean;
  /** Roles of the keys in scheme.yaml: their names in a configuration. */
  readonly roles: Readonly<Record<keyof Credentials, string>>;
  /** What the contract calls its keys; undefined for one that it does not have. */
  readonly names: Readonly<Record<keyof Credentials, string | undefined>>;
  /** The contract's table of errors. */
  readonly codes: ErrorCodes;
  /** A call with the key that is sent without a second one, undefined where no read takes one; with login and date, which some APIs require there, too (C27). */
  readonly bearer: ((token: string, login: string, now: number) => WireRequest) | undefined;
  /** A read of what nobody has, signed at that moment (ms) of the target's clock; `signedWrite` where nothing is read. Only where it `signs`. */
  readonly signed: BySignature;
  /** A write that cannot be valid, signed at that moment: its refusal shows whether the signature was accepted, and nothing is made. */
  readonly signedWrite: BySignature;
}

const emptyObject: Uint8Array = encodeUtf8('{}');

/** An id that nothing has: ids start much higher. */
const nobodys = 1;

/** An operation that can be called without effect, and how. */
interface Harmless {
  readonly operation: Operation;
  readonly target: string;
  readonly ofNothing: boolean;
}

/**
 * A read of nothing that has to exist, for whose parameters the contract has examples; else a read of what nobody has.
 */
function harmlessRead({ operations }: Contract, wanted: (operation: Operation) => boolean): Harmless | undefined {
  const reads = operations.filter((operation) => operation.method === 'GET' && wanted(operation));
  const found = (operation: Operation, ofNothing: boolean): readonly Harmless[] => {
    const needed = operation.parameters.filter(({ required, in: place }) => required || place === 'path');
    const values = needed.map(({ name, in: place, example }) => [name, place === 'path' ? nobodys : example]);
    if (values.some(([, value]) => typeof value !== 'string' && typeof value !== 'number')) return [];
    return [{ operation, target: target(operation, Object.fromEntries(values)), ofNothing }];
  };
  const isOfOne = ({ path }: Operation): boolean => path.includes('{');
  return [
    ...reads.filter((operation) => !isOfOne(operation)).flatMap((operation) => found(operation, false)),
    ...reads.filter(isOfOne).flatMap((operation) => found(operation, true)),
  ][0];
}

/** A signed write that refuses an empty object. */
function refusedWrite(contract: Contract): Operation | undefined {
  const writes = contract.operations.filter(
    ({ authentication, method, path, requestBody }) =>
      authentication === 'signed' &&
      method !== 'GET' &&
      !path.includes('{') &&
      requestBody !== undefined &&
      compile(requestBody)({}).length > 0,
  );
  return writes.find(({ id }) => id === mainResource(contract)?.create.id) ?? writes[0];
}

/** The header line of a key that is sent without a second one. */
export function keyLines(scheme: Scheme, key: string): readonly HeaderLine[] {
  const { basic, bearer } = scheme;
  return basic ? lineOf(basic, basicValue(scheme, key)) : lineOf(bearer, bearerValue(scheme, key));
}

/** A call that identifies the caller: a signed read, or one with the key of a contract that signs nothing. */
export function showing({ signs, signed, first }: Probes, keys: Credentials, now: number): WireRequest {
  return signs ? signed(keys.apiKey, keys.apiSignature, now) : first.call(keys, now);
}

/** The calls that a contract has for these questions; undefined where each of its calls may have an effect. */
export function probes(contract: Contract, scheme: string): Probes | undefined {
  const { scheme: form } = contract;
  const keyRead = harmlessRead(contract, ({ authentication }) => authentication === 'bearer' || authentication === 'basic');
  const shows = mainResource(contract)?.read;
  const signedRead =
    (shows?.authentication === 'signed' ? harmlessRead(contract, ({ id }) => id === shows.id) : undefined) ??
    harmlessRead(contract, ({ authentication }) => authentication === 'signed');
  const openRead = harmlessRead(contract, ({ authentication }) => authentication === 'none');
  const write = refusedWrite(contract);
  const type: HeaderLine = ['Content-Type', 'application/json'];
  const signed = (method: string, path: string, body: Uint8Array, login: string, signature: string, now: number): WireRequest => {
    const parts = {
      date: dateText(form, now),
      login,
      method,
      target: path,
      body,
      ...(form.id === undefined ? {} : { id: `preflight-${now}` }),
    };
    return { method, target: path, headers: [...signedRightly(form, scheme, parts, wrongKey(form, signature)), type], body };
  };
  const signedWrite: BySignature = (login, signature, now) =>
    signed(write?.method ?? 'POST', write?.path ?? '/', emptyObject, login, signature, now);
  const bySignature: BySignature =
    signedRead === undefined ? signedWrite : (login, signature, now) => signed('GET', signedRead.target, noBody, login, signature, now);
  const bearer: Probes['bearer'] =
    keyRead &&
    ((token, login, now) => ({
      method: 'GET',
      target: keyRead.target,
      headers: [...keyLines(form, token), ...lineOf(form.login, login), ...lineOf(form.date, dateText(form, now)), type],
      body: noBody,
    }));
  const read = keyRead ?? signedRead ?? openRead;
  if (read === undefined && write === undefined) return undefined;
  return {
    first: {
      path: read?.operation.path ?? write?.path ?? '',
      ofNothing: read?.ofNothing ?? false,
      writes: read === undefined,
      call({ apiKey, apiSignature, readOnlyKey }, now) {
        if (read === openRead && read !== undefined) return { method: 'GET', target: read.target, headers: [], body: noBody };
        return bearer?.(readOnlyKey, apiKey, now) ?? bySignature(apiKey, apiSignature, now);
      },
    },
    signs: signedRead !== undefined || write !== undefined,
    roles: { apiKey: keyRole(form, 'apiKey'), apiSignature: keyRole(form, 'apiSignature'), readOnlyKey: keyRole(form, 'readOnlyKey') },
    names: {
      apiKey: keyRule(form, 'apiKey')?.name,
      apiSignature: keyRule(form, 'apiSignature')?.name,
      readOnlyKey: keyRule(form, 'readOnlyKey')?.name,
    },
    codes: contract,
    bearer,
    signed: bySignature,
    signedWrite,
  };
}
