import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { hasMoreValues } from '../content.ts';
import type { JsonTree } from '../json.ts';
import { parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import { asWritten, spelled, stringStyles } from './json-spelling.ts';
import type { HandedOver } from './mistake.ts';
import { equalBytes, latin1, latin1Text, utf8 } from './octets.ts';
import { unescapedHtml } from './value-change.ts';

/** A body that was not given as it was signed, and what the given one is, from the outside to the inside. */
export interface Unwrapped {
  readonly forms: readonly HandedOver[];
  readonly body: Uint8Array;
}

const compact = { ...asWritten, strings: stringStyles.javaScript, names: stringStyles.javaScript };

type Step = readonly [form: HandedOver, body: Uint8Array | undefined];

/** No captured body is larger, and a decompression bomb is refused. */
const mostInflated = 16 * 1024 * 1024;

/** How many forms may be within one another: a compressed text in base64 in an event in an event. */
const deepest = 6;

/** How many bodies one may stand for: each costs one hash. */
const mostBodies = 200;

/** The JSON values of a body that are looked through. */
const mostValues = 20_000;

function made(make: () => Uint8Array): Uint8Array | undefined {
  try {
    return make();
  } catch {
    // Not of that form.
    return undefined;
  }
}

function* ofBytes(bytes: Uint8Array): Generator<Step> {
  const limit = { maxOutputLength: mostInflated };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield ['gzip', made(() => gunzipSync(bytes, limit))];
  if (((bytes[0] ?? 0) & 0x0f) === 8) yield ['zlib', made(() => inflateSync(bytes, limit))];
  const own = Buffer.from(bytes);
  if (bytes.length % 2 === 0 && bytes.includes(0)) {
    const isLittle = bytes[1] === 0 || bytes[0] === 0xff;
    yield ['utf-16', made(() => utf8((isLittle ? own : Buffer.from(own).swap16()).toString('utf16le').replace(/^\ufeff/, '')))];
  }
  if (decodeUtf8(bytes) !== undefined) return;
  yield ['deflate', made(() => inflateRawSync(bytes, limit))];
  yield ['brotli', made(() => brotliDecompressSync(bytes, limit))];
}

function percentDecoded(text: string): Uint8Array | undefined {
  return made(() => utf8(decodeURIComponent(text)));
}

/** A text without one pair of marks around it. */
function within(text: string, open: string, close: string): string | undefined {
  return text.length > open.length + close.length && text.startsWith(open) && text.endsWith(close)
    ? text.slice(open.length, -close.length)
    : undefined;
}

/** The escapes of string literals of Python, C and JavaScript: each makes one byte. */
function literalBytes(text: string): Uint8Array {
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', b: '\b', f: '\f' };
  return latin1(
    text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/gs, (_, hex: string | undefined, letter: string) =>
      hex === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );
}

const hexText = /^(?:<Buffer |0x|\\x)?[0-9a-fA-F]{2}(?:[\s:,;-]{0,3}(?:0x|\\x)?[0-9a-fA-F]{2}){7,}>?$/;
const decimalText = /^[[({<]?\s*-?\d{1,3}(?:[\s,;]+-?\d{1,3}){7,}\s*[\])}>]?$/;

/** Digits of bytes, as hex, decimal numbers or base64. */
function* ofDigits(text: string): Generator<Step> {
  if (decimalText.test(text)) yield ['list-of-bytes', bytesOf((text.match(/-?\d+/g) ?? []).map(Number))];
  if (hexText.test(text)) yield ['hex', Buffer.from(text.replace(/^<Buffer |0x|\\x|[\s:,;>-]/g, ''), 'hex')];
  const base64 = text.replace(/^data:[^,]{0,100};base64,/, '').replace(/\\?[\r\n]|\s/g, '');
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(base64)) yield ['base64', Buffer.from(base64, 'base64')];
  const [head = '', payload, signature] = text.split('.');
  if (payload !== undefined && signature !== undefined && /^eyJ[\w-]+$/.test(head) && /^[\w-]+$/.test(payload))
    yield ['json-web-token', Buffer.from(payload, 'base64url')];
}

function bytesOf(numbers: readonly number[]): Uint8Array | undefined {
  return numbers.every((own) => Number.isInteger(own) && own >= -128 && own <= 255) ? Uint8Array.from(numbers) : undefined;
}

