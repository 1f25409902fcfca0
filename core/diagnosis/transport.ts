import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import { equalBytes, joined, latin1, utf8 } from './octets.ts';

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

function pieces(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/** How many bytes the cuts at single places may take together. */
const mostCut = 300_000;

const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many bytes the pieces of all sizes may take together. */
const mostInPieces = 8_000_000;

function decoded(parts: readonly Uint8Array[]): string {
  return parts.map((part) => lossy.decode(part)).join('');
}

/** A text of which each piece of `size` bytes was decoded by itself. */
export function decodedInPieces(bytes: Uint8Array, size: number): string {
  return decoded(pieces(bytes, size));
}

/** Whether the end of a piece of `size` bytes is inside a character. */
export function isCutInside(bytes: Uint8Array, size: number): boolean {
  for (let at = size; at < bytes.length; at += size) if (isInside(bytes[at])) return true;
  return false;
}

/** A text in lines of `width` characters. */
export function linesOf(text: string, width: number): readonly string[] {
  return text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}

/** Chunks of the transfer coding (RFC 9112, 7.1) of `size` bytes, without the last one, which is empty. */
export function chunked(bytes: Uint8Array, size: number, upper: boolean): Uint8Array {
  const framed = pieces(bytes, size).flatMap((piece) => {
    const digits = piece.length.toString(16);
    return [latin1(`${upper ? digits.toUpperCase() : digits}\r\n`), piece, latin1('\r\n')];
  });
  return joined(framed);
}

/** Each piece was decoded by itself: a character that was cut between two became replacement characters. */
function* packets(sent: Uint8Array): Generator<TransportVariant> {
  if (!sent.some((byte) => byte >= 0x80)) return;
  const offer = function* (text: string, size: number): Generator<TransportVariant> {
    for (const [by, put] of [
      ['U+FFFD', '\ufffd'],
      ['?', '?'],
      ['', ''],
    ] as const) {
      if (put !== '\ufffd' && sent.length > 1024) continue;
      const value = utf8(put === '\ufffd' ? text : text.replaceAll('\ufffd', put));
      yield { value, mistake: mistake('body-packets', { size, by }), weight: by === 'U+FFFD' ? 6 : 2 };
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
    yield* offer(decoded([sent.subarray(0, at), sent.subarray(at)]), at);
  }
}

/** The frames of the chunked transfer coding (RFC 9112, 7.1) around the body. */
function* frames(sent: Uint8Array): Generator<TransportVariant> {
  for (const size of [sent.length, ...sizes(sent.length)]) {
    for (const upper of [false, true]) {
      const framed = chunked(sent, size, upper);
      if (upper && !/[a-f]/.test(size.toString(16)) && size !== sent.length) continue;
      const own = mistake('body-framed', { size });
      yield { value: joined([framed, latin1('0\r\n\r\n')]), mistake: own, weight: 5 };
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
