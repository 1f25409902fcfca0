import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { headerValues, type WireResponse } from '../../core/exchange.ts';

/** Longest content that is made of a body, bytes: a small body may unfold into any length. */
const longest = 16 * 1024 * 1024;

const limit = { maxOutputLength: longest };

/** What undoes each content coding (RFC 9110 §8.4.1); some servers send `deflate` without its frame. */
const undoing: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  identity: (body) => body,
  gzip: (body) => gunzipSync(body, limit),
  'x-gzip': (body) => gunzipSync(body, limit),
  deflate: (body) => ((body[0] ?? 0) % 16 === 8 ? inflateSync(body, limit) : inflateRawSync(body, limit)),
  br: (body) => brotliDecompressSync(body, limit),
  zstd: (body) => zstdDecompressSync(body, limit),
};

/** The body of an answer without its content codings; undefined where one is unknown or was not kept, or the content is too long. */
export function contentOf({ headers, body }: WireResponse): Uint8Array | undefined {
  const codings = headerValues(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '');
  if (body.length === 0) return body;
  try {
    return codings.reduceRight((content: Uint8Array | undefined, coding) => {
      const undo = Object.hasOwn(undoing, coding) ? undoing[coding] : undefined;
      return content && undo ? new Uint8Array(undo(content)) : undefined;
    }, body);
  } catch {
    return undefined;
  }
}
