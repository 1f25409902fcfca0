/** Signing, verifying and reading for any scheme that a contract's scheme.yaml describes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Authentication } from '../../specs/traits.ts';
import type { DateFormat, Scheme, SignatureScheme } from '../../specs/types/scheme.ts';
import { type HeaderLine, headerValue, type WireRequest } from '../exchange.ts';
import { joined, wireBytes } from './canonical.ts';
import { formatXDate, parseXDate } from './clock.ts';

/** What a message is made of: header values as latin1 text, never re-formatted, and the body's bytes as sent. */
export interface MessageParts {
  readonly date: string;
  readonly login: string;
  readonly id?: string;
  /** The method and the target of the request, as they are sent; needed where the template names them. */
  readonly method?: string;
  readonly target?: string;
  readonly body: Uint8Array;
}

/**
 * The Authorization field in its parts (SIG-06). `hashes` and `token` are the text after the scheme and its one space, unjudged: one hash, or one for
 * each active key.
 */
export type Authorization =
  | { readonly scheme: 'signed'; readonly hashes: readonly string[] }
  | { readonly scheme: 'bearer'; readonly token: string }
  /** HTTP Basic with a user name and an empty password, where it is taken at all (C1, C50). */
  | { readonly scheme: 'basic'; readonly user: string }
  | { readonly scheme: 'malformed' };

const hashForms = { 'lower-hex': /^[0-9a-f]{64}$/, 'upper-hex': /^[0-9A-F]{64}$/, base64: /^[A-Za-z0-9+/]{43}=$/ } as const;
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The signature part of a scheme. Throws an Error where the contract has none: nothing in it is signed. */
function signatureOf({ signature }: Scheme): SignatureScheme {
  if (signature === undefined) throw new Error('The contract has no signature.');
  return signature;
}

/**
 * The signed bytes, by the template of the scheme.
 *
 * @throws RangeError when a header text holds a character above U+00FF, which cannot be sent
 */
export function messageOf(scheme: Scheme, parts: MessageParts): Uint8Array {
  const { login, id } = scheme;
  return messageIn(signatureOf(scheme).message, parts, { date: dateHeader(scheme), login: login?.header, id: id?.header });
}

/** The name of a part of a message in an error: its header. */
type PartNames = Readonly<Partial<Record<'date' | 'login' | 'id', string | undefined>>>;

/** Whether the method of a request is signed, and any of its target: a server in front that changes them breaks the signature. */
export function requestLineOf({ signature }: Pick<Scheme, 'signature'>): Readonly<Record<'method' | 'target', boolean>> {
  const message = signature?.message ?? '';
  return { method: message.includes('{method}'), target: /\{(?:path|target)\}/.test(message) };
}

/** Whether any of a request's first line is signed. */
export function signsRequestLine(scheme: Pick<Scheme, 'signature'>): boolean {
  return Object.values(requestLineOf(scheme)).includes(true);
}

/** A part that the caller has to give where the template names it: an empty text would be signed, and nobody would see why it is refused. */
function given(text: string | undefined, name: string): string {
  if (text === undefined) throw new Error(`The ${name} of the request is signed and was not given.`);
  return text;
}

/** The bytes of a message by another template. Throws as `messageOf` does, and an Error where the request line is signed and not given. */
export function messageIn(template: string, parts: MessageParts, names: PartNames = {}): Uint8Array {
  const pieces = template.split(/(\{[a-z]+\})/);
  return joined(
    pieces.map((piece) => {
      switch (piece) {
        case '{date}':
          return wireBytes(parts.date, names.date ?? 'the date');
        case '{login}':
          return wireBytes(parts.login, names.login ?? 'the login');
        case '{id}':
          return wireBytes(parts.id ?? '', names.id ?? 'the id');
        case '{method}':
          return wireBytes(given(parts.method, 'method'), 'method');
        case '{path}':
          return wireBytes(given(parts.target, 'target').replace(/\?.*$/s, ''), 'path');
        case '{target}':
          return wireBytes(given(parts.target, 'target'), 'target');
        case '{body}':
          return parts.body;
        default:
          return wireBytes(piece, 'the template of the message');
      }
    }),
  );
}

