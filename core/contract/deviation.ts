/** How a wrongly signed request was signed, recorded so that it can be signed again later in the same wrong way. */

import type { Scheme } from '../../specs/types/scheme.ts';
import { type HeaderLine, headerValue, type Signing, type WireRequest } from '../exchange.ts';
import { byVariable, keyRule } from './credentials.ts';
import type { Credentials } from './ledger.ts';
import {
  dateHeader,
  dateIn,
  dateMs,
  dateText,
  hashOf,
  hashValue,
  headersBeside,
  lineOf,
  type MessageParts,
  messageOf,
  partsIn,
  wrongKey,
} from './scheme.ts';

/** What requests are signed with by the rule. */
export interface SignedWith {
  readonly scheme: Scheme;
  /** The scheme word of the profile. */
  readonly word: string;
  readonly keys: Credentials;
  /** Whether a value may be shown as it is: it contains no key in any form. */
  readonly mayShow: (value: string) => boolean;
}

/** A key as a text derived from it may contain it, in lower case. */
function formsOf(key: string): readonly string[] {
  const bytes = Buffer.from(key, 'latin1');
  return [key, bytes.toString('hex'), bytes.toString('base64').slice(0, -4)].map((form) => form.toLowerCase());
}

/** Keys of the merchant by the variables of the contract. A deviation names those and never has the values. */
export type NamedKeys = Readonly<Record<string, string>>;

/** How a request differs from a rightly signed one; empty where it is signed by the rule. */
export interface Deviation {
  /** Seconds from now to X-Date. */
  readonly dateOffset?: number;
  /** X-Date as it is sent, whatever the time. */
  readonly dateText?: string;
  readonly loginFrom?: string;
  readonly login?: string;
  /** The signed bytes as latin1 text. `{date}`, `{date+3}` and `{login}` are placeholders for what is sent. */
  readonly signed?: string;
  readonly keyFrom?: string;
  readonly key?: string;
  /** The value of the header that carries the hash: `{hash}` in one of its forms, or the name of a key in braces. */
  readonly authorization?: string;
  /** Headers of the signature that are not sent. */
  readonly without?: readonly string[];
}

/** Dates younger than this are present dates: the way to the target and the resolution of a second take some time. */
const momentS = 1.5;

/** Texts that programs without a key send in its place. They cannot be part of a key. */
const noKeys = new Set(['', 'undefined', 'null', 'None', 'nil', 'false', '0']);

/** A hash that differs from the right one in at most this many places was made from it. One that differs in more is another hash. */
const mostFlips = 4;
/** Fewer equal digits may be equal by chance. */
const shortestPiece = 8;

/** A value that contains a hash, with that hash as a form in braces; undefined where it contains nothing of it. */
function hashTemplate(value: string, hash: string): string | undefined {
  const forms: readonly (readonly [name: string, text: string])[] = [
    ['{hash}', hash],
    ['{hash:upper}', hash.toUpperCase()],
    ['{hash:lower}', hash.toLowerCase()],
    ['{hash:base64}', hashBytes(hash).toString('base64')],
    ['{hash:hex}', hashBytes(hash).toString('hex')],
    ['{hash:reversed}', reversed(hash)],
  ];
  const whole = forms.find(([, text]) => value.includes(text));
  if (whole) return value.replace(whole[1], () => whole[0]);
  for (let at = 0; at + hash.length <= value.length; at += 1) {
    const flips = [...hash].flatMap((digit, index) => (value[at + index] === digit ? [] : [index]));
    if (flips.length <= mostFlips) return `${value.slice(0, at)}{hash:flip ${flips.join(',')}}${value.slice(at + hash.length)}`;
  }
  for (let length = hash.length - 1; length >= shortestPiece; length -= 1) {
    for (const [from, to] of [
      [0, length],
      [hash.length - length, hash.length],
    ] as const) {
      const piece = hash.slice(from, to);
      if (value.includes(piece)) return value.replace(piece, () => `{hash:${from}-${to}}`);
    }
  }
  return undefined;
}

