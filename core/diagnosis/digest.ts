import { createHash, hash } from 'node:crypto';
import type { Arrangement, HashedAgain, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';

/** A key prepared for HMAC: the two blocks that RFC 2104 hashes before everything else, the outer one with room for the inner digest. */
interface Pads {
  key: Uint8Array;
  readonly inner: Uint8Array;
  readonly outer: Buffer;
}

const blockSizes: Readonly<Record<string, number>> = {
  sha256: 64,
  sha224: 64,
  sha1: 64,
  md5: 64,
  ripemd160: 64,
  sha384: 128,
  sha512: 128,
  'sha512-256': 128,
  'sha3-256': 136,
  'sha3-512': 72,
};

/** Hex digits of each digest. */
const digits: Readonly<Record<string, number>> = {
  sha256: 64,
  sha224: 56,
  sha1: 40,
  md5: 32,
  ripemd160: 40,
  sha384: 96,
  sha512: 128,
  'sha512-256': 64,
  'sha3-256': 64,
  'sha3-512': 128,
};

/** The last key of each algorithm, prepared: a search tries one key with many messages, and then the next one. */
const prepared = new Map<string, Pads>();

function padsOf(algorithm: string, key: Uint8Array): Pads {
  const size = blockSizes[algorithm] ?? 64;
  const known = prepared.get(algorithm);
  if (known?.key === key) return known;
  const pads = known ?? { key, inner: new Uint8Array(size), outer: Buffer.alloc(size + (digits[algorithm] ?? 64) / 2) };
  if (known === undefined) prepared.set(algorithm, pads);
  const short = key.length > size ? createHash(algorithm).update(key).digest() : key;
  pads.key = key;
  for (let at = 0; at < size; at++) {
    const byte = at < short.length ? (short[at] ?? 0) : 0;
    pads.inner[at] = byte ^ 0x36;
    pads.outer[at] = byte ^ 0x5c;
  }
  return pads;
}

/** A buffer for messages: a search hashes thousands, and one call over one buffer takes half the time of a stream of chunks. */
let scratch = Buffer.alloc(4096);

function gathered(first: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array {
  let length = first.length;
  for (const chunk of chunks) length += chunk.length;
  if (length > scratch.length) scratch = Buffer.alloc(2 * length);
  scratch.set(first);
  let at = first.length;
  for (const chunk of chunks) {
    scratch.set(chunk, at);
    at += chunk.length;
  }
  return scratch.subarray(0, length);
}

/**
 * HMAC of chunks as hex. Written out over plain digests (RFC 2104), because a search makes thousands and node's own HMAC costs more for short messages.
 */
function hmacHex(algorithm: string, key: Uint8Array, chunks: readonly Uint8Array[]): string {
  const { inner, outer } = padsOf(algorithm, key);
  // As text, because a buffer of its own costs more than the digest.
  outer.write(hash(algorithm, gathered(inner, chunks), 'binary'), blockSizes[algorithm] ?? 64, 'latin1');
  return hash(algorithm, outer, 'hex');
}

const usual: ReadonlySet<string> = new Set(['sha1', 'sha512', 'md5']);

const nothing = new Uint8Array(0);

function hashHex(algorithm: string, chunks: readonly Uint8Array[]): string {
  return hash(algorithm, gathered(nothing, chunks), 'hex');
}

/** What is made from key and message: lower-case hex of any length. `body` is the body's bytes in the message, for digests of the body only. */
export type Digest = (key: Uint8Array, message: readonly Uint8Array[], body: Uint8Array) => string;

const colon: Uint8Array = Buffer.from(':');

const arrangements: readonly (readonly [
  Arrangement,
  (key: Uint8Array, message: readonly Uint8Array[], body: Uint8Array) => readonly Uint8Array[],
])[] = [
  ['key-message', (key, message) => [key, ...message]],
  ['message-key', (key, message) => [...message, key]],
  ['message', (_, message) => message],
  ['key-message-key', (key, message) => [key, ...message, key]],
  ['key-colon-message', (key, message) => [key, colon, ...message]],
  ['message-colon-key', (key, message) => [...message, colon, key]],
  ['body', (_key, _message, body) => [body]],
];

const commonArrangements: ReadonlySet<Arrangement> = new Set(['key-message', 'message-key', 'message']);

/** The required digest: HMAC-SHA-256. */
export const hmacSha256: Digest = (key, message) => hmacHex('sha256', key, message);

/** Every digest whose length may give one of these numbers of hex digits, the right one first. */
export function digests(lengths: ReadonlySet<number>): readonly Variant<Digest>[] {
  const variants: Variant<Digest>[] = [right(hmacSha256)];
  const fits = (algorithm: string): boolean => lengths.has(digits[algorithm] ?? 0);
  if ([...lengths].some((digits) => digits > 64)) {
    const sum: Digest = (key, message) => Buffer.from(gathered(nothing, message)).toString('hex') + hmacHex('sha256', key, []);
    variants.push({ value: sum, mistake: mistake('sum-of-nothing', {}), weight: 8, common: false });
  }
  if (lengths.has(64)) {
    variants.push({ value: swapped, mistake: mistake('key-message-swapped', {}), weight: 6, common: true });
  }
  for (const algorithm of Object.keys(blockSizes)) {
    const hmac: Digest = (key, message) => hmacHex(algorithm, key, message);
    // Another length than that of SHA-256 leaves few digests: each of them is tried with other mistakes too.
    const common = digits[algorithm] !== 64;
    if (algorithm !== 'sha256' && fits(algorithm)) {
      variants.push({ value: hmac, mistake: mistake('digest', { algorithm, cut: false }), weight: usual.has(algorithm) ? 8 : 2, common });
    }
    if (lengths.has(64) && (digits[algorithm] ?? 0) > 64) {
      const cut: Digest = (key, message) => hmac(key, message, colon).slice(0, 64);
      variants.push({ value: cut, mistake: mistake('digest', { algorithm, cut: true }), weight: 2, common: algorithm === 'sha512' });
    }
    if (!fits(algorithm)) continue;
    for (const [arrangement, arrange] of arrangements) {
      variants.push({
        value: (key, message, body) => hashHex(algorithm, arrange(key, message, body)),
        mistake: mistake('plain-hash', { algorithm, arrangement }),
        weight: arrangement === 'key-message' || arrangement === 'message-key' ? 6 : 3,
        common: (common || algorithm === 'sha256') && commonArrangements.has(arrangement),
      });
    }
  }
  if (lengths.has(64)) {
    const twice = (form: HashedAgain, value: Digest): void => {
      variants.push({ value, mistake: mistake('hashed-twice', { form }), weight: 1, common: false });
    };
    twice('hmac-of-hmac', (key, message) => hmacHex('sha256', key, [Buffer.from(hmacHex('sha256', key, message), 'hex')]));
    twice('hmac-of-hex-hmac', (key, message) => hmacHex('sha256', key, [Buffer.from(hmacHex('sha256', key, message), 'latin1')]));
    twice('digest-of-hmac', (key, message) => hashHex('sha256', [Buffer.from(hmacHex('sha256', key, message), 'hex')]));
  }
  return variants;
}

/** Hashes of a message that has the key in it, as older schemes make them. */
export const plainHashes: readonly Variant<Digest>[] = ['sha256', 'md5', 'sha1', 'sha512'].map((algorithm) => ({
  value: (_, message) => hashHex(algorithm, message),
  mistake: mistake('plain-hash', { algorithm, arrangement: 'message' }),
  weight: 2,
  common: false,
}));

const swapped: Digest = (key, message) => hmacHex('sha256', Buffer.concat(message), [key]);
