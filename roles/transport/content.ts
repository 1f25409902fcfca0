import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { headerValues, type WireResponse } from '../../core/exchange.ts';

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

/** The content of an answer. `unreadable`: a coding is unknown, or was not kept. */
export type Content = { readonly kind: 'content'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' | 'unreadable' };

/**
 * The body of an answer without its content codings. A small body may expand to any length: at most `most` bytes are made of it.
 *
 * @param most the longest content, bytes
 */
export function contentOf({ headers, body }: WireResponse, most: number): Content {
  const codings = headerValues(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '');
  if (body.length === 0) return { kind: 'content', bytes: body };
  if (codings.length > mostCodings) return { kind: 'unreadable' };
  let bytes = body;
  for (const coding of codings.toReversed()) {
    const undo = Object.hasOwn(undoing, coding) ? undoing[coding] : undefined;
    if (undo === undefined) return { kind: 'unreadable' };
    try {
      bytes = undo(bytes, { maxOutputLength: most });
    } catch (error) {
      return { kind: error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable' };
    }
  }
  return { kind: 'content', bytes: bytes === body ? body : new Uint8Array(bytes) };
}