const reversed = (text: string): string => [...text].reverse().join('');

/** A template of a value with a hash and keys in it. @throws RangeError for a form or a key that is not known */
function filledValue(template: string, hash: string, keys: NamedKeys): string {
  return template.replace(/\{(hash[^{}]*|[A-Z][A-Z0-9_]*)\}/g, (_, form: string) => {
    const [name = '', detail = ''] = form.split(':');
    if (name !== 'hash') return keyOf(keys, form);
    const [from, to] = detail.split('-').map(Number);
    if (detail === '') return hash;
    if (detail === 'upper') return hash.toUpperCase();
    if (detail === 'lower') return hash.toLowerCase();
    if (detail === 'base64' || detail === 'hex') return hashBytes(hash).toString(detail);
    if (detail === 'reversed') return reversed(hash);
    if (detail.startsWith('flip ')) return flipped(hash, new Set(detail.slice(5).split(',').map(Number)));
    if (from !== undefined && to !== undefined && from >= 0 && to <= hash.length) return hash.slice(from, to);
    throw new RangeError(`{${form}} is not a form of the hash.`);
  });
}

function flipped(hash: string, places: ReadonlySet<number>): string {
  const alphabet = alphabets.find((digits) => [...hash].every((digit) => digits.includes(digit) || digit === '=')) ?? '';
  return [...hash].map((digit, index) => (places.has(index) ? (alphabet[alphabet.indexOf(digit) ^ 1] ?? digit) : digit)).join('');
}

/** The digits of each form of a hash, in order of their values: lower-case hex, upper-case hex, base64. */
const alphabets = ['0123456789abcdef', '0123456789ABCDEF', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'] as const;

function hashBytes(hash: string): Buffer {
  return Buffer.from(hash, /^[0-9a-f]{64}$/i.test(hash) ? 'hex' : 'base64');
}

function keyOf(keys: NamedKeys, name: string): string {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key === undefined) throw new RangeError(`${name} is not set.`);
  return key;
}

/**
 * How a request differs from one that is rightly signed with the keys of the merchant; undefined where it cannot be made again: a part of it is
 * derived from a key, or from the current time.
 */
export function deviationOf(request: WireRequest, signing: Signing, { scheme, word, keys, mayShow }: SignedWith): Deviation | undefined {
  const named = byVariable(scheme, keys);
  const nameOf = (value: string): string | undefined => Object.keys(named).find((name) => named[name] === value);
  const holdsKey = (text: string): boolean =>
    Object.values(named).some((key) => key !== '' && formsOf(key).some((form) => text.toLowerCase().includes(form)));
  const carrier = signing.message === undefined ? scheme.bearer?.header : scheme.signature?.header;
  if (carrier === undefined || scheme.id !== undefined) return undefined;
  const sent = (part: { readonly header: string } | undefined): string | undefined => part && headerValue(request.headers, part.header);
  const [date, login, authorization] = [dateIn(scheme, request), sent(scheme.login), headerValue(request.headers, carrier)];
  const headers = [...headersBeside(scheme), carrier];
  const without = headers.filter((name) => headerValue(request.headers, name) === undefined);
  const found: Record<string, unknown> = without.length === 0 ? {} : { without };

  const dateSent = signing.date ?? date ?? '';
  if (date !== undefined && scheme.date !== undefined) {
    const ms = dateMs(scheme, date);
    const offset = ms === undefined ? undefined : (ms - signing.madeAt) / 1000;
    if (offset === undefined) {
      // A date of this year in its own form would be stale, or is permanently ill-formed.
      if (date.includes(dateText(scheme, signing.madeAt).slice(0, 4))) return undefined;
      found.dateText = date;
    } else if (Math.abs(offset) > momentS) found.dateOffset = Math.round(offset);
  }
  if (login !== undefined && login !== keys.apiKey) {
    const name = nameOf(login);
    if (name !== undefined) found.loginFrom = name;
    else if (holdsKey(login)) return undefined;
    else found.login = login;
  }
  if (signing.message !== undefined) {
    if (signing.secret !== keys.apiSignature) {
      const name = nameOf(signing.secret);
      if (name !== undefined) found.keyFrom = name;
      else if (noKeys.has(signing.secret)) found.key = signing.secret;
      else return undefined;
    }
    const parts = { ...partsIn(scheme, request), date: dateSent, login: signing.login ?? login ?? '' };
    if (Buffer.compare(signing.message, messageOf(scheme, parts)) !== 0) {
      const template = messageTemplate(signing.message, parts, scheme);
      if (template === undefined || holdsKey(template)) return undefined;
      found.signed = template;
    }
    if (authorization !== undefined) {
      const hash = hashOf(scheme, signing.message, wrongKey(scheme, signing.secret));
      if (authorization !== hashValue(scheme, word, hash, date ?? '')) {
        // A date within the value would be stale.
        if (dateHeader(scheme) === carrier) return undefined;
        const value =
          hashTemplate(authorization, hash) ?? withKeyNames(authorization, named) ?? (mayShow(authorization) ? authorization : undefined);
        if (value === undefined || holdsKey(value)) return undefined;
        found.authorization = value;
      }
    }
  } else if (authorization !== undefined) {
    const value = withKeyNames(authorization, named) ?? (mayShow(authorization) ? authorization : undefined);
    if (value === undefined || holdsKey(value)) return undefined;
    found.authorization = value;
  }
  return found as Deviation;
}

