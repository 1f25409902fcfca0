import type { HashEncoding, Mistake, SchemeProblem } from './mistake.ts';
import { mistake } from './mistake.ts';
import { latin1Text } from './octets.ts';

/** A digest that the Authorization value may mean, in lower-case hex, and what would then be wrong with its form. */
export interface Target {
  readonly hex: string;
  /** Whether the hex is a whole digest, its first or last digits, or a digest of which each byte lost its leading zero. */
  readonly match: 'whole' | 'start' | 'end' | 'unpadded';
  readonly mistakes: readonly Mistake[];
  /** Forms that are unlikely enough to be tried with the right message only. */
  readonly alone: boolean;
}

/** The scheme names of the white labels (C2). */
const sisters = ['D24', 'OKP', 'TUPAY', 'Pandablue', 'LIMEPAY'];

/** Names before hashes and tokens of other APIs. Before a hash they are not part of it. */
const foreign = ['Bearer', 'Basic', 'HMAC-SHA256', 'HMAC', 'Signature', 'V2-HMAC-SHA256', 'Token', 'ApiKey', 'Digest'];

/** Fewer digits than these match some message by chance. */
const fewestDigits = 2;

const digestLengths: ReadonlySet<number> = new Set([16, 20, 28, 32, 48, 64]);

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function problemOf(seen: string, scheme: string): SchemeProblem {
  const wanted = `${scheme} `;
  if (seen === '') return 'missing';
  if (seen.toLowerCase() === wanted.toLowerCase()) return 'case';
  if (seen.toLowerCase() === scheme.toLowerCase()) return 'no-space';
  if (/^ +$/.test(seen.slice(scheme.length)) && seen.startsWith(scheme)) return 'more-space';
  if (seen === `${wanted}${wanted}` || seen === `${scheme}${wanted}`) return 'repeated';
  if (seen.startsWith(scheme) && /^[^0-9A-Za-z]+$/.test(seen.slice(scheme.length))) {
    return /^ +["'«‘“]/.test(seen.slice(scheme.length)) ? 'surroundings' : 'other-separator';
  }
  if (sisters.some((name) => name.toLowerCase() !== scheme.toLowerCase() && seen.trim().toLowerCase() === name.toLowerCase()))
    return 'sister';
  if (seen.includes(scheme)) return 'surroundings';
  return 'other';
}

interface Found {
  readonly prefix: string;
  readonly token: string;
  readonly suffix: string;
}

/** Removes what is before the hash, so that a scheme of hex digits (D24) is not read as a part of it. */
function prefixOf(value: string, scheme: string): string {
  if (/^[0-9a-fA-F]{64}$/.test(value)) return '';
  const names = [scheme, ...sisters, ...foreign].map(literal).join('|');
  return new RegExp(`^[\\s"']*(?:(?:${names})(?:[\\s:=,;"'\\u00a0]|\\+(?=[0-9a-fA-F]{32})|%20|%22)*)*`, 'i').exec(value)?.[0] ?? '';
}

function firstOf(value: string, scheme: string, forms: readonly RegExp[]): Found | undefined {
  const before = prefixOf(value, scheme);
  const rest = value.slice(before.length);
  for (const form of forms) {
    const found = form.exec(rest);
    if (found === null) continue;
    const at = before.length + found.index;
    return { prefix: value.slice(0, at), token: found[0], suffix: value.slice(at + found[0].length) };
  }
  return undefined;
}

function unpadded(hex: string): Target {
  return { hex, match: 'unpadded', mistakes: [mistake('hash-encoding', { encoding: 'hex-without-leading-zeros' })], alone: false };
}

/** Bytes written as decimal numbers, signed or not: what printing an array of them gives. */
const decimalBytes = /-?\d{1,3}(?:(?:, *| +|[.:;-])-?\d{1,3}){15,63}/;

/** One large decimal number: a digest taken for an integer. */
const decimalNumber = /(?<![0-9A-Za-z])\d{70,78}(?![0-9A-Za-z+/=_-])/;

/** A digest in a form that has no digits or letters of its own. */
function numericTargets(value: string, scheme: string): readonly Target[] {
  const before = prefixOf(value, scheme);
  const rest = value.slice(before.length);
  const whole = (bytes: Uint8Array, encoding: HashEncoding): readonly Target[] =>
    digestLengths.has(bytes.length)
      ? [{ hex: Buffer.from(bytes).toString('hex'), match: 'whole', mistakes: [mistake('hash-encoding', { encoding })], alone: false }]
      : [];
  const bytes = decimalBytes
    .exec(rest)?.[0]
    .match(/(?<!\d)-?\d+/g)
    ?.map(Number);
  if (bytes !== undefined) return bytes.every((byte) => byte >= -128 && byte <= 255) ? whole(Uint8Array.from(bytes), 'decimal-bytes') : [];
  const prefixed = rest.match(/0x[0-9a-f]{1,2}/gi);
  if (prefixed !== null && prefixed.length > 1) return whole(Uint8Array.from(prefixed.map(Number)), 'hex-with-0x-before-each-byte');
  const number = decimalNumber.exec(rest)?.[0];
  if (number !== undefined) {
    const hex = BigInt(number).toString(16).padStart(64, '0');
    return hex.length === 64 ? whole(Buffer.from(hex, 'hex'), 'one-decimal-number') : [];
  }
  const groups = /[0-9a-fA-F]{4,}(?: [0-9a-fA-F]{4,}){3,}/.exec(rest)?.[0].replaceAll(' ', '') ?? '';
  if (groups.length === 64) return whole(Buffer.from(groups, 'hex'), 'hex-in-groups');
  // Raw bytes of a digest, one letter each.
  return rest.length === 32 && /[\u0080-\u00ff]/.test(rest) ? whole(Buffer.from(rest, 'latin1'), 'raw-bytes') : [];
}

function reversedBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}

