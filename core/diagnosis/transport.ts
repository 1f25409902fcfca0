import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import { equalBytes, joined, latin1 } from './octets.ts';

/** Bytes that may have been signed for a body, by what a connection, a decoder or a compressor does to it. */
export interface TransportVariant {
  readonly value: Uint8Array;
  readonly mistake: Mistake;
  readonly weight: number;
}

const usualSizes = [
  16, 32, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 1400, 1448, 1460, 1500, 2000, 2048, 4096, 8192, 16_384, 32_768, 65_536,
];

/** Sizes of the pieces in which a body may arrive: of a short one every size, of a long one those of usual buffers. */
function sizes(length: number): readonly number[] {
  const each = Array.from({ length: length <= 1024 ? length : 0 }, (_, index) => index + 1);
  return [...new Set([...usualSizes, ...each])].filter((size) => size < length);
}

function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** How many bytes the cuts at single places may take together. */
const mostCut = 300_000;

/** How many bytes the pieces of all sizes may take together. */
const mostInPieces = 8_000_000;

/** U+FFFD in UTF-8. */
const replacement = [0xef, 0xbf, 0xbd] as const;

/**
 * Well-formed UTF-8 of which each piece was decoded by itself, with these bytes for what was cut: a decoder replaces the front of a character once, and
 * each byte that is left of it.
 */
function decodedApart(bytes: Uint8Array, cuts: readonly number[], by: readonly number[]): Uint8Array {
  const made = new Uint8Array(bytes.length + 3 * by.length * cuts.length + 4 * by.length);
  let [from, length] = [0, 0];
  const put = (part: Uint8Array | readonly number[]): void => {
    made.set(part, length);
    length += part.length;
  };
  const isCut = new Set(cuts);
  for (const cut of cuts) {
    if (!isInside(bytes[cut]) || cut < from) continue;
    let start = cut - 1;
    while (isInside(bytes[start])) start--;
    put(bytes.subarray(from, start));
    put(by);
    let [at, isFront] = [start + 1, true];
    for (; isInside(bytes[at]); at++) {
      isFront &&= !isCut.has(at);
      if (!isFront) put(by);
    }
    from = at;
  }
  put(bytes.subarray(from));
  return made.subarray(0, length);
}

/** Every form that a body has of which each piece of `size` bytes was decoded by itself, with what is put for a cut character. */
export function* decodedInPieces(bytes: Uint8Array, size: number): Generator<readonly ['U+FFFD' | '?' | '', Uint8Array]> {
  const cuts = Array.from({ length: Math.ceil(bytes.length / size) - 1 }, (_, index) => (index + 1) * size);
  yield* decodedAt(bytes, cuts);
}

function* decodedAt(bytes: Uint8Array, cuts: readonly number[]): Generator<readonly ['U+FFFD' | '?' | '', Uint8Array]> {
  yield ['U+FFFD', decodedApart(bytes, cuts, replacement)];
  yield ['?', decodedApart(bytes, cuts, [0x3f])];
  yield ['', decodedApart(bytes, cuts, [])];
}

/** Whether the end of a piece of `size` bytes is inside a character. */
export function isCutInside(bytes: Uint8Array, size: number): boolean {
  for (let at = size; at < bytes.length; at += size) if (isInside(bytes[at])) return true;
  return false;
}

/** A text in lines of `width` characters. */
export function linesOf(text: string, width: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, index) => text.slice(index * width, (index + 1) * width));
}

/** Chunks of the transfer coding (RFC 9112, 7.1) of `size` bytes, and then `end`: the last chunk, which is empty. */
export function chunked(bytes: Uint8Array, size: number, upper: boolean, end = ''): Uint8Array {
  const head = (length: number): Uint8Array => latin1(`${upper ? length.toString(16).toUpperCase() : length.toString(16)}\r\n`);
  const usual = head(size);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    parts.push(piece.length === size ? usual : head(piece.length), piece, lineEnd);
  }
  return joined([...parts, latin1(end)]);
}

const lineEnd = latin1('\r\n');

