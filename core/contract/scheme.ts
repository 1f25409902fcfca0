/** Signing, verifying and reading for any scheme that a contract's scheme.yaml describes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Authentication } from '../../specs/traits.ts';
import type { DateFormat, Scheme, SignatureScheme } from '../../specs/types/scheme.ts';
import { type HeaderLine, headerValue, type WireRequest } from '../exchange.ts';
import { joined, wireBytes } from './canonical.ts';
import { formatXDate, parseXDate } from './clock.ts';

/** What a message is made of: header values as latin1 wire text, never re-formatted, and the body's bytes as they travel. */
export interface MessageParts {
  readonly date: string;
  readonly login: string;
  readonly id?: string;
  readonly body: Uint8Array;
}

/** The Authorization field taken apart (SIG-06). `hash` and `token` are the text after the scheme and its one space, unjudged. */
export type Authorization =
  | { readonly scheme: 'signed'; readonly hash: string }
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
 * The bytes under the hash, by the template of the scheme.
 * @throws RangeError when a header text holds a character above U+00FF, which no wire carries
 */
export function messageOf(scheme: Scheme, parts: MessageParts): Uint8Array {
  const { date, login, id } = scheme;
  return messageIn(signatureOf(scheme).message, parts, { date: date?.header, login: login?.header, id: id?.header });
}

/** What a part of a message is called in an error: by its header. */
type PartNames = Readonly<Partial<Record<'date' | 'login' | 'id', string | undefined>>>;

/** The bytes of a message by a template of its own. Throws as `messageOf` does. */
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
        case '{body}':
          return parts.body;
        default:
          return wireBytes(piece, 'the template of the message');
      }
    }),
  );
}

/** A key's text as the key of the HMAC. Throws a RangeError where it is not of the scheme's encoding; the error does not quote it. */
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

/** A text as a key of the scheme's encoding, for keys that we make: itself, or its bytes in base64 behind the prefix. */
export function secretText({ signature }: Scheme, text: string): string {
  if (signature === undefined || signature.key.encoding === 'utf8') return text;
  return `${signature.key.prefix ?? ''}${Buffer.from(text, 'utf8').toString('base64')}`;
}

/**
 * The hash of a message, in the scheme's form.
 * @param secret the key's text as the merchant has it; bytes are for keys that are not text
 */