/** What is between marks, or written with escapes. Texts are those of the bytes' letters, so that nothing is encoded again. */
function* ofText(text: string, wire: string): Generator<Step> {
  yield* ofDigits(text);
  const python = /^(?:bytearray\()?[bB](["'])(.*)\1\)?$/s.exec(wire.trim());
  if (python !== null) yield ['python-bytes', literalBytes(python[2] ?? '')];
  const quoted = parseJson(text.trim());
  if (quoted?.kind === 'string') yield ['json-string', utf8(quoted.value)];
  for (const quote of ['"', "'", '`']) yield ['in-quotes', made(() => latin1(within(wire.trim(), quote, quote) ?? ''))];
  if (text.includes('\\"') || text.includes("\\'")) {
    const escaped = parseJson(`"${within(text, '"', '"') ?? text}"`);
    if (escaped?.kind === 'string') yield ['backslashes', utf8(escaped.value)];
    yield ['backslashes', utf8(text.replace(/\\(["'\\/0])/g, (_, own: string) => (own === '0' ? '\0' : own)))];
  }
  if (/&(?:#\w+|\w+);/.test(text)) yield ['html', utf8(unescapedHtml(text.replace(/^<(pre|code|p)>([\s\S]*)<\/\1>$/, '$2')))];
  if (/%[0-9a-fA-F]{2}/.test(text) && !/^[{[]/.test(text)) {
    for (const own of [text, text.replaceAll('+', ' ')]) {
      yield ['percent-encoded', percentDecoded(own)];
      yield ['percent-encoded', percentDecoded(own.replace(/=$/, ''))];
    }
  }
  if (/=(?:[0-9A-F]{2}|\r?\n)/.test(wire))
    yield [
      'quoted-printable',
      latin1(wire.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))),
    ];
  if (/^[\w.[\]-]{1,60}=/.test(text))
    for (const pair of [...text.split('&'), text]) {
      const value = pair.slice(pair.indexOf('=') + 1);
      yield ['form-field', percentDecoded(value.replaceAll('+', ' '))];
      yield ['form-field', utf8(value)];
    }
  if (/<[\w:]+[\s>/]/.test(text)) {
    for (const [, cdata, inner] of text.matchAll(/<!\[CDATA\[(.*?)\]\]>|>([^<>]+)<\//gs))
      yield ['xml', utf8(cdata ?? unescapedHtml((inner ?? '').trim()))];
  }
  yield* ofParts(wire);
  const [start, end] = [wire.search(/[{[]/), Math.max(wire.lastIndexOf('}'), wire.lastIndexOf(']'))];
  if (end > start && start >= 0 && end - start < wire.length - 1) yield ['text-around', latin1(wire.slice(start, end + 1))];
}

/** The pieces of a body of several parts, of a whole message, and of chunks. */
function* ofParts(wire: string): Generator<Step> {
  const boundary = /^--([^\r\n]{1,70})\r?\n/.exec(wire)?.[1];
  if (boundary !== undefined)
    for (const part of wire.split(`--${boundary}`)) {
      const head = /\r?\n\r?\n/.exec(part);
      if (head !== null) yield ['multipart', latin1(part.slice(head.index + head[0].length).replace(/\r?\n$/, ''))];
    }
  if (/^(?:[A-Z]+ \S+ HTTP\/|HTTP\/[\d.]+ \d{3})/.test(wire)) {
    const head = /\r?\n\r?\n/.exec(wire);
    if (head !== null) yield ['whole-message', latin1(wire.slice(head.index + head[0].length))];
  }
  let [at, content] = [0, ''];
  for (;;) {
    const size = /^([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r\n/.exec(wire.slice(at, at + 200));
    if (size === null) break;
    const from = at + size[0].length;
    const length = Number.parseInt(size[1] ?? '0', 16);
    content += wire.slice(from, from + length);
    at = from + length + 2;
    if (length === 0 || at >= wire.length) break;
  }
  if (content !== '' && at >= wire.length - 4) yield ['chunks', latin1(content)];
}

/** Texts and lists of bytes anywhere in a JSON value, and its objects as they are written without white space. */
function* ofTree(tree: JsonTree, isOuter: boolean): Generator<Step> {
  if (tree.kind === 'string') {
    yield ['event', utf8(tree.value)];
    return;
  }
  const inner = tree.kind === 'array' ? tree.items : tree.kind === 'object' ? tree.members.map(([, value]) => value) : [];
  const numbers = inner.length >= 8 && inner.every(({ kind }) => kind === 'number');
  if (numbers) {
    yield ['list-of-bytes', bytesOf(inner.map((own) => (own.kind === 'number' ? Number(own.text) : -1000)))];
    return;
  }
  if (!isOuter && inner.length > 0) yield ['object', utf8(spelled(tree, compact))];
  for (const own of inner) yield* ofTree(own, false);
}

function* stepsFrom(bytes: Uint8Array): Generator<Step> {
  yield* ofBytes(bytes);
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, '');
  // A character may be cut between two chunks.
  if (text === undefined) yield* ofParts(latin1Text(bytes));
  if (text === undefined || text === '') return;
  const plain = text.trim();
  const isTree = /^[{[]/.test(plain) && !hasMoreValues(bytes, mostValues);
  const tree = isTree ? parseJson(plain) : undefined;
  if (tree === undefined) yield* ofText(plain, latin1Text(bytes));
  else yield* ofTree(tree, true);
}

/**
 * The bodies that the given bytes may represent: decoded, decompressed, out of a form or an event, or several of these within one another, the outer
 * ones first. Empty where they are none of these.
 */
export function unwrapped(sent: Uint8Array): readonly Unwrapped[] {
  const found: Unwrapped[] = [];
  const known = new Set<string>([latin1Text(sent)]);
  let left = 8 * sent.length + mostInflated;
  let outer: readonly Unwrapped[] = [{ forms: [], body: sent }];
  while (outer.length > 0 && (outer[0]?.forms.length ?? 0) < deepest) {
    const next: Unwrapped[] = [];
    for (const { forms, body } of outer) {
      for (const [form, own] of stepsFrom(body)) {
        if (own === undefined || own.length < 2 || equalBytes(own, body)) continue;
        left -= own.length;
        if (left < 0 || found.length === mostBodies) return found;
        const key = latin1Text(own);
        if (known.has(key)) continue;
        known.add(key);
        const one = { forms: [...forms, form], body: own };
        found.push(one);
        next.push(one);
      }
    }
    outer = next;
  }
  return found;
}

/** Whether bytes look like the body of a call, so that a whole search with them is worth its time. An object in a body is one of its own values. */
export function isLikelyBody({ forms, body }: Unwrapped): boolean {
  return forms.at(-1) !== 'object' && /^\s*[{[][\s\S]*[}\]]\s*$/.test(decodeUtf8(body) ?? '');
}
