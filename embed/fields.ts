import type { HeaderLine } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';

/** Header fields as frameworks hand them over: `Headers`, a list of pairs, or an object like `IncomingMessage.headers`. Values are wire text, one latin1 character a byte. */
export type Fields = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A body as bytes, or as the text whose UTF-8 they are. */
export type Body = Uint8Array | string;

/** The fields as lines; each of several values is a line of its own. */
export function linesOf(fields: Fields): readonly HeaderLine[] {
  if (Symbol.iterator in fields) return [...fields];
  return Object.entries(fields).flatMap(([name, value]) => [value ?? []].flat().map((one): HeaderLine => [name, one]));
}

export function bytesOf(body: Body): Uint8Array {
  return typeof body === 'string' ? encodeUtf8(body) : body;
}
