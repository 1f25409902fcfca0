import { httpDate } from '../../core/contract/clock.ts';
import type { OperationFacts, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { JsonValue } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { Contract, Operation } from '../../schemas/contract.ts';
import { documentedError } from '../../schemas/error-form.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { olderTypes } from '../effects/deposits-v3/lookups.ts';
import { exactJson } from '../exact-json.ts';
import { isList, isRecord } from './json-kind.ts';
import { refusalTable } from './refusals.ts';

/** Status, fields and bytes of an answer. */
export function answerDecisions(
  contract: Contract,
  interpretations: Interpretations,
): Pick<ProviderDecisions, 'body' | 'successStatus' | 'answerTo' | 'encode' | 'contentType' | 'dateField' | 'deliver'> {
  const answers = refusalTable(contract, interpretations);
  const bodyChange = bodyInterpretations(interpretations);
  const successes = new Map(contract.operations.map((operation) => [operation.id, successOf(operation, interpretations)]));

  return {
    body: (documented, call) => (bodyChange === undefined ? documented : bodyChange(documented, call.operation)),
    successStatus: (call) => successes.get(call.operation.id) ?? 200,

    answerTo(refusal, call) {
      const answer = answers(refusal, call);
      const own = documentedError(contract, call.operation?.id, { status: answer.status, ...answer.body });
      if (own !== undefined) return { status: answer.status, body: own };
      if (interpretations.C20 === 'flat' || call.operation?.method !== 'GET' || call.operation.authentication !== 'signed') return answer;
      const { code, description, details = null } = answer.body;
      return { status: answer.status, body: { error: { code: `${code}`, message: description, details: details?.join('; ') ?? null } } };
    },

    encode: (value) => encodeUtf8(JSON.stringify(value)),
    contentType: () => 'application/json',
    dateField: interpretations.C53 === 'judging-clock' ? dateOfSecond() : () => undefined,
    deliver: (response) => ({ kind: 'response', response }),
  };
}

/** The Date field, written once each second: every answer has it. */
function dateOfSecond(): (now: number) => string {
  let second = Number.NaN;
  let written = '';
  return (now) => {
    const begun = Math.floor(now / 1000);
    if (begun !== second) {
      second = begun;
      written = httpDate(begun * 1000);
    }
    return written;
  };
}

/** The status of a success: the documented one or, by C14, the one that stubs of the Java client show for a created deposit. */
function successOf(operation: Operation, interpretations: Interpretations): number {
  const documented = [...operation.responses.keys()].filter((status) => /^2\d\d$/.test(status));
  if (operation.creates === 'deposit' && interpretations.C14 === 'status-200' && documented.includes('200')) return 200;
  // A Map keeps insertion order, but integer-like keys of the document's objects come sorted; the creating statuses go first.
  return Number((operation.creates === 'deposit' && documented.includes('201') ? '201' : documented[0]) ?? '200');
}

type BodyChange = (documented: JsonValue, operation: OperationFacts) => JsonValue;

/** What the interpretations change in documented answers; undefined where they change nothing. */
function bodyInterpretations(interpretations: Interpretations): BodyChange | undefined {
  const text = (value: JsonValue | undefined): JsonValue => String(value);
  const iso = (value: JsonValue | undefined): JsonValue => (typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : (value ?? null));
  const changes: ((member: string, value: JsonValue) => JsonValue)[] = [];
  if (interpretations.C18 === 'string') changes.push((name, value) => (name === 'deposit_id' ? text(value) : value));
  if (interpretations.C19 === 'string') changes.push((name, value) => (name === 'refund_id' ? text(value) : value));
  if (interpretations.C31 === 'iso')
    changes.push((name, value) => (name === 'created_at' || name === 'expiration_date' ? iso(value) : value));
  if (interpretations.C32 === 'string') changes.push((name, value) => (name === 'bonus_relative' ? text(value) : value));
  const older = interpretations.C36 === 'older';
  if (changes.length === 0 && !older) return undefined;

  const read = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(read);
    if (!isRecord(value) || exactJson.isRawJSON(value)) return value;
    const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => [
      name,
      changes.reduce((sofar, change) => change(name, sofar), read(member)),
    ]);
    const members: { [member: string]: JsonValue } = Object.fromEntries(entries);
    if (older) olderTypeOf(members);
    return members;
  };
  return read;
}

/** Gives the older payment type to values with a method and its type (C36): a method of the list, payment_info, or a deposit. */
function olderTypeOf(members: { [member: string]: JsonValue }): void {
  const mexican = members.country === 'MX' || members.currency === 'MXN';
  const code = members.payment_method ?? members.code;
  const type = typeof code === 'string' && mexican ? olderTypes[code] : undefined;
  if (type === undefined) return;
  if (typeof members.type === 'string') members.type = type;
  if (typeof members.payment_type === 'string') members.payment_type = type;
}
