import { errorCodeIn } from '../../core/contract/answer-body.ts';
import { refusedBy, stageOf } from '../../core/contract/error-codes.ts';
import { isOfTheWay } from '../../core/contract/gateway.ts';
import {
  carriedIn,
  dateMs,
  hashesIn,
  hashOf,
  hashVerifies,
  headersBeside,
  idempotencyKeyIn,
  type MessageParts,
  messageOf,
  partsIn,
} from '../../core/contract/scheme.ts';
import { headerValue, headerValues, type WireRequest } from '../../core/exchange.ts';
import { match, type Operation } from '../../schemas/contract.ts';
import type { AnswerLaw, SeenAnswer } from './answer.ts';
import { mainIn } from './answer-content.ts';
import type { Answered, AnswerHistory, DepositHistory, Sent, Standing } from './history.ts';
import { insideBounds, within } from './window.ts';

/** An answered call, read once for all rules, with what came before it. */
export interface Call extends Answered {
  /** Its number among the signed calls that were judged. */
  readonly number: number;
  /** Earlier requests of that operation under that key, answered or not. */
  readonly earlier: readonly Sent[];
  /** Whether the same signature was seen before: a provider may serve it only once (C52). */
  readonly isResent: boolean;
  /** Whether its key was sent to another operation before this call was answered: this call may get the answer of that one (C9). */
  readonly isKeyOfAnother: boolean;
  /** The deposit whose status it asks for, as it was known before. */
  readonly deposit: DepositHistory | undefined;
}

/**
 * Reads an exchange and keeps its request. Undefined where there is nothing to judge: no documented operation, no answer, or one that was made on the
 * way.
 */
export function readCall(seen: SeenAnswer, law: AnswerLaw, history: AnswerHistory): Call | undefined {
  const { request, answer } = seen;
  const found = match(law.contract, request.method, request.target);
  if (found.kind !== 'operation') return undefined;
  const { operation, parameters } = found;
  const { scheme } = law.contract;
  const keys = scheme.idempotency === undefined ? [] : headerValues(request.headers, scheme.idempotency.header);
  const key = keys.length === 1 && keys[0]?.trim() !== '' ? keys[0] : undefined;
  const place = key === undefined ? undefined : `${operation.id} ${partsIn(scheme, request).login} ${key}`;
  const earlier = place === undefined ? [] : (history.underKey.get(place) ?? []);
  const authorization = valuesOf(scheme.signature, request)[0] ?? '';
  const isResent = history.signatures.has(authorization);
  rememberKey(seen, law, history);
  const isKeyOfAnother = [...(usesOf(seen, law, history) ?? [])].some(([id, since]) => id !== operation.id && since < seen.endedAt);
  const answered = answer.kind === 'response' ? { ...answeredOf(seen, operation, parameters, answer.response, law), key } : undefined;

  history.signatures.add(authorization);
  if (place !== undefined) history.underKey.set(place, [...earlier, answered ? { seen, answered } : { seen }]);
  if (answered === undefined || isOfTheWay(answered.response)) return undefined;
  const deposit = answered.readId === undefined ? undefined : history.deposits.get(answered.readId);
  return { ...answered, number: history.signedCalls, earlier, isResent, isKeyOfAnother, deposit };
}

/** Keeps which operation a key was sent to, and since when. Of calls at once, the answer to the second may come first. */
export function rememberKey(seen: Pick<SeenAnswer, 'request' | 'startedAt'>, law: AnswerLaw, history: AnswerHistory): void {
  const found = match(law.contract, seen.request.method, seen.request.target);
  const key = idempotencyKeyIn(law.contract.scheme, seen.request);
  if (found.kind !== 'operation' || key === undefined) return;
  const { id } = found.operation;
  const uses = history.usesOf.get(key) ?? new Map<string, number>();
  history.usesOf.set(key, uses.set(id, Math.min(uses.get(id) ?? seen.startedAt, seen.startedAt)));
}

function usesOf({ request }: SeenAnswer, law: AnswerLaw, history: AnswerHistory): ReadonlyMap<string, number> | undefined {
  const key = idempotencyKeyIn(law.contract.scheme, request);
  return key === undefined ? undefined : history.usesOf.get(key);
}

/** Judges a call by its own answer only, whatever came before it. */
export function aloneAnswered(
  seen: SeenAnswer,
  { operation, parameters }: Pick<Answered, 'operation' | 'parameters'>,
  response: Answered['response'],
  law: AnswerLaw,
  key: string | undefined,
  isKeyOfAnother: boolean,
): Call {
  const answered = { ...answeredOf(seen, operation, parameters, response, law), key };
  return { ...answered, number: 0, earlier: [], isResent: false, isKeyOfAnother, deposit: undefined };
}