export function hashOf(scheme: Scheme, message: Uint8Array, secret: string | Uint8Array): string {
  const signature = signatureOf(scheme);
  // Node is several times faster under a text than under the bytes of its UTF-8.
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
 * Whether the hash text is the message's (SIG-02, SIG-07). A text of any other form than the scheme's is not: the value is case-sensitive, and a cut or
 * lengthened hash is another value. The comparison takes the same time wherever the texts differ.
 */
export function hashVerifies(scheme: Scheme, hash: string, message: Uint8Array, secret: string | Uint8Array): boolean {
  if (!hashForms[signatureOf(scheme).hash].test(hash)) return false;
  return timingSafeEqual(Buffer.from(hash, 'latin1'), Buffer.from(hashOf(scheme, message, secret), 'latin1'));
}

/** Whether the header that carries the hash has a value that is of the scheme's form, whatever it is the hash of. */
export function isHashFormed(scheme: Scheme, word: string, { headers }: WireRequest): boolean {
  const { signature } = scheme;
  if (signature === undefined) return false;
  const hashes = hashesIn(scheme, word, headerValue(headers, signature.header) ?? '');
  return hashes.length > 0 && hashes.every((hash) => hashForms[signature.hash].test(hash));
}

/** The header that says who calls, for an operation of that authentication; undefined where nobody is asked. */
export function carrierOf({ signature, bearer, basic }: Scheme, authentication: Authentication): string | undefined {
  return { signed: signature, bearer, basic, none: undefined }[authentication]?.header;
}

/** The headers that show a key or a hash, or name the account. */
export function credentialHeaders({ signature, bearer, basic, login }: Scheme): readonly string[] {
  return [...new Set([signature, bearer, basic, login].flatMap((part) => part?.header ?? []))];
}

/** What stands before the hash in the header that carries it. */
export function hashPrefix(scheme: Scheme, word: string): string {
  return signatureOf(scheme)
    .template.replace('{scheme}', () => word)
    .replace('{hash}', '');
}

/** The value of the header that carries a hash. `word` is the profile's scheme word, without a space (`D24`). */
export function hashValue(scheme: Scheme, word: string, hash: string): string {
  return `${hashPrefix(scheme, word)}${hash}`;
}

/**
 * Takes apart a value of the header that carries hash or key (SIG-06). It is compared letter by letter; what follows the prefix is not judged here, and
 * a prefix with nothing behind it is malformed.
 */
export function readAuthorization(scheme: Scheme, word: string, value: string): Authorization {
  const behind = (prefix: string): string | undefined =>
    value.length > prefix.length && value.startsWith(prefix) ? value.slice(prefix.length) : undefined;
  const hash = scheme.signature && behind(hashPrefix(scheme, word));
  if (hash !== undefined) return { scheme: 'signed', hash };
  const token = scheme.bearer && behind(scheme.bearer.template.replace('{key}', ''));
  return token === undefined ? { scheme: 'malformed' } : { scheme: 'bearer', token };
}

/** The hashes that a value of the signed header carries, unjudged: one, or several where the scheme says what separates them. */
export function hashesIn(scheme: Scheme, word: string, value: string): readonly string[] {
  const separator = scheme.signature?.separator;
  return (separator === undefined ? [value] : value.split(separator)).flatMap((each) => {
    const read = readAuthorization(scheme, word, each);
    return read.scheme === 'signed' ? [read.hash] : [];
  });
}

const dates: Readonly<Record<DateFormat, { readonly write: (ms: number) => string; readonly read: (text: string) => number | undefined }>> =
  {
    'iso-seconds-z': { write: formatXDate, read: parseXDate },
    'unix-seconds': {
      write: (ms) => String(Math.floor(ms / 1000)),
      read: (text) => (/^(0|[1-9][0-9]{0,11})$/.test(text) ? Number(text) * 1000 : undefined),
    },
  };

/** An instant (ms since the epoch) in the date format of the scheme; the empty text where it has no date. */
export function dateText({ date }: Scheme, ms: number): string {
  return date === undefined ? '' : dates[date.format].write(ms);
}

/** A date header's text as ms since the epoch; undefined where it is not exactly of the scheme's format (CLK-04). */
export function dateMs({ date }: Scheme, text: string): number | undefined {
  return date === undefined ? undefined : dates[date.format].read(text);
}

/** The line of a header that a part of the scheme names: none where the scheme lacks the part, or the value is missing. */
export function lineOf(part: { readonly header: string } | undefined, value: string | undefined): readonly HeaderLine[] {
  return part === undefined || value === undefined ? [] : [[part.header, value]];
}

/** The value of the header that carries a Bearer key. Throws an Error where the contract has none. */
export function bearerValue({ bearer }: Scheme, key: string): string {
  if (bearer === undefined) throw new Error('The contract takes no Bearer key.');
  return bearer.template.replace('{key}', () => key);
}

/** The value of the header that carries a key as the user name of HTTP Basic, with an empty password (RFC 7617). Throws an Error where the contract has none. */
export function basicValue({ basic }: Scheme, key: string): string {
  if (basic === undefined) throw new Error('The contract takes no key by HTTP Basic.');
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
}

/** What of a request goes under the hash; a header that it lacks counts as empty. */
export function partsIn({ date, login, id }: Scheme, request: WireRequest): MessageParts {
  const value = (part: { readonly header: string } | undefined): string => (part && headerValue(request.headers, part.header)) ?? '';
  return { date: value(date), login: value(login), id: value(id), body: request.body };
}

/** The bytes that the signature of a request has to be over; undefined where it is not a signed one, or lacks what is signed beside the body. */
export function signedBytes(scheme: Scheme, request: WireRequest): Uint8Array | undefined {
  const { signature, bearer, login, date, id } = scheme;
  const value = (part: { readonly header: string }): string | undefined => headerValue(request.headers, part.header);
  const beside = [login, date, id].filter((part) => part !== undefined);
  if (signature === undefined || beside.some((part) => value(part) === undefined)) return undefined;
  if (beside.length === 0 && value(signature) === undefined) return undefined;
  if (bearer !== undefined && value(bearer)?.startsWith(bearer.template.replace('{key}', ''))) return undefined;
  return messageOf(scheme, partsIn(scheme, request));
}

/** The header lines of a signed message: the one that carries the hash, where it is given, then login, date and id where the scheme has them. */
export function signedLines(scheme: Scheme, parts: MessageParts, authorization: string | undefined): readonly HeaderLine[] {
  const { signature, login, date, id } = scheme;
  return [...lineOf(signature, authorization), ...lineOf(login, parts.login), ...lineOf(date, parts.date), ...lineOf(id, parts.id)];
}

/** The header lines of a message that is signed rightly under the word of a profile. */
export function signedRightly(scheme: Scheme, word: string, parts: MessageParts, secret: string | Uint8Array): readonly HeaderLine[] {
  return signedLines(scheme, parts, hashValue(scheme, word, hashOf(scheme, messageOf(scheme, parts), secret)));
}

/** Whether a key opens production: one of the scheme's patterns of live keys fits it. */
export function isLiveKey({ keys }: Scheme, key: string): boolean {
  return Object.values(keys).some(({ live }) => live !== undefined && new RegExp(live).test(key));
}
