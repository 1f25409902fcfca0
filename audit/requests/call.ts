import { dateIn, readAuthorization } from '../../core/contract/scheme.ts';
import { digestOf } from '../../core/digest.ts';
import { headerValue } from '../../core/exchange.ts';
import { equalJson, type JsonTree, member, parseJson, writeJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { type Contract, mainResource, match, type Operation } from '../../schemas/contract.ts';
import { type Nearest, nearestOperation } from '../../schemas/nearest-operation.ts';
import type { Attempt, Creation, RequestHistory } from './history.ts';
import type { RequestLaw, SeenRequest } from './request.ts';
import { readSignature, type Signature } from './signing.ts';

/** A request to the configured host, read once for all rules. */
export interface Call {
  readonly seen: SeenRequest;
  /** The operation that it calls, or the most similar one. */
  readonly operation: Operation;
  /** Whether method and path are those of the operation, or so similar that it must be meant. */
  readonly fits: 'exactly' | 'nearly' | 'not';
  /** Whether it has to be signed. A call that resembles no operation is judged as signed where it has a signature or a login. */
  readonly isSigned: boolean;
  readonly key: string | undefined;
  readonly text: string | undefined;
  readonly tree: JsonTree | undefined;
  /** The caller's own name of what it asks to be made, such as the invoice id of a deposit, where it is a text. */
  readonly reference: string | undefined;
  /** Whether two different things never share that name: those of the main resource do not. */
  readonly isNamed: boolean;
  readonly xDate: string | undefined;
  /** Undefined where it does not have to be signed. */
  readonly signature: Signature | undefined;
  /** What it asks to be made, as known before this attempt; undefined where it is asked for the first time. */
  readonly creation: Creation | undefined;
}

/** A path this similar to a documented one is a misspelled one: a letter too few, another case, a segment too many. */
const nearlyWithin = 1;

/** Whether a call that differs so much from an operation has something in common with its path. */
function isNearly({ operation, distance }: Nearest): boolean {
  const segments = operation.path.split('/').filter((segment) => segment !== '').length;
  return distance <= nearlyWithin && distance < segments;
}

/** Undefined where the request goes elsewhere. */
export function callOf(seen: SeenRequest, law: RequestLaw, history: RequestHistory): Call | undefined {
  const { headers, body } = seen.request;
  const { idempotency } = law.contract.scheme;
  if (seen.where !== 'configured') return undefined;
  const called = operationOf(seen, law);
  if (called === undefined) return undefined;
  const { operation, fits } = called;
  const text = body.length === 0 ? undefined : decodeUtf8(body);
  const tree = text === undefined ? undefined : parseJson(text);
  const value = { operation, body, tree };
  const isSigned = fits === 'not' ? isMeantSigned(seen, law) : operation.authentication === 'signed';
  const reference = referenceIn(tree, operation, law.contract);
  const isCreation = seen.request.method === 'POST' && fits !== 'not';
  return {
    seen,
    operation,
    fits,
    isSigned,
    key: idempotency && headerValue(headers, idempotency.header),
    text,
    tree,
    reference,
    isNamed: reference !== undefined && reference !== '' && operation.creates === mainResource(law.contract)?.name,
    xDate: dateIn(law.contract.scheme, seen.request),
    signature: isSigned ? readSignature(seen, law, history.recent) : undefined,
    creation: isCreation ? history.creations.get(shapeOf(value))?.find((one) => sameValue(valueAskedFor(one), value)) : undefined,
  };
}

function referenceIn(tree: JsonTree | undefined, { creates }: Operation, { resources }: Contract): string | undefined {
  const name = resources[creates ?? '']?.members.reference;
  const reference = tree && name !== undefined ? member(tree, name) : undefined;
  return reference?.kind === 'string' ? reference.value : undefined;
}

function operationOf({ request: { method, target } }: SeenRequest, { contract }: RequestLaw): Pick<Call, 'operation' | 'fits'> | undefined {
  const found = match(contract, method, target);
  if (found.kind === 'operation') return { operation: found.operation, fits: 'exactly' };
  const nearest = nearestOperation(contract, method, target);
  return nearest && { operation: nearest.operation, fits: isNearly(nearest) ? 'nearly' : 'not' };
}

/** Whether a request has what only a signed call has. */
function isMeantSigned({ request: { headers } }: SeenRequest, { contract, profile }: RequestLaw): boolean {
  const { scheme } = contract;
  const sent = (part: { readonly header: string } | undefined) => part && headerValue(headers, part.header);
  const authorization = sent(scheme.signature);
  if (scheme.signature === undefined || authorization === undefined) return sent(scheme.login) !== undefined;
  return readAuthorization(scheme, profile.scheme, scheme.signature.header, authorization).scheme === 'signed';
}

/** With how many of the latest keys one is compared: those from a counter are neighbours. */
const neighbours = 200;

/** Adds a call to the calls with which later ones are compared. */
export function remember(history: RequestHistory, { seen, operation, key, tree, xDate, creation: known }: Call): void {
  if (key !== undefined) {
    history.keys.delete(key);
    history.keys.add(key);
    for (const oldest of [...history.keys].slice(0, -neighbours)) history.keys.delete(oldest);
  }
  if (seen.request.method !== 'POST') return;
  const creation = known ?? { operation, first: seen, attempts: [] };
  if (known === undefined) push(history.creations, shapeOf({ operation, body: seen.request.body, tree }), creation);
  creation.attempts.push({ seen, key, xDate });
  if (key === undefined) return;
  if (history.keyed === undefined) history.keyed = { creation, isOneOfSeveral: false };
  else if (history.keyed.creation !== creation) history.keyed.isOneOfSeveral = true;
  if (!history.uses.get(key)?.some((use) => use.creation === creation)) push(history.uses, key, { creation, first: seen });
}

/** Earlier attempts at the same thing: under the same key, or under any where the body identifies what it asks for. */
export function attemptsBefore({ creation, key, isNamed }: Call): readonly Attempt[] {
  return (creation?.attempts ?? []).filter((one) => isNamed || one.key === key);
}

function push<T>(map: Map<string, T[]>, name: string, value: T): void {
  const list = map.get(name);
  if (list) list.push(value);
  else map.set(name, [value]);
}

interface Value {
  readonly operation: Operation;
  readonly body: Uint8Array;
  readonly tree: JsonTree | undefined;
}

/** What a creation asks for, read once more: in a long run the bodies are on disk, and their trees are not kept. */
function valueAskedFor({ operation, first }: Creation): Value {
  const { body } = first.request;
  const text = body.length === 0 ? undefined : decodeUtf8(body);
  return { operation, body, tree: text === undefined ? undefined : parseJson(text) };
}

/** A longer shape is kept as its digest, characters. */
const longestShape = 2000;

/** A text that is equal for all bodies of one value and operation, whatever the order of members and the spelling of numbers; others may share it. */
function shapeOf({ operation, tree, body }: Value): string {
  const shape = `${operation.id} ${tree === undefined ? Buffer.from(body).toString('latin1') : shapeOfTree(tree)}`;
  return shape.length <= longestShape ? shape : digestOf(encodeUtf8(shape));
}

function shapeOfTree(tree: JsonTree): string {
  switch (tree.kind) {
    case 'number':
      return '0';
    case 'array':
      return `[${tree.items.map(shapeOfTree).join(',')}]`;
    case 'object': {
      const members = tree.members.map(([name, value]) => `${JSON.stringify(name)}:${shapeOfTree(value)}`);
      return `{${members.sort().join(',')}}`;
    }
    default:
      return writeJson(tree);
  }
}

function sameValue(one: Value, other: Value): boolean {
  if (one.operation.id !== other.operation.id) return false;
  if (Buffer.compare(one.body, other.body) === 0) return true;
  return one.tree !== undefined && other.tree !== undefined && equalJson(one.tree, other.tree);
}