/** A key's text as the key of the HMAC. Throws a RangeError where it does not have the encoding of the scheme; the error does not quote it. */
export function secretBytes(signature: SignatureScheme, secret: string): Uint8Array {
  const { encoding, prefix = '' } = signature.key;
  const text = withoutPrefix(signature, secret);
  if (encoding === 'utf8') return Buffer.from(text, 'utf8');
  if (!base64Form.test(text)) throw new RangeError(`The key is not base64${prefix === '' ? '' : ` after ${prefix}`}.`);
  return Buffer.from(text, 'base64');
}

function withoutPrefix({ key: { prefix = '' } }: SignatureScheme, secret: string): string {
  return secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
}

/** Whether a text has the encoding of the keys of a scheme. */
export function hasEncoding(signature: SignatureScheme, secret: string): boolean {
  return signature.key.encoding === 'utf8' || base64Form.test(withoutPrefix(signature, secret));
}

/** A text that is used as a wrong key: its bytes, where it does not have the encoding of the scheme. */
export function wrongKey({ signature }: Scheme, secret: string): string | Uint8Array {
  return signature === undefined || hasEncoding(signature, secret) ? secret : Buffer.from(secret, 'utf8');
}

/** A text as a key in the encoding of the scheme, for keys that we make: itself, or its bytes in base64 after the prefix. */
export function secretText({ signature }: Pick<Scheme, 'signature'>, text: string): string {
  if (signature === undefined || signature.key.encoding === 'utf8') return text;
  return `${signature.key.prefix ?? ''}${Buffer.from(text, 'utf8').toString('base64')}`;
}

/**
 * The hash of a message, in the scheme's form.
 * @param secret the key's text as the merchant has it; bytes are for keys that are not text
 */
export function hashOf(scheme: Scheme, message: Uint8Array, secret: string | Uint8Array): string {
  const signature = signatureOf(scheme);
  // Node is several times faster with a text than with the bytes of its UTF-8.
  const key =
    typeof secret !== 'string'
      ? secret
      : signature.key.encoding === 'utf8'
        ? withoutPrefix(signature, secret)
        : secretBytes(signature, secret);
  const mac = createHmac('sha256', key).update(message);
  if (signature.hash === 'base64') return mac.digest('base64');
  const hex = mac.digest('hex');
  return signature.hash === 'upper-hex' ? hex.toUpperCase() : hex;
}

/**
 * Whether the hash text is the hash of the message (SIG-02, SIG-07). A text in any other form than that of the scheme is not: the value is
 * case-sensitive, and a shortened or extended hash is another value. The comparison takes the same time wherever the texts differ.
 */
export function hashVerifies(scheme: Scheme, hash: string, message: Uint8Array, secret: string | Uint8Array): boolean {
  if (!hashForms[signatureOf(scheme).hash].test(hash)) return false;
  return timingSafeEqual(Buffer.from(hash, 'latin1'), Buffer.from(hashOf(scheme, message, secret), 'latin1'));
}

/** Whether the value of the header that holds the hash has the form of the scheme, whatever it is the hash of. */
export function isHashFormed(scheme: Scheme, word: string, { headers }: WireRequest): boolean {
  const { signature } = scheme;
  if (signature === undefined) return false;
  const hashes = hashesIn(scheme, word, headerValue(headers, signature.header) ?? '');
  return hashes.length > 0 && hashes.every((hash) => hashForms[signature.hash].test(hash));
}

/** The header that identifies the caller, for an operation with that authentication; undefined where none is required. */
export function carrierOf({ signature, bearer, basic }: Scheme, authentication: Authentication): string | undefined {
  return { signed: signature, bearer, basic, none: undefined }[authentication]?.header;
}

/** The headers that show a key or a hash, or name the account. */
export function credentialHeaders({ signature, bearer, basic, login }: Scheme): readonly string[] {
  return [...new Set([signature, bearer, basic, login].flatMap((part) => part?.header ?? []))];
}

/** The header that holds the date: its own, or that of the signature. Undefined where the scheme has no date. */
export function dateHeader({ date, signature }: Scheme): string | undefined {
  return date && (date.header ?? signature?.header);
}

/** The idempotency key of a request, without the blanks around it. A blank one is there too: a provider may read it as a key. */
export function idempotencyKeyIn({ idempotency }: Scheme, { headers }: Pick<WireRequest, 'headers'>): string | undefined {
  return idempotency && headerValue(headers, idempotency.header)?.trim();
}

