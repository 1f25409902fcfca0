import { createHash } from 'node:crypto';
import { bytesListed, unwrapped } from './decoded.ts';
import { type EscapedSearch, escapedSearch, hexOf, literal, type Span, wireForms } from './escaped-form.ts';

/** A text that must never be shown, with the name that replaces it (`API Signature`, `panel token`, `card number`). */
export interface Secret {
  readonly role: string;
  readonly value: string;
}

/** Everything that is written or printed passes this redaction. */
export interface Secrets {
  /** The text in which a token (`«API Signature#1a2b»`) replaces every secret in any of its known forms. */
  redactText(text: string): string;
  /** The same for bytes of any charset or none. Bytes outside the secrets stay as they are, and the token is UTF-8. */
  redactBytes(bytes: Uint8Array): Uint8Array;
  /** The roles of the secrets that a text or bytes hold, each once (SIG-08). */
  rolesIn(content: string | Uint8Array): readonly string[];
  /** As the function of that name. */
  fingerprint(value: string): string;
}

/** Shorter texts occur by chance in every document: masking them would mask the document. */
const shortest = 4;

/** What a redacted text looks like, for code that shows bytes (`visible`). */
export const tokenForm = /«[^«»#]{1,80}#(?:[0-9a-f]{4}|-)»/;

/** Four hex digits that distinguish two secrets without showing either: the first of the SHA-256 of the UTF-8 bytes. */
export function fingerprint(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex').slice(0, 4);
}

/**
 * The text that replaces a secret. A secret of digits only (a card number) has few possible values: with the digits of a masked number, even four hex
 * digits of its digest would help to find it, so it gets no fingerprint.
 */
function tokenOf({ role, value }: Secret): string {
  return `«${role}#${/^\d+$/.test(value) ? '-' : fingerprint(value)}»`;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * The base64 of any text that contains these bytes, at each of the three alignments, standard and URL-safe. A character at either end that holds a
 * part of the secret's bits is included, and so is the padding.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bitsEnd = (before + bytes.length) * 8;
    const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bitsEnd / 6));
    const core = whole.replace(/[+/]/g, (character) => base64Spellings[character] ?? character);
    const part = '[A-Za-z0-9+/_-]';
    return `${before === 0 ? '' : `${part}?`}${core}${bitsEnd % 6 === 0 ? '' : `${part}?={0,2}`}`;
  });
}

const base64Spellings: Readonly<Record<string, string>> = { '+': '(?:[+-]|%2[bB])', '/': '(?:[/_]|\\\\/|%2[fF])' };

/** Hex in either case, also in the groups in which dumps write it, and as the bytes of a source text (`0x73, 0x74`, `\x73\x74`). */
function hexForm(bytes: Buffer): string {
  return [...bytes].map((byte) => hexOf(byte, 2)).join('(?:[\\s:,-]{1,2}(?:0[xX])?|\\\\{1,2}x)?');
}

/** A shorter text in another letter case is another word. */
const shortestInAnyCase = 8;

/** The pattern of a text. A long one matches in any letter case, because programs change it in headers and environments. */
function plainForm(text: string): string {
  if (text.length < shortestInAnyCase) return literal(text);
  return [...text]
    .map((character) => (/[a-zA-Z]/.test(character) ? `[${character.toLowerCase()}${character.toUpperCase()}]` : literal(character)))
    .join('');
}

/** A text, and the same as JSON writes it, where that differs: programs encode what they have written. */
function spellingsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...new Set([value, json, ascii, ascii.replaceAll('/', '\\/')])];
}

/** What programs write in base64: a text, the same in JSON, in a URL, in the body of a form, as latin1, and as UTF-16. */
function base64Bytes(value: string): readonly Buffer[] {
  const query = encodeURIComponent(value.toWellFormed());
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  return [
    ...[...new Set([...spellingsOf(value), query, form])].map((text) => Buffer.from(text, 'utf8')),
    ...latin1Bytes(value),
    ...utf16Bytes(value),
  ];
}

