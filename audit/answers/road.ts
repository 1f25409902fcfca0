import type { HeaderLine, WireRequest } from '../../core/exchange.ts';
import { parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { type Contract, match, type Operation, target } from '../../schemas/contract.ts';

/**
 * How a call came to a documented operation. `ordinary`: as a client sends it, so its answer is one of the contract's. `plain`: with values that a
 * server may refuse before it reads the call. `odd`: by another path, other fields or another message.
 */
export type Road = 'ordinary' | 'plain' | 'odd';

/** A call with its operation and how it came. */
export interface Travelled {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
  readonly road: Road;
}

/** Fields that clients and their libraries send in addition to those of the contract, lower case. */
const usualFields: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'host',
  'sec-fetch-mode',
  'user-agent',
]);

/** The longest value of a field, and the longest body, that no server refuses for its length; characters and bytes. */
const most = { value: 256, body: 32_768 } as const;

const charset = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/** Whether an answer in JSON is among those that are accepted. */
const takesJson = /(?:^|[\s,])(?:\*\/\*|application\/(?:\*|json))(?:$|[\s,;])/i;

/**
 * Reads where a request goes: undefined where it asks for no documented operation, or only for a part of the answer.
 *
 * @param ordinary false where it was sent in pieces, from an address that is not listed, or otherwise unlike a client's
 */
export function travelled(contract: Contract, request: WireRequest, ordinary: boolean): Travelled | undefined {
  const found = match(contract, request.method, straightened(request.target));
  // A part of an answer has a status of its own (RFC 9110 §15.3.7).
  if (found.kind !== 'operation' || request.headers.some(([name]) => /^(?:if-)?range$/i.test(name))) return undefined;
  const { operation, parameters } = found;
  const documented = isDocumented(operation, parameters, request.target) && hasUsualFields(operation, request.headers, contract);
  if (!(ordinary && documented)) return { operation, parameters, road: 'odd' };
  return { operation, parameters, road: isTame(request) ? 'ordinary' : 'plain' };
}

/** The path by which most servers find a target with another spelling. */
function straightened(text: string): string {
  const [path = ''] = text.replace(/^https?:\/\/[^/?#]+/i, '').split(/[?#]/);
  return path
    .replace(/;[^/]*/g, '')
    .replace(/%(?:4[1-9a-f]|5[0-9a]|5f|6[1-9a-f]|7[0-9ae]|3[0-9]|2d|2e)/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    .replace(/\/{2,}/g, '/');
}

/** Whether a target is spelled as in the contract, with documented parameters, each once. */
export function isDocumented(operation: Operation, parameters: Readonly<Record<string, string>>, text: string): boolean {
  const [path = '', query] = text.split('?');
  if (Object.values(parameters).some((value) => !/^[\w-]{1,64}$/.test(value)) || target(operation, parameters) !== path) return false;
  if (query === undefined) return true;
  const names = query.split('&').map((part) => part.split('=')[0] ?? '');
  const known = new Set(operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  return /^[\w\-.~%=&+]{1,512}$/.test(query) && new Set(names).size === names.length && names.every((name) => known.has(name));
}

function hasUsualFields(operation: Operation, headers: readonly HeaderLine[], { scheme }: Contract): boolean {
  const names = headers.map(([name]) => name.toLowerCase());
  const own = new Set(Object.keys(operation.headers.properties ?? {}).map((name) => name.toLowerCase()));
  const carried = Object.values(scheme).flatMap((part: object) => ('header' in part ? [String(part.header).toLowerCase()] : []));
  const isKnown = (name: string) => usualFields.has(name) || own.has(name) || carried.includes(name);
  const fits = ([name, value]: HeaderLine): boolean => {
    const lower = name.toLowerCase();
    if (lower === 'content-type') return charset.test(value);
    if (lower === 'accept') return takesJson.test(value);
    return lower !== 'connection' || /^(?:keep-alive|close)$/i.test(value);
  };
  return new Set(names).size === names.length && names.every(isKnown) && headers.every(fits);
}

/** Whether nothing in a request gives a server a reason to refuse it before it is read: short fields of visible characters, and a body in JSON. */
function isTame({ headers, body }: WireRequest): boolean {
  if (headers.some(([, value]) => !/^[!-~](?:[ -~]*[!-~])?$/.test(value) || value.length > most.value) || body.length > most.body)
    return false;
  if (body.length === 0) return true;
  const text = decodeUtf8(body);
  return text !== undefined && parseJson(text) !== undefined;
}