/** The headers of what is signed besides the body. A date within the signature has none of its own. */
export function headersBeside({ login, date, id }: Scheme): readonly string[] {
  return [login, date, id].flatMap((part) => part?.header ?? []);
}

const placeholder = /(\{[a-z]+\})/;

/**
 * The value of the header that holds a hash. `word` is the profile's scheme word, without a space (`D24`); the date is used where the template has
 * one.
 */
export function hashValue(scheme: Scheme, word: string, hash: string, date: string): string {
  const values: Readonly<Record<string, string>> = { '{scheme}': word, '{hash}': hash, '{date}': date };
  return signatureOf(scheme)
    .template.split(placeholder)
    .map((part) => values[part] ?? part)
    .join('');
}

/** What a value of the signed header contains, unjudged. */
export interface Carried {
  readonly hashes: readonly string[];
  /** Undefined where the template has no date, or the value lacks it. */
  readonly date: string | undefined;
}

const anyWord = '[^\\s=,;]+';

/** A pattern of a part of the template: placeholders are its groups. */
function formOf(template: string, word: string | undefined): RegExp {
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const forms: Readonly<Record<string, string>> = {
    '{scheme}': word === undefined ? anyWord : literal(word),
    '{date}': '(?<date>.+?)',
    '{hash}': '(?<hash>.+)',
  };
  const parts = template.split(placeholder).map((part) => forms[part] ?? literal(part));
  return new RegExp(`^${parts.join('')}$`, 's');
}

/**
 * Reads a value of the signed header by its template. With a separator its pieces are in any order, and unknown pieces do not count.
 *
 * @param word the profile's scheme word; any where it is undefined
 */
export function carriedIn({ signature }: Scheme, word: string | undefined, value: string): Carried {
  if (signature === undefined) return { hashes: [], date: undefined };
  const { separator, template } = signature;
  const forms = (separator === undefined ? [template] : template.split(separator)).map((part) => formOf(part, word));
  const pieces = separator === undefined ? [value] : value.split(separator);
  const found = (name: 'hash' | 'date'): readonly string[] =>
    pieces.flatMap((piece) => forms.flatMap((form) => form.exec(piece)?.groups?.[name] ?? []));
  return { hashes: found('hash'), date: found('date')[0] };
}

/**
 * Splits the value of the header that holds the hash or the key (SIG-06). It is compared letter by letter. The parts of the template are not judged
 * here, and a value that lacks one of them is malformed.
 *
 * @param header the header that has the value: a hash and a key may travel in different ones
 */
export function readAuthorization(scheme: Scheme, word: string, header: string, value: string): Authorization {
  const isIn = (part: { readonly header: string } | undefined): boolean => part?.header.toLowerCase() === header.toLowerCase();
  const hashes = isIn(scheme.signature) ? hashesIn(scheme, word, value) : [];
  if (hashes.length > 0) return { scheme: 'signed', hashes };
  const prefix = isIn(scheme.bearer) ? scheme.bearer?.template.replace('{key}', '') : undefined;
  return prefix !== undefined && value.length > prefix.length && value.startsWith(prefix)
    ? { scheme: 'bearer', token: value.slice(prefix.length) }
    : { scheme: 'malformed' };
}

/** The hashes in a value of the signed header, unjudged: none where it lacks the date that its template has. */
export function hashesIn(scheme: Scheme, word: string, value: string): readonly string[] {
  const { hashes, date } = carriedIn(scheme, word, value);
  return date === undefined && scheme.date !== undefined && scheme.date.header === undefined ? [] : hashes;
}

const dates: Readonly<Record<DateFormat, { readonly write: (ms: number) => string; readonly read: (text: string) => number | undefined }>> =
  {
    'iso-seconds-z': { write: formatXDate, read: parseXDate },
    'unix-seconds': {
      write: (ms) => String(Math.floor(ms / 1000)),
      read: (text) => (/^(0|[1-9][0-9]{0,11})$/.test(text) ? Number(text) * 1000 : undefined),
    },
    'unix-milliseconds': {
      write: (ms) => String(Math.floor(ms)),
      read: (text) => (/^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined),
    },
  };