/** What programs write in hex: a text, the same in JSON, as latin1 and as UTF-16. */
function hexBytes(value: string): readonly Buffer[] {
  return [
    ...spellingsOf(value)
      .slice(0, 2)
      .map((text) => Buffer.from(text, 'utf8')),
    ...latin1Bytes(value),
    ...utf16Bytes(value),
  ];
}

/** The bytes of a text as UTF-16 in both orders: PowerShell and .NET write files, arguments and memory so. */
function utf16Bytes(value: string): readonly Buffer[] {
  const little = Buffer.from(value, 'utf16le');
  return [little, Buffer.from(little).swap16()];
}

/** The bytes of a text as latin1, where that has all its characters and other bytes than UTF-8. */
function latin1Bytes(value: string): readonly Buffer[] {
  return /^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(value) ? [Buffer.from(value, 'latin1')] : [];
}

/** The begin and end lines of a PEM file are not a part of its key. */
const pemBorder = /^-----.*-----$/;
/** A shorter line of a secret occurs in other texts by chance. */
const shortestLine = 16;

/** A secret, the same without the blanks around it, and its lines: programs print a text without its line ends, or with a mark before each line. */
function partsOf({ role, value }: Secret): readonly Secret[] {
  const lines = value.split(/\r?\n/).filter((line) => line.length >= shortestLine && !pemBorder.test(line));
  const trimmed = value.trim();
  return [value, ...(trimmed.length >= shortest ? [trimmed] : []), ...lines].map((part) => ({ role, value: part }));
}

interface Search {
  readonly secret: Secret;
  /** Forms that any content may contain. Each has a bounded length, so the search is linear in the content. */
  readonly always: RegExp;
  /** The forms in base64 alone. */
  readonly base64: RegExp;
  /** The bytes of the secret, as latin1 text. */
  readonly bytes: string;
  /** Escaped forms: looked for only where the content holds a character that begins an escape. */
  readonly escaped: readonly EscapedSearch[];
  /** The longest searched form, in characters. */
  readonly longest: number;
}

function searchFor(secret: Secret): Search {
  const utf8 = Buffer.from(secret.value, 'utf8');
  const base64 = base64Bytes(secret.value).flatMap(base64Forms);
  const inAnyCase = secret.value.length >= shortestInAnyCase;
  const cases = inAnyCase ? [secret.value.toUpperCase(), secret.value.toLowerCase()] : [];
  const wide = utf16Bytes(secret.value).map(latin1);
  const plain = new Set([...[secret.value, ...cases].flatMap(wireForms), ...wide].map(plainForm));
  const always = [...plain, ...hexBytes(secret.value).map(hexForm), ...base64];
  const escaped = spellingsOf(secret.value).map((text) => escapedSearch(text, inAnyCase));
  return {
    secret,
    always: new RegExp(always.join('|'), 'g'),
    base64: new RegExp(base64.join('|'), 'g'),
    bytes: utf8.toString('latin1'),
    escaped,
    // A character of base64 may itself take three, and the text in latin1 twice four for each byte.
    longest: Math.max(...escaped.map(({ longest }) => longest), 30 * utf8.length + 200),
  };
}

interface Place extends Span {
  readonly secret: Secret;
}

/** Every place of a form, including overlapping ones: the end of one secret may be the beginning of another. */
function* placesOf(form: RegExp, text: string): Generator<Span> {
  form.lastIndex = 0;
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    yield { from: found.index, to: form.lastIndex };
    form.lastIndex = found.index + 1;
  }
}

/** Content that is searched: text, or bytes as the latin1 text that they are. */
interface Content {
  readonly length: number;
  piece(from: number, to: number): string;
}

/** Every place of a text, including overlapping ones. */
function* textPlaces(wanted: string, text: string): Generator<Span> {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield { from: at, to: at + wanted.length };
}

/** How much of a long content is searched at once, characters: the memory of a search does not grow with the content. */
const pieceLength = 256 * 1024;

/** What every escape begins with. A plus is a space in a form's body, an equals sign begins a byte in a mail, CSV and SQL double quotes. */
const beginsEscape = /[%\\&+]|=[0-9A-Fa-f]{2}|""|''/;