/** A value in which key names in braces replace keys; undefined where a part of it may be a key in another form, or has braces of its own. */
function withKeyNames(value: string, named: NamedKeys): string | undefined {
  if (/[{}]/.test(value)) return undefined;
  const text = Object.entries(named).reduce((rest, [name, key]) => (key === '' ? rest : rest.replaceAll(key, `{${name}}`)), value);
  const rest = text.replace(/\{[A-Z][A-Z0-9_]*\}/g, '');
  // The rest is a word or two, or the same digit repeated. A changed key or a credential in base64 would be neither.
  return /^[A-Za-z]{0,10} ?(?:undefined|null|abc|(.)\1*)?$/.test(rest) ? text : undefined;
}

/** Shorter pieces of a date or a login may be in a message by chance. */
const shortestPart = { date: 8, login: 4 } as const;

/**
 * The signed bytes with `{date}` and `{login}` in place of both, `{date:0-19}` for a piece of one, and `{date+3}` for a date that many seconds away.
 * Undefined where something that depends on the current time is left in it, which would be stale.
 */
function messageTemplate(message: Uint8Array, { date, login, body }: MessageParts, scheme: Scheme): string | undefined {
  const text = Buffer.from(message).toString('latin1');
  if (/\{(?:date|login)/.test(text)) return undefined;
  const sentBody = Buffer.from(body).toString('latin1');
  const [before, behind] = sentBody !== '' && text.endsWith(sentBody) ? [text.slice(0, -sentBody.length), sentBody] : [text, ''];
  const sentMs = dateMs(scheme, date);
  const withDates = before.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, (other) => {
    const otherMs = dateMs(scheme, other);
    if (sentMs === undefined || otherMs === undefined) return other;
    const seconds = (otherMs - sentMs) / 1000;
    const kept = roundedParts.find(({ length, rest }) => seconds !== 0 && other === date.slice(0, length) + rest);
    if (kept !== undefined) return `{date:0-${kept.length}}${kept.rest}`;
    return Math.abs(seconds) > longestShiftS ? other : seconds === 0 ? '{date}' : `{date${seconds > 0 ? '+' : ''}${seconds}}`;
  });
  const template = inPieces(inPieces(withDates, 'date', date), 'login', login);
  const rest = template.replace(/\{[^{}"]+\}/g, '');
  const isOfTheMoment =
    sentMs !== undefined &&
    [date.slice(0, 4), String(sentMs / 1000), date.slice(5, 7) + date.slice(8, 10)].some((part) => rest.includes(part));
  // The rest of a login in another letter case would show most of the key.
  const showsLogin = login
    .toLowerCase()
    .split('')
    .some((_, at) => {
      const part = login.slice(at, at + shortestPart.login).toLowerCase();
      return part.length === shortestPart.login && rest.toLowerCase().includes(part);
    });
  return isOfTheMoment || showsLogin ? undefined : template + behind;
}

/** What is kept of a date that is rounded down to a minute, an hour or a day. */
const roundedParts = [
  { length: 17, rest: '00Z' },
  { length: 14, rest: '00:00Z' },
  { length: 11, rest: '00:00:00Z' },
] as const;

/** A day: more is not a shift of the date, but another date. */
const longestShiftS = 86_400;

/** A text in which placeholders replace every longest piece of a value. */
function inPieces(text: string, name: 'date' | 'login', value: string): string {
  const parts = text.split(/(\{[^{}"]+\})/);
  for (let length = value.length; length >= shortestPart[name]; length -= 1) {
    for (let from = 0; from + length <= value.length; from += 1) {
      const piece = value.slice(from, from + length);
      const placeholder = length === value.length ? `{${name}}` : `{${name}:${from}-${from + length}}`;
      const at = parts.findIndex((part) => !/^\{[^{}"]+\}$/.test(part) && part.includes(piece));
      if (at < 0) continue;
      const [head = '', ...tail] = (parts[at] ?? '').split(piece);
      parts.splice(at, 1, head, placeholder, tail.join(piece));
      from -= 1;
    }
  }
  return parts.join('');
}

/** Fills the placeholders of `messageTemplate`. */
function filledMessage(template: string, date: string, login: string, scheme: Scheme): string {
  return template.replace(/\{(date|login)(?:([+-]\d+)|:(\d+)-(\d+))?\}/g, (_, name: string, shift?: string, from?: string, to?: string) => {
    const value = name === 'date' ? date : login;
    if (from !== undefined) return value.slice(Number(from), Number(to));
    return shift === undefined ? value : dateText(scheme, (dateMs(scheme, date) ?? 0) + Number(shift) * 1000);
  });
}

/**
 * The header lines of a request that is signed now, with a deviation.
 * @param now ms since the epoch
 * @throws RangeError where it names a key that is not set, or a form that is not known
 */
export function deviatingLines(
  { keys, now, ...sent }: Pick<MessageParts, 'method' | 'target' | 'body'> & { readonly keys: NamedKeys; readonly now: number },
  scheme: Scheme,
  word: string,
  deviation: Deviation,
): readonly HeaderLine[] {
  const at = now + (deviation.dateOffset ?? 0) * 1000;
  const date = deviation.dateText ?? dateText(scheme, at);
  const own = (of: keyof Credentials): string => keyRule(scheme, of)?.variable ?? '';
  const login = deviation.loginFrom === undefined ? (deviation.login ?? keys[own('apiKey')] ?? '') : keyOf(keys, deviation.loginFrom);
  const secret = deviation.keyFrom === undefined ? (deviation.key ?? keyOf(keys, own('apiSignature'))) : keyOf(keys, deviation.keyFrom);
  const message =
    deviation.signed === undefined
      ? messageOf(scheme, { ...sent, date, login })
      : Buffer.from(filledMessage(deviation.signed, date, login, scheme), 'latin1');
  const hash = hashOf(scheme, message, wrongKey(scheme, secret));
  const value =
    deviation.authorization === undefined ? hashValue(scheme, word, hash, date) : filledValue(deviation.authorization, hash, keys);
  const left = new Set((deviation.without ?? []).map((name) => name.toLowerCase()));
  return [...lineOf(scheme.signature, value), ...lineOf(scheme.login, login), ...lineOf(scheme.date, date)].filter(
    ([name]) => !left.has(name.toLowerCase()),
  );
}