function answeredOf(
  seen: SeenAnswer,
  operation: Operation,
  parameters: Answered['parameters'],
  response: Answered['response'],
  law: AnswerLaw,
): Omit<Answered, 'key'> {
  const { scheme } = law.contract;
  const { date, login, id = '', ...rest } = partsIn(scheme, seen.request);
  const code = response.status >= 400 && seen.readable ? errorCodeIn(response, law.contract.errorMembers) : undefined;
  const parts: MessageParts = { date: date.trim(), login: login.trim(), id: id.trim(), ...rest };
  return {
    seen,
    response,
    operation,
    parameters,
    standing: standingOf(seen, operation, parts, law),
    parts,
    datedAt: dateMs(scheme, parts.date),
    code,
    refused: refusedBy(law.contract, code),
    stage: stageOf(law.contract, code),
    succeeded: response.status >= 200 && response.status < 300,
    ...mainIn(law.contract, operation, parameters, response),
  };
}

/** The values of the header for a part of the scheme. */
function valuesOf(part: { readonly header: string } | undefined, { headers }: WireRequest): readonly string[] {
  return part === undefined ? [] : headerValues(headers, part.header);
}

function standingOf(
  { request }: SeenAnswer,
  { authentication }: Operation,
  parts: MessageParts,
  { contract: { scheme: form }, credentials, profile }: AnswerLaw,
): Standing {
  if (authentication === 'none') return 'unknown';
  const beside = headersBeside(form);
  const carriers = [form.signature, form.bearer, form.basic].flatMap((part) => part?.header ?? []);
  // It is open which of two fields of one name counts (C51).
  if ([...carriers, ...beside].some((header) => headerValues(request.headers, header).length > 1)) return 'unknown';
  const sent = (header: string): string => headerValue(request.headers, header)?.trim() ?? '';
  if (carriers.every((header) => sent(header) === '')) return 'no-authorization';
  if (authentication !== 'signed') return 'unknown';
  const authorization = sent(form.signature?.header ?? '');
  // The key of another kind of operation, in a header of its own.
  if (authorization === '') return 'lacking';
  // C1: HTTP Basic instead of the signature.
  if (/^(?:basic|bearer) \S+$/i.test(authorization)) return 'unknown';
  if (beside.some((header) => (headerValue(request.headers, header) ?? '').trim() === '')) return 'lacking';
  const { apiKey, apiSignature } = credentials;
  if (apiSignature === undefined || (form.login !== undefined && parts.login !== apiKey)) return 'unknown';
  const message = messageOf(form, parts);
  if (hashesIn(form, profile.scheme, authorization).some((each) => hashVerifies(form, each, message, apiSignature))) return 'right';
  // The right hash in another letter case (C43), or after the prefix of another brand (C2), is wrong in some interpretations and right in others.
  const right = hashOf(form, message, apiSignature).toLowerCase();
  const isHex = form.signature?.hash !== 'base64';
  return isHex && carriedIn(form, undefined, authorization).hashes.some((each) => each.toLowerCase() === right) ? 'unknown' : 'wrong';
}

/** Adds a judged call to the calls with which later ones are compared. */
export function remember(history: AnswerHistory, call: Call): void {
  // Without its predecessors: a chain of all calls under one key would never be released.
  const { number: _number, earlier: _earlier, isResent: _isResent, isKeyOfAnother: _isKeyOfAnother, deposit: _deposit, ...own } = call;
  const answered: Answered = own;
  const { operation } = answered;
  rememberDeposit(history, answered);
  if (operation.authentication !== 'signed') return;
  if (isAccepted(answered)) {
    history.firstAccepted ??= history.signedCalls;
    history.lastAccepted = history.signedCalls;
    const where = within(answered);
    if (where === 'inside') rememberInside(history, answered);
    else if (where !== undefined) history.isOutsideAccepted = true;
  }
  history.signedCalls += 1;
}

/** Whether a call was rightly signed and accepted. */
export const isAccepted = ({ standing, succeeded }: Answered): boolean => standing === 'right' && succeeded;

function rememberInside({ inside: { behind, ahead } }: AnswerHistory, answered: Answered): void {
  const bounds = insideBounds(answered);
  const [lowest, highest] = [behind.at(-1), ahead.at(-1)];
  if (lowest === undefined || bounds.latest < insideBounds(lowest).latest) behind.push(answered);
  if (highest === undefined || bounds.earliest > insideBounds(highest).earliest) ahead.push(answered);
}

function rememberDeposit({ deposits }: AnswerHistory, answered: Answered): void {
  const { response, succeeded, refused, key, madeId, readId, shown } = answered;
  const of = (id: string): DepositHistory => {
    const deposit = deposits.get(id) ?? { reads: [] };
    deposits.set(id, deposit);
    return deposit;
  };
  if (madeId !== undefined) of(madeId).created ??= answered;
  if (readId === undefined) return;
  const deposit = of(readId);
  if (succeeded) {
    if (deposit.created) deposit.isRead = true;
  } else if (deposit.created && (response.status === 404 || refused === 'path')) deposit.missed = answered;
  if (shown === undefined) return;
  deposit.status = shown.status;
  if (key !== undefined || shown.isFinal) deposit.reads.push(answered);
}