/** The places of secrets. Pieces overlap by the longest form, so a secret across a border is found in one of them. */
function places(searches: readonly Search[], content: Content): readonly Place[] {
  const overlap = searches.reduce((most, { longest }) => Math.max(most, longest), 0);
  const found: Place[] = [];
  for (let from = 0; from < content.length; from += pieceLength) {
    const text = content.piece(from, Math.min(content.length, from + pieceLength + overlap));
    const mayBeEscaped = beginsEscape.test(text);
    const listed = bytesListed(text);
    const whole = unwrapped(text);
    for (const { secret, always, base64, bytes, escaped } of searches) {
      for (const place of placesOf(always, text)) found.push({ from: from + place.from, to: from + place.to, secret });
      const add = (place: Span): void => void found.push({ from: from + place.from, to: from + place.to, secret });
      for (const decoded of listed) for (const place of textPlaces(bytes, decoded.text)) add(decoded.span(place.from, place.to));
      if (whole !== undefined) for (const place of placesOf(base64, whole.text)) add(whole.span(place.from, place.to));
      if (!mayBeEscaped) continue;
      for (const search of escaped)
        for (const place of search.places(text)) found.push({ from: from + place.from, to: from + place.to, secret });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function ofText(text: string): Content {
  return { length: text.length, piece: (from, to) => text.slice(from, to) };
}

function ofBytes(bytes: Uint8Array): Content {
  return { length: bytes.length, piece: (from, to) => latin1(bytes.subarray(from, to)) };
}

/** Joins places that overlap: they become one, under the token of the longest secret. */
function joined(found: readonly Place[]): readonly Place[] {
  const whole: Place[] = [];
  for (const next of found) {
    const last = whole.at(-1);
    if (last === undefined || next.from >= last.to) {
      whole.push(next);
      continue;
    }
    const secret = next.secret.value.length > last.secret.value.length ? next.secret : last.secret;
    whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, next.to), secret };
  }
  return whole;
}

/** The text between the places and, for each place, its replacement. */
function replaced<T>(found: readonly Place[], between: (from: number, to?: number) => T, token: (secret: Secret) => T): readonly T[] {
  const parts: T[] = [];
  let at = 0;
  for (const { from, to, secret } of joined(found)) {
    parts.push(between(at, from), token(secret));
    at = to;
  }
  return [...parts, between(at)];
}

/**
 * Finds and hides secrets in whatever is written: plain (UTF-8, latin1 and UTF-16), base64 at every alignment (standard and URL-safe), hex in either case,
 * percent-encoded, and escaped for JSON and HTML; in other letter case, in dumps and lists of bytes; encoded after it was escaped for JSON.
 * @param known each secret with its role; of equal values the first role is shown
 * @throws RangeError for a value of fewer than four characters, naming its role only
 */
export function secrets(known: readonly Secret[]): Secrets {
  for (const { role, value } of known) {
    if (value.length < shortest) {
      throw new RangeError(`${role} has fewer than ${shortest} characters and cannot be hidden in what is written: check where it is set`);
    }
  }
  const parts = known.flatMap(partsOf);
  const searches = parts.filter(({ value }, index) => parts.findIndex((other) => other.value === value) === index).map(searchFor);
  return {
    redactText: (text) => {
      const found = places(searches, ofText(text));
      return found.length === 0 ? text : replaced(found, (from, to) => text.slice(from, to), tokenOf).join('');
    },
    redactBytes: (bytes) => {
      const found = places(searches, ofBytes(bytes));
      if (found.length === 0) return bytes;
      const parts = replaced<Uint8Array>(
        found,
        (from, to) => bytes.subarray(from, to),
        (secret) => Buffer.from(tokenOf(secret), 'utf8'),
      );
      return new Uint8Array(Buffer.concat(parts));
    },
    rolesIn: (content) => {
      const found = places(searches, typeof content === 'string' ? ofText(content) : ofBytes(content));
      return [...new Set(found.map(({ secret }) => secret.role))];
    },
    fingerprint,
  };
}