function hexTargets(token: string): readonly Target[] {
  const hex = token.toLowerCase();
  const caseMistakes = token === hex ? [] : [mistake('hash-case', {})];
  const whole = (text: string, mistakes: readonly Mistake[], alone = false): Target => ({
    hex: text,
    match: 'whole',
    mistakes: [...mistakes, ...caseMistakes],
    alone,
  });
  const cut = (digits: number, kept: 'start' | 'end'): Target => ({
    hex,
    match: kept,
    mistakes: [mistake('hash-cut', { digits, kept }), ...caseMistakes],
    alone: kept === 'end',
  });
  const targets: Target[] = [whole(hex, [])];
  if (hex.length === 64) {
    targets.push(whole([...hex].reverse().join(''), [mistake('hash-reversed', { by: 'digits' })], true));
    targets.push(whole(reversedBytes(hex), [mistake('hash-reversed', { by: 'bytes' })], true));
  } else if (hex.length < 64) {
    targets.push(cut(hex.length, 'start'), cut(hex.length, 'end'));
    if (hex.length >= 48) targets.push(unpadded(hex));
  } else {
    // Java's Integer.toHexString of a signed byte.
    const bare = hex.replace(/f{6}([89a-f][0-9a-f])/g, '$1');
    const signed = [mistake('hash-encoding', { encoding: 'hex-of-signed-bytes' })];
    if (bare.length === 64) targets.push(whole(bare, signed));
    else if (bare.length < 64 && bare.length >= 48) targets.push({ ...unpadded(bare), mistakes: signed });
    const text = hex.length === 128 ? Buffer.from(hex, 'hex').toString('latin1') : '';
    if (/^[0-9a-f]{64}$/.test(text)) targets.push(whole(text, [mistake('hash-encoding', { encoding: 'hex-of-hex' })]));
    const characters = hex.length - 64;
    targets.push(whole(hex.slice(0, 64), [mistake('hash-extended', { characters, at: 'end' })]));
    targets.push(whole(hex.slice(-64), [mistake('hash-extended', { characters, at: 'start' })]));
  }
  return targets;
}

function base32(text: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text.replace(/=+$/, '').toUpperCase()].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
}

