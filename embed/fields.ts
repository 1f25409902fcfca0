import type { HeaderLine } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';

/**
 * Header fields as frameworks provide them: `Headers`, a list of pairs, or an object like `IncomingMessage.headers`. Values are the sent bytes, one
 * latin1 character a byte.
 */
export type Fields = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A body as bytes, or as the text whose UTF-8 they are. */
export type Body = Uint8Array | string;

/**
 * The fields as lines; each of several values is a line of its own.
 *
 * @throws TypeError that says what to pass
 */
export function linesOf(fields: Fields): readonly HeaderLine[] {
  const given: unknown = fields;
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`headers are ${kindOf(given)}: pass those of the request, as Headers, pairs or an object.`);
  if (Symbol.iterator in fields) return [...fields];
  return Object.entries(fields).flatMap(([name, value]) => [value ?? []].flat().map((one): HeaderLine => [name, one]));
}

/**
 * The bytes of a body. A body that a framework has parsed, or not read yet, has no bytes to sign.
 *
 * @throws TypeError that says what to pass
 */
export function bytesOf(body: Body | undefined): Uint8Array {
  const given: unknown = body;
  if (typeof given === 'string') return encodeUtf8(given);
  if (given instanceof Uint8Array) return given;
  throw new TypeError(`body is ${kindOf(given)}: pass the raw body, as the text or the bytes (Uint8Array, Buffer) that travel.`);
}

function kindOf(given: unknown): string {
  if (given === undefined || given === null) return String(given);
  if (given instanceof ArrayBuffer) return 'an ArrayBuffer (wrap it: new Uint8Array(body))';
  if (typeof given !== 'object') return `a ${typeof given}`;
  if (given instanceof Promise) return 'a promise (await it)';
  if (given instanceof Blob) return 'a Blob (wrap what it holds: new Uint8Array(await body.arrayBuffer()))';
  if ('getReader' in given || 'pipe' in given || Symbol.asyncIterator in given)
    return 'a stream (read it whole first, before anything else does)';
  if (ArrayBuffer.isView(given)) return 'a view of another kind than Uint8Array';
  return 'a parsed object (a framework has read it: take the raw body before it does)';
}
