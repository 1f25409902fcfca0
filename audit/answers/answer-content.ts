import { createdIdIn, errorCodeIn, jsonIn } from '../../core/contract/answer-body.ts';
import type { Refused } from '../../core/contract/error-codes.ts';
import { isFinal } from '../../core/contract/transitions.ts';
import { headerValue, type WireResponse } from '../../core/exchange.ts';
import { equalJson, member } from '../../core/json.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { type Contract, mainResource, type Operation } from '../../schemas/contract.ts';
import type { AnswerLaw } from './answer.ts';
import type { Answered } from './history.ts';

/** Refusals that come before the signature is checked, whatever else is wrong (C11), or that are about the key. */
const ofAnotherKind: ReadonlySet<Refused | undefined> = new Set(['key', 'blank-header', 'address', 'rate']);

export function answerReason(response: WireResponse, { contract }: Pick<AnswerLaw, 'contract'>): Reason {
  const { status } = response;
  const code = errorCodeIn(response, contract.errorMembers);
  return code === undefined ? reason('answered', { status }) : reason('answered-with-code', { status, code });
}

/** Whether two bodies are equal, or the same JSON value. */
export function sameValue(one: Uint8Array, other: Uint8Array): boolean {
  if (Buffer.compare(one, other) === 0) return true;
  const [a, b] = [jsonIn(one), jsonIn(other)];
  return a !== undefined && b !== undefined && equalJson(a, b);
}

export function sameAnswer({ response: one }: Answered, { response: other }: Answered): boolean {
  return one.status === other.status && sameValue(one.body, other.body);
}

/** What an answer says about the main resource of the contract. */
export function mainIn(
  contract: Contract,
  operation: Operation,
  parameters: Answered['parameters'],
  { status, body }: WireResponse,
): Pick<Answered, 'madeId' | 'readId' | 'shown'> {
  const main = mainResource(contract);
  const nothing = { madeId: undefined, readId: undefined, shown: undefined };
  if (main === undefined) return nothing;
  const succeeded = status >= 200 && status < 300;
  if (operation.creates === main.name) return { ...nothing, madeId: succeeded ? createdIdIn(body, main.members.id) : undefined };
  if (operation.reads !== main.name) return nothing;
  const [inPath] = operation.parameters.filter((parameter) => parameter.in === 'path');
  const tree = succeeded ? jsonIn(body) : undefined;
  const shown = tree && main.members.status !== undefined ? member(tree, main.members.status) : undefined;
  return {
    madeId: undefined,
    readId: parameters[inPath?.name ?? ''] ?? '',
    shown: shown?.kind === 'string' ? { status: shown.value, isFinal: isFinal(main, shown.value) } : undefined,
  };
}

/** Whether a refusal is about the headers at all: path, caller and idempotency key may be checked first (C11, C37). */
export function isOfHeaders({ seen, response: { status }, code, refused }: Answered): boolean {
  // Which Content-Type is ill-formed is open (C44).
  const isOfType = refused === 'header' && headerValue(seen.request.headers, 'content-type') !== 'application/json';
  return status !== 404 && status !== 405 && code !== undefined && !ofAnotherKind.has(refused) && !isOfType;
}