function encodedTargets(token: string): readonly Target[] {
  const made = (bytes: Uint8Array, encoding: HashEncoding): readonly Target[] => {
    const text = latin1Text(bytes);
    if (/^[0-9a-fA-F]{64}$/.test(text)) {
      return [
        { hex: text.toLowerCase(), match: 'whole', mistakes: [mistake('hash-encoding', { encoding: 'base64-of-hex' })], alone: false },
      ];
    }
    // The message in clear may be in front of a digest (`sum-of-nothing`).
    if (!digestLengths.has(bytes.length) && bytes.length <= 64) return [];
    const hex = Buffer.from(bytes).toString('hex');
    return [{ hex, match: 'whole', mistakes: [mistake('hash-encoding', { encoding })], alone: false }];
  };
  const separated = /^[0-9a-fA-F]{2}([: -])(?:[0-9a-fA-F]{2}\1)+[0-9a-fA-F]{2}$/.exec(token);
  if (separated !== null) {
    const bytes = Buffer.from(token.replace(/[^0-9a-fA-F]/g, ''), 'hex');
    const names = { ':': 'hex-with-colons', ' ': 'hex-with-spaces', '-': 'hex-with-hyphens' } as const;
    return made(bytes, names[separated[1] as keyof typeof names]);
  }
  if (token.includes('%')) return made(Buffer.from(decodeURIComponent(token), 'base64'), 'percent-encoded-base64');
  const text = token.replace(/=+$/, '');
  const encoding = /[-_]/.test(text) ? 'base64url' : token.length % 4 === 0 ? 'base64' : 'base64-without-padding';
  return [...made(Buffer.from(text, 'base64'), encoding), ...(/^[A-Z2-7]{52}$/.test(text) ? made(base32(text), 'base32') : [])];
}

/**
 * The digests that an Authorization value may mean, each with the mistakes of its form: an exact one, or one after another scheme, in other letters,
 * in base64, shortened or extended. Empty when nothing in the value looks like a hash.
 *
 * @param value the field's value as latin1 text
 * @param scheme the profile's scheme of signed calls, without its space
 */
export function targetsOf(value: string, scheme: string): readonly Target[] {
  const numeric = numericTargets(value, scheme);
  if (numeric.length > 0) return numeric;
  const wanted = `${scheme} `;
  const found =
    firstOf(value, scheme, [
      /(?:[0-9a-fA-F]{2}[: -]){15,}[0-9a-fA-F]{2}/,
      /[0-9a-fA-F]{32,}(?![A-Za-z+/=_-])/,
      /[A-Za-z0-9+/_-]*(?:%2[BbFf][A-Za-z0-9+/_-]*)*(?:%3[Dd]){1,2}/,
      /[A-Za-z0-9+/_-]{22,}={0,6}/,
      /^[0-9a-fA-F]{2,31}/,
    ]) ?? undefined;
  if (found === undefined || found.token.length < fewestDigits) return [];
  const { prefix, token, suffix } = found;
  const around: Mistake[] = [];
  if (prefix !== wanted) {
    // A value that holds a name and something before the hash has both; one sentence says it.
    around.push(mistake('scheme', { seen: prefix.slice(0, 60), wanted, problem: problemOf(prefix, scheme) }));
  }
  if (suffix !== '') {
    if (prefix === wanted) around.push(mistake('hash-extended', { characters: suffix.length, at: 'end' }));
    else if (prefix.startsWith(wanted)) around.splice(0, 1, mistake('scheme', { seen: prefix, wanted, problem: 'surroundings' }));
  }
  const targets = /^[0-9a-fA-F]+$/.test(token) ? [...hexTargets(token), ...encodedTargets(token)] : encodedTargets(token);
  return targets.map((target) => {
    // Digits, and then something else: the hash was damaged at that place, not cut.
    if (target.match === 'start' && suffix !== '' && prefix === wanted) {
      return { ...target, mistakes: [mistake('hash-broken', { at: token.length, characters: suffix.length })] };
    }
    return { ...target, mistakes: [...around, ...target.mistakes] };
  });
}
