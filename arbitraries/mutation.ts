import fc from 'fast-check';
import { said } from '../language/sentences.ts';

/** Bytes that differ from the given ones in one way, and the way in words. */
export interface Mutation {
  readonly bytes: Uint8Array;
  readonly kind: string;
}

function filled(bytes: Uint8Array, act: string): void {
  if (bytes.length === 0) throw new RangeError(`No byte can be ${act}: the bytes are empty`);
}

function replaced(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = value;
  return copy;
}

/**
 * One flipped bit.
 *
 * @throws RangeError when the bytes are empty
 */
function flippedBit(bytes: Uint8Array): fc.Arbitrary<Mutation> {
  filled(bytes, 'flipped');
  return fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)).map(([at, bit]) => ({
    bytes: replaced(bytes, at, (bytes[at] ?? 0) ^ (1 << bit)),
    kind: said('kind-bit-flipped', { bit, at }),
  }));
}

/**
 * One byte replaced by another value.
 *
 * @throws RangeError when the bytes are empty
 */
function changedByte(bytes: Uint8Array): fc.Arbitrary<Mutation> {
  filled(bytes, 'changed');
  return fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, step]) => ({
    bytes: replaced(bytes, at, ((bytes[at] ?? 0) + step) % 256),
    kind: said('kind-byte-changed', { at }),
  }));
}

/**
 * Cut at the end, down to nothing.
 *
 * @throws RangeError when the bytes are empty
 */
function truncated(bytes: Uint8Array): fc.Arbitrary<Mutation> {
  filled(bytes, 'cut off');
  return fc
    .nat(bytes.length - 1)
    .map((length) => ({ bytes: bytes.slice(0, length), kind: said('kind-cut-to', { length, size: bytes.length }) }));
}

/** 1–64 bytes added at the end: often a line feed or a space, which editors and command lines add by themselves. */
function extended(bytes: Uint8Array): fc.Arbitrary<Mutation> {
  const blank = fc.constantFrom(Uint8Array.of(0x0a), Uint8Array.of(0x20), Uint8Array.of(0x0d, 0x0a), Uint8Array.of(0));
  return fc.oneof(blank, fc.uint8Array({ minLength: 1, maxLength: 64 })).map((added) => ({
    bytes: Uint8Array.from([...bytes, ...added]),
    kind: said('kind-bytes-added', { count: added.length }),
  }));
}

/** Any one of the four: never equal to the given bytes. Empty bytes can only be extended. */
export function mutated(bytes: Uint8Array): fc.Arbitrary<Mutation> {
  if (bytes.length === 0) return extended(bytes);
  return fc.oneof(flippedBit(bytes), changedByte(bytes), truncated(bytes), extended(bytes));
}

/** A way to make a wrong hash from the right one, which is known only when the request is sent. */
export interface WrongHash {
  readonly kind: string;
  /**
   * The wrong hash: never the right one, always valid in a header field.
   *
   * @param hash the right one in the form of its contract: hex of whole bytes in one letter case, or base64
   * @throws TypeError when it is none of these
   */
  change(hash: string): string;
}

const hex = '0123456789abcdef';
const hashDigits = 64;

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2})+$/.test(text);

/** The form in which a hash is written: its digits in lower-case hex, and how a changed text of them is written again. */
function formOf(hash: string): { readonly digits: string; readonly write: (text: string) => string } {
  if (isHex(hash)) return { digits: hash, write: (text) => text };
  if (isHex(hash.toLowerCase()) && hash === hash.toUpperCase()) return { digits: hash.toLowerCase(), write: (text) => text.toUpperCase() };
  const digits = Buffer.from(hash, 'base64').toString('hex');
  if (Buffer.from(digits, 'hex').toString('base64') !== hash) throw new TypeError('A control hash is hex of whole bytes or base64');
  return { digits, write: (text) => (isHex(text) ? Buffer.from(text, 'hex').toString('base64') : text) };
}

