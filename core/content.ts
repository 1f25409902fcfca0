import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { headerValues, type WireResponse } from './exchange.ts';

/** The largest answer that is read by default, in bytes as sent and after decoding: lists of a provider are far shorter. */
export const usualAnswerBytes = 16 * 1024 * 1024;

/** More content codings than a well-meaning server uses for one body. */
const mostCodings = 4;

type Undo = (body: Uint8Array, limit: { readonly maxOutputLength: number }) => Uint8Array;

/** The decoder of each content coding (RFC 9110 §8.4.1), in pieces and up to a limit; some servers send `deflate` without its frame. */
const undoing: Readonly<Record<string, Undo>> = {
  identity: (body) => body,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (body, limit) => ((body[0] ?? 0) % 16 === 8 ? inflateSync(body, limit) : inflateRawSync(body, limit)),
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** The content of an answer. `unreadable`: it is not in the coding that it names. */
export type Content =
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' | 'too-many-values' | 'unreadable' | 'unknown-coding' };

/** One JSON value for this many bytes of the largest content is read: each takes a hundred times the memory of its text. */
const bytesOfValue = 320;
/** As many are always read. */
const fewValues = 10_000;

/** How many JSON values are read where content may have that many bytes. */
export function mostValues(most: number): number {
  return Math.max(fewValues, Math.floor(most / bytesOfValue));
}

const [comma, bracket, brace] = [0x2c, 0x5b, 0x7b];

/** Whether bytes may have more JSON values: a comma, or a beginning of a list or an object, precedes each but the first. */
export function hasMoreValues(bytes: Uint8Array, most: number): boolean {
  let left = most;
  if (bytes.length <= left) return false;
  for (let at = 0; at < bytes.length && left >= 0; at += 1) {
    const byte = bytes[at];
    if (byte === comma || byte === bracket || byte === brace) left -= 1;
  }
  return left < 0;
}

/**
 * The body of an answer without its content codings. A small body may expand to any length: at most `most` bytes are made of it.
 *
 * @param most the longest content, bytes
 */
export function contentOf({ headers, body }: Pick<WireResponse, 'headers' | 'body'>, most: number): Content {
  const codings = headerValues(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '');
  if (body.length === 0) return { kind: 'content', bytes: body };
  if (codings.length > mostCodings) return { kind: 'unreadable' };
  let bytes = body;
  for (const coding of codings.toReversed()) {
    const undo = Object.hasOwn(undoing, coding) ? undoing[coding] : undefined;
    if (undo === undefined) return { kind: 'unknown-coding' };
    try {
      bytes = undo(bytes, { maxOutputLength: most });
    } catch (error) {
      return { kind: error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable' };
    }
  }
  if (hasMoreValues(bytes, mostValues(most))) return { kind: 'too-many-values' };
  return { kind: 'content', bytes: bytes === body ? body : new Uint8Array(bytes) };
}
