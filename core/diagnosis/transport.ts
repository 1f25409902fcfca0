import { brotliDecompressSync, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { JsonTree } from '../json.ts';
import { parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { HandedOver, Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import { equalBytes, joined, latin1, latin1Text, utf8 } from './octets.ts';

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

/** Each piece was decoded by itself: a character that was cut between two became replacement characters. */
function* packets(sent: Uint8Array): Generator<TransportVariant> {
  if (!sent.some((byte) => byte >= 0x80)) return;
  const decoded = (parts: readonly Uint8Array[]): string => parts.map((part) => lossy.decode(part)).join('');
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
  const cutsInside = (size: number): boolean => {
    for (let at = size; at < sent.length; at += size) if (isInside(sent[at])) return true;
    return false;
  };
  const each = Array.from({ length: Math.min(sent.length - 1, Math.floor(mostInPieces / sent.length)) }, (_, index) => index + 1);
  for (const size of new Set([...sizes(sent.length), ...each])) if (cutsInside(size)) yield* offer(decoded(pieces(sent, size)), size);
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
      const framed = pieces(sent, size).flatMap((piece) => {
        const digits = piece.length.toString(16);
        return [latin1(`${upper ? digits.toUpperCase() : digits}\r\n`), piece, latin1('\r\n')];
      });
      if (upper && !/[a-f]/.test(size.toString(16)) && size !== sent.length) continue;
      const own = mistake('body-framed', { size });
      yield { value: joined([...framed, latin1('0\r\n\r\n')]), mistake: own, weight: 5 };
      if (size === sent.length) {
        yield { value: joined(framed), mistake: own, weight: 3 };
        yield { value: joined([...framed, latin1('0\r\n')]), mistake: own, weight: 2 };
        yield { value: joined(framed.slice(0, 2)), mistake: own, weight: 2 };
      }
    }
  }
}

/** Base64 in lines, as MIME and command lines write it. */
function* linedBase64(sent: Uint8Array): Generator<TransportVariant> {
  const text = Buffer.from(sent).toString('base64');
  const own = mistake('body-transformed', { form: 'base64 with line ends' });
  const widths = text.length <= 2048 ? Array.from({ length: Math.min(128, text.length) }, (_, index) => index + 1) : [60, 64, 72, 76];
  for (const width of widths) {
    const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
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

/** A body that was not given as it was signed. */
export interface Unwrapped {
  readonly form: HandedOver;
  readonly body: Uint8Array;
}

/** No captured body is larger, and a decompression bomb is refused. */
const mostInflated = 16 * 1024 * 1024;

function inflated(make: () => Uint8Array): Uint8Array | undefined {
  try {
    return make();
  } catch {
    // Not of that format.
    return undefined;
  }
}

function textIn(tree: JsonTree | undefined, ...names: readonly string[]): string | undefined {
  if (tree?.kind !== 'object') return undefined;
  const found = tree.members.find(([name, value]) => names.includes(name) && value.kind === 'string')?.[1];
  return found?.kind === 'string' ? found.value : undefined;
}

function percentDecoded(text: string): Uint8Array | undefined {
  try {
    return utf8(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

/**
 * The bodies that the given bytes may represent: base64 or hex of a body, a form field with it, the event of a gateway, its compressed bytes. Empty
 * where they are none of these.
 */
export function unwrapped(sent: Uint8Array): readonly Unwrapped[] {
  const found: Unwrapped[] = [];
  const offer = (form: HandedOver, body: Uint8Array | undefined): void => {
    if (body !== undefined && body.length > 0 && !equalBytes(body, sent)) found.push({ form, body });
  };
  if (sent[0] === 0x1f && sent[1] === 0x8b)
    offer(
      'gzip',
      inflated(() => gunzipSync(sent, { maxOutputLength: mostInflated })),
    );
  if (((sent[0] ?? 0) & 0x0f) === 8)
    offer(
      'zlib',
      inflated(() => inflateSync(sent, { maxOutputLength: mostInflated })),
    );
  if (decodeUtf8(sent) === undefined) {
    offer(
      'deflate',
      inflated(() => inflateRawSync(sent, { maxOutputLength: mostInflated })),
    );
    offer(
      'brotli',
      inflated(() => brotliDecompressSync(sent, { maxOutputLength: mostInflated })),
    );
    return found;
  }
  const text = latin1Text(sent)
    .trim()
    .replace(/^"(.*)"$/s, '$1');
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text.replace(/[\r\n]/g, ''))) {
    if (/^(?:[0-9a-fA-F]{2})+$/.test(text)) offer('hex', Buffer.from(text, 'hex'));
    else offer('base64', Buffer.from(text, 'base64'));
  }
  if (/^(?:\\x)?(?:[0-9a-fA-F]{2} )+[0-9a-fA-F]{2}$/.test(text)) offer('hex', Buffer.from(text.replaceAll(' ', ''), 'hex'));
  if (/%[0-9a-fA-F]{2}/.test(text) && !text.startsWith('{')) {
    offer('percent-encoded', percentDecoded(text));
    offer('percent-encoded', percentDecoded(text.replace(/=$/, '')));
    for (const pair of text.split('&')) {
      const equals = pair.indexOf('=');
      if (equals > 0) offer('form field', percentDecoded(pair.slice(equals + 1)));
    }
  }
  if (!text.startsWith('{')) return found;
  const own = decodeUtf8(sent) ?? '';
  const tree = parseJson(own.replace(/^\ufeff/, ''));
  const records = tree?.kind === 'object' ? tree.members.find(([name]) => name === 'Records' || name === 'records')?.[1] : undefined;
  for (const event of [tree, ...(records?.kind === 'array' ? records.items : [])]) {
    const body = textIn(event, 'body', 'Body', 'rawBody', 'raw_body', 'payload', 'data', 'content', 'Message');
    if (body === undefined) continue;
    offer('event', utf8(body));
    if (/^[A-Za-z0-9+/]{8,}={0,2}$/.test(body)) offer('event', Buffer.from(body, 'base64'));
  }
  return found;
}
