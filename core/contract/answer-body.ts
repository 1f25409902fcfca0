import type { ErrorMembers } from '../../specs/types/errors.ts';
import type { Answer, WireResponse } from '../exchange.ts';
import { type JsonTree, member, parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import { amountText, parseAmount } from './amounts.ts';
import type { Refused } from './error-codes.ts';

/** The body of an answer as JSON without loss, or undefined where it is empty or not JSON in UTF-8. */
export function jsonIn(body: Uint8Array): JsonTree | undefined {
  const text = decodeUtf8(body);
  return text === undefined ? undefined : parseJson(text);
}

/** The names on the way of a JSON pointer. */
export function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a JSON pointer; undefined where nothing does. */
function at(tree: JsonTree | undefined, pointer: string): JsonTree | undefined {
  return pathOf(pointer).reduce((node, name) => node && member(node, name), tree);
}

/**
 * The API's own error code where the contract says that it is, else in either envelope (C20): flat `code`, or `error.code`; as text, whatever its JSON
 * kind. A member of that name in a success is one only within a whole envelope: a resource may have a code of its own.
 *
 * @param members undefined where the contract does not say where a code is
 */
export function errorCodeIn({ status, body }: Pick<WireResponse, 'status' | 'body'>, members?: ErrorMembers): string | undefined {
  if (status < 300 && !isWhole(body, members)) return undefined;
  const tree = jsonIn(body);
  const flat = at(tree, members?.code ?? '/code');
  const code = members === undefined && (flat === undefined || flat.kind === 'null') ? at(tree, '/error/code') : flat;
  return code?.kind === 'number' ? code.text : code?.kind === 'string' ? code.value : undefined;
}

/** Whether a body is surely an error: a code alone may be that of a resource. */
function isWhole(body: Uint8Array, members: ErrorMembers | undefined): boolean {
  if (members === undefined) return isEnvelope(body);
  return members.message !== undefined && at(jsonIn(body), members.message)?.kind === 'string';
}

/** The text of an error that people read, where the contract says that it is; undefined where it does not say so. */
export function errorMessageIn(body: Uint8Array, members: ErrorMembers | undefined): string | undefined {
  const text = members?.message === undefined ? undefined : at(jsonIn(body), members.message);
  return text?.kind === 'string' ? text.value : undefined;
}

/** Statuses of a refusal that may be another one later: timed out, in flight, too early, too often. */
const passingRefusals: readonly number[] = [408, 409, 425, 429];

/**
 * Whether an answer says finally that an operation was not executed. What comes after it is another operation. A refusal of the date, or of a key
 * that was used, says nothing about the operation.
 *
 * @param refusedBy what an error code refuses
 */
export function isRefusal(answer: Answer, refusedBy: (code: string) => Refused | undefined, members?: ErrorMembers): boolean {
  if (answer.kind === 'none') return false;
  const { status } = answer.response;
  const refused = refusedBy(errorCodeIn(answer.response, members) ?? '');
  return status >= 400 && status < 500 && !passingRefusals.includes(status) && refused !== 'date' && refused !== 'key';
}

/** Whether a body is the documented error envelope in either shape (C20): flat with an integer code and words, or nested under `error`. */
export function isEnvelope(body: Uint8Array): boolean {
  const tree = jsonIn(body);
  if (tree === undefined) return false;
  const isInteger = (value: JsonTree | undefined): boolean => value?.kind === 'number' && Number.isInteger(Number(value.text));
  if (isInteger(member(tree, 'code')) && member(tree, 'description')?.kind === 'string') return true;
  const error = member(tree, 'error');
  const code = error && member(error, 'code');
  return error !== undefined && (code?.kind === 'string' || isInteger(code)) && member(error, 'message')?.kind === 'string';
}

/** The id of what a creation made, as text: `deposit_id` or `refund_id`, number or string (C18, C19), never through a double. */
export function createdIdIn(body: Uint8Array, name: string): string | undefined {
  const tree = jsonIn(body);
  const id = tree && member(tree, name);
  // A number may be spelled in several ways: 3000000001.0 and 3000000001 are one id.
  const exact = id?.kind === 'number' ? parseAmount(id.text) : undefined;
  if (id?.kind === 'number') return exact === undefined ? id.text : amountText(exact);
  return id?.kind === 'string' ? id.value : undefined;
}

/** Whether a media type says JSON (RFC 6839 §3.1 for `+json`); parameters are allowed (HDR-05). */
export function saysJson(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^application\/(?:json|[!#$&\-^_.+a-z0-9]+\+json)$/.test(type);
}