/** @param change makes another text of the digits of a hash in lower-case hex */
function wrongHashBy(kind: string, change: (digits: string) => string): WrongHash {
  return {
    kind,
    change(hash) {
      const { digits, write } = formOf(hash);
      const wrong = write(change(digits));
      // A palindrome read backwards is itself, and base64 is the right form of some contracts.
      return wrong === hash ? write(withDigit(digits, 0, (digit) => digit + 1)) : wrong;
    },
  };
}

function withDigit(hash: string, at: number, change: (digit: number) => number): string {
  const place = Math.min(at, hash.length - 1);
  const digit = Number.parseInt(hash.charAt(place), 16);
  return `${hash.slice(0, place)}${hex.charAt(change(digit) % 16)}${hash.slice(place + 1)}`;
}

/** A hash is cut to at most one digit less than it has. */
function cut(length: number): WrongHash {
  return wrongHashBy(said('kind-cut-to-digits', { length }), (hash) => hash.slice(0, Math.min(length, hash.length - 1)));
}

/** The wrong hashes that every run should send at least once (SIG-07). Upper case is not among them: what it gets is an interpretation (C43). */
export const wrongHashes: readonly WrongHash[] = [
  wrongHashBy(said('kind-first-bit-flipped'), (hash) => withDigit(hash, 0, (digit) => digit ^ 8)),
  wrongHashBy(said('kind-last-bit-flipped'), (hash) => withDigit(hash, hash.length - 1, (digit) => digit ^ 1)),
  wrongHashBy(said('kind-first-digit-changed'), (hash) => withDigit(hash, 0, (digit) => digit + 1)),
  wrongHashBy(said('kind-last-digit-changed'), (hash) => withDigit(hash, hash.length - 1, (digit) => digit + 1)),
  ...[0, 1, 8, 32, 62, 63].map(cut),
  wrongHashBy(said('kind-without-its-first-digit'), (hash) => hash.slice(1)),
  wrongHashBy(said('kind-1-hex-digit-added'), (hash) => `${hash}0`),
  wrongHashBy(said('kind-2-hex-digits-added'), (hash) => `${hash}00`),
  wrongHashBy(said('kind-1-hex-digit-before-it'), (hash) => `0${hash}`),
  wrongHashBy(said('kind-0x-before-it'), (hash) => `0x${hash}`),
  wrongHashBy(said('kind-twice-in-a-row'), (hash) => hash + hash),
  wrongHashBy(said('kind-all-zeros'), (hash) => '0'.repeat(hash.length)),
  wrongHashBy(said('kind-all-f'), (hash) => 'f'.repeat(hash.length)),
  wrongHashBy(said('kind-digits-in-reverse'), (hash) => [...hash].toReversed().join('')),
  wrongHashBy(said('kind-bytes-in-reverse'), (hash) => Buffer.from(hash, 'hex').reverse().toString('hex')),
  wrongHashBy(said('kind-halves-swapped'), (hash) => hash.slice(hash.length / 2) + hash.slice(0, hash.length / 2)),
  wrongHashBy(said('kind-base64-of-the-digest'), (hash) => Buffer.from(hash, 'hex').toString('base64')),
  wrongHashBy(said('kind-base64url-of-the-digest'), (hash) => Buffer.from(hash, 'hex').toString('base64url')),
  wrongHashBy(said('kind-base64-of-the-hex'), (hash) => Buffer.from(hash, 'latin1').toString('base64')),
  wrongHashBy(said('kind-last-digit-not-hex'), (hash) => `${hash.slice(0, -1)}g`),
  // Characters that readers of numbers, of fingerprints and of addresses skip.
  wrongHashBy(said('kind-a-plus-before-it'), (hash) => `+${hash}`),
  wrongHashBy(said('kind-dashes-between-its-parts'), (hash) => hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')),
  ...[':', ' ', '_', '.', 'g'].map((mark) =>
    wrongHashBy(said('kind-mark-between-its-bytes', { mark: JSON.stringify(mark) }), (hash) => (hash.match(/../g) ?? []).join(mark)),
  ),
  wrongHashBy(
    said('kind-a-letter-that-is-not-a-digit-inside'),
    (hash) => `${hash.slice(0, hash.length / 2)}g${hash.slice(hash.length / 2)}`,
  ),
  wrongHashBy(said('kind-first-digit-percent-encoded'), (hash) => `%${hash.charCodeAt(0).toString(16)}${hash.slice(1)}`),
  wrongHashBy(said('kind-in-full-width'), (hash) =>
    Buffer.from([...hash].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join(''), 'utf8').toString('latin1'),
  ),
];

/** A hash that is wrong in one way: any bit flipped, cut anywhere, extended by 1–64 hex digits, or one of `wrongHashes` (SIG-07). */
export function wrongHash(): fc.Arbitrary<WrongHash> {
  const flipped = fc
    .tuple(fc.nat(hashDigits - 1), fc.nat(3))
    .map(([at, bit]) =>
      wrongHashBy(said('kind-bit-of-digit-flipped', { bit, at }), (hash) => withDigit(hash, at, (digit) => digit ^ (1 << bit))),
    );
  const longer = fc
    .array(fc.constantFrom(...hex), { minLength: 1, maxLength: hashDigits })
    .map((digits) => wrongHashBy(said('kind-hex-digits-added', { count: digits.length }), (hash) => hash + digits.join('')));
  return fc.oneof({ weight: 4, arbitrary: flipped }, fc.nat(hashDigits - 1).map(cut), longer, {
    weight: 4,
    arbitrary: fc.constantFrom(...wrongHashes),
  });
}

/** Another way to write an Authorization value around a right hash. */
export interface SchemeForm {
  readonly kind: string;
  /** The Authorization value, valid in a header field. */
  value(hash: string): string;
}

/** Those that differ from the right one, and each once. */
function differing(lead: string, forms: readonly SchemeForm[]): readonly SchemeForm[] {
  const known = new Set([`${lead}0`]);
  return forms.filter(({ value }) => !known.has(value('0')) && known.add(value('0')));
}

/**
 * Authorization values with the right hash that are wrong by every interpretation (SIG-06).
 *
 * @param lead what is before the hash: `D24 `, or `HMAC sig=`
 */
export function wrongSchemes(lead: string): readonly SchemeForm[] {
  const scheme = lead.trimEnd();
  return differing(lead, [
    { kind: said('kind-no-scheme'), value: (hash) => hash },
    { kind: said('kind-no-space'), value: (hash) => `${scheme}${hash}` },
    { kind: said('kind-a-colon-for-the-space'), value: (hash) => `${scheme}:${hash}` },
    { kind: said('kind-lower-case-scheme'), value: (hash) => `${lead.toLowerCase()}${hash}` },
    { kind: said('kind-basic-before-the-hash'), value: (hash) => `Basic ${hash}` },
    { kind: said('kind-bearer-before-the-hash'), value: (hash) => `Bearer ${hash}` },
    ...['Token', 'Digest', 'HMAC', 'Signature', 'X'].map((other) => ({
      kind: said('kind-word-before-the-hash', { word: other }),
      value: (hash: string) => `${other} ${hash}`,
    })),
    { kind: said('kind-the-scheme-twice'), value: (hash) => `${lead}${lead}${hash}` },
    { kind: said('kind-bearer-before-the-scheme'), value: (hash) => `Bearer ${lead}${hash}` },
    { kind: said('kind-hash-before-the-scheme'), value: (hash) => `${hash} ${scheme}` },
    { kind: said('kind-scheme-without-a-hash'), value: () => scheme },
    { kind: said('kind-first-word-dropped'), value: (hash) => `${lead.replace(/^\S+\s+/, '')}${hash}` },
  ]);
}