/** An instant (ms since the epoch) in the date format of the scheme; the empty text where it has no date. */
export function dateText({ date }: Pick<Scheme, 'date'>, ms: number): string {
  return date === undefined ? '' : dates[date.format].write(ms);
}

/** A date header's text as ms since the epoch; undefined where it is not exactly of the scheme's format (CLK-04). */
export function dateMs({ date }: Scheme, text: string): number | undefined {
  return date === undefined ? undefined : dates[date.format].read(text);
}

/** The header line for a part of the scheme: none where the scheme lacks the part, or the value is missing. */
export function lineOf(part: { readonly header?: string } | undefined, value: string | undefined): readonly HeaderLine[] {
  return part?.header === undefined || value === undefined ? [] : [[part.header, value]];
}

/** The value of the header that holds a Bearer key. Throws an Error where the contract has none. */
export function bearerValue({ bearer }: Scheme, key: string): string {
  if (bearer === undefined) throw new Error('The contract takes no Bearer key.');
  return bearer.template.replace('{key}', () => key);
}

/**
 * The value of the header that holds a key as the user name of HTTP Basic, with an empty password (RFC 7617). Throws an Error where the contract has
 * none.
 */
export function basicValue({ basic }: Scheme, key: string): string {
  if (basic === undefined) throw new Error('The contract takes no key by HTTP Basic.');
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
}

/** The text of the date that a request has, in a header of its own or within the signature; undefined where it has none. */
export function dateIn(scheme: Scheme, { headers }: WireRequest): string | undefined {
  const header = dateHeader(scheme);
  const value = header === undefined ? undefined : headerValue(headers, header);
  return value === undefined || scheme.date?.header !== undefined ? value : carriedIn(scheme, undefined, value).date;
}

/** The signed parts of a request. A missing header counts as empty. */
export function partsIn(scheme: Scheme, request: WireRequest): MessageParts {
  const value = (part: { readonly header: string } | undefined): string => (part && headerValue(request.headers, part.header)) ?? '';
  const { method, target, body } = request;
  return { date: dateIn(scheme, request) ?? '', login: value(scheme.login), id: value(scheme.id), method, target, body };
}

/** Whether the headers for login and date have each other's values. */
export function areExchanged(scheme: Scheme, request: WireRequest): boolean {
  const { login, date } = partsIn(scheme, request);
  return dateMs(scheme, login) !== undefined && dateMs(scheme, date) === undefined && date.trim() !== '';
}

/** The bytes that the signature of a request has to cover; undefined where it is not a signed one, or lacks what is signed besides the body. */
export function signedBytes(scheme: Scheme, request: WireRequest): Uint8Array | undefined {
  const { signature, bearer } = scheme;
  const lacks = (header: string): boolean => headerValue(request.headers, header) === undefined;
  const beside = headersBeside(scheme);
  if (signature === undefined || beside.some(lacks)) return undefined;
  if (beside.length === 0 && lacks(signature.header)) return undefined;
  if (bearer !== undefined && headerValue(request.headers, bearer.header)?.startsWith(bearer.template.replace('{key}', '')))
    return undefined;
  return messageOf(scheme, partsIn(scheme, request));
}

/** The header lines of a signed message: the one with the hash, where it is given, then login, date and id where the scheme has headers for them. */
export function signedLines(scheme: Scheme, parts: MessageParts, authorization: string | undefined): readonly HeaderLine[] {
  const { signature, login, date, id } = scheme;
  return [...lineOf(signature, authorization), ...lineOf(login, parts.login), ...lineOf(date, parts.date), ...lineOf(id, parts.id)];
}

/** The header lines of a rightly signed message with the word of a profile. */
export function signedRightly(scheme: Scheme, word: string, parts: MessageParts, secret: string | Uint8Array): readonly HeaderLine[] {
  return signedLines(scheme, parts, hashValue(scheme, word, hashOf(scheme, messageOf(scheme, parts), secret), parts.date));
}

/** Whether a key is for production: one of the scheme's patterns of live keys matches it. */
export function isLiveKey({ keys }: Scheme, key: string): boolean {
  return Object.values(keys).some(({ live }) => live !== undefined && new RegExp(live).test(key));
}