/** Each piece was decoded by itself: a character that was cut between two became replacement characters. */
function* packets(sent: Uint8Array): Generator<TransportVariant> {
  if (!sent.some((byte) => byte >= 0x80)) return;
  const offer = function* (made: ReturnType<typeof decodedInPieces>, size: number): Generator<TransportVariant> {
    for (const [by, value] of made) {
      yield { value, mistake: mistake('body-packets', { size, by }), weight: by === 'U+FFFD' ? 6 : 2 };
      if (sent.length > 1024) return;
    }
  };
  const each = Array.from({ length: Math.min(sent.length - 1, Math.floor(mostInPieces / sent.length)) }, (_, index) => index + 1);
  for (const size of new Set([...sizes(sent.length), ...each]))
    if (isCutInside(sent, size)) yield* offer(decodedInPieces(sent, size), size);
  // A first packet holds the head too, so its part of the body ends anywhere.
  let cuts = 0;
  for (let at = 1; at < sent.length && cuts < mostCut / sent.length; at++) {
    if (!isInside(sent[at])) continue;
    cuts++;
    yield* offer(decodedAt(sent, [at]), at);
  }
}

/** The frames of the chunked transfer coding (RFC 9112, 7.1) around the body. */
function* frames(sent: Uint8Array): Generator<TransportVariant> {
  for (const size of [sent.length, ...sizes(sent.length)]) {
    for (const upper of [false, true]) {
      const framed = chunked(sent, size, upper);
      if (upper && !/[a-f]/.test(size.toString(16) + (sent.length % size).toString(16)) && size !== sent.length) continue;
      const own = mistake('body-framed', { size });
      yield { value: chunked(sent, size, upper, '0\r\n\r\n'), mistake: own, weight: 5 };
      if (size === sent.length) {
        yield { value: framed, mistake: own, weight: 3 };
        yield { value: joined([framed, latin1('0\r\n')]), mistake: own, weight: 2 };
        yield { value: framed.subarray(0, framed.length - 2), mistake: own, weight: 2 };
      }
    }
  }
}

/** Base64 in lines, as MIME and command lines write it. */
function* linedBase64(sent: Uint8Array): Generator<TransportVariant> {
  const text = Buffer.from(sent).toString('base64');
  const own = mistake('body-transformed', { form: 'base64-with-line-ends' });
  const widths = text.length <= 2048 ? Array.from({ length: Math.min(128, text.length) }, (_, index) => index + 1) : [60, 64, 72, 76];
  for (const width of widths) {
    const lines = linesOf(text, width);
    for (const end of ['\n', '\r\n']) {
      yield { value: latin1(lines.join(end)), mistake: own, weight: 2 };
      yield { value: latin1(lines.join(end) + end), mistake: own, weight: 2 };
    }
  }
  for (const end of ['\n', '\r\n']) yield { value: latin1(text + end), mistake: own, weight: 2 };
}

/** What compressors make of the body: which of their bytes differ from one library to another is tried. */
function* compressed(sent: Uint8Array): Generator<TransportVariant> {
  for (const level of [6, 9, 1]) {
    const gzip = gzipSync(sent, { level });
    for (const system of [3, 255, 0, 10, 11, 19]) {
      const value = Uint8Array.from(gzip);
      value[9] = system;
      yield { value, mistake: mistake('body-compressed', { format: 'gzip' }), weight: 3 };
    }
    yield { value: deflateSync(sent, { level }), mistake: mistake('body-compressed', { format: 'zlib' }), weight: 2 };
    yield { value: deflateRawSync(sent, { level }), mistake: mistake('body-compressed', { format: 'deflate' }), weight: 2 };
  }
}

/** Every body of these kinds that differs from the one that was sent. */
export function* transportVariants(sent: Uint8Array): Generator<TransportVariant> {
  for (const variant of packets(sent)) if (!equalBytes(variant.value, sent)) yield variant;
  yield* linedBase64(sent);
  yield* frames(sent);
  yield* compressed(sent);
}
