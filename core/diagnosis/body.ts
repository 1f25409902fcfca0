import type { JsonTree } from '../json.ts';
import { parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import { byteOrderMark, commonEncodings, decodings, encodedAgain, encodedOnce, encodings, withMark } from './charset.ts';
import type { Rewrite } from './json-change.ts';
import { layoutOf, rewrites } from './json-change.ts';
import type { Spelling } from './json-spelling.ts';
import { asWritten, keepTexts, layouts, spelled, stringStyles, writtenTree } from './json-spelling.ts';
import type { BodyForm, BodyVariant, Mistake, RewriteDetail, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, equalBytes, joined, latin1, latin1Text, utf8 } from './octets.ts';
import { rareBodies } from './rare-body.ts';
import { rareValueChanges } from './rare-value-change.ts';
import { transportVariants } from './transport.ts';
import type { Knowledge, ValueChange } from './value-change.ts';
import { valueChanges, wrappers } from './value-change.ts';
import { stringWriters, writers } from './writer.ts';

/** Texts that programs use for "no body", other than the empty one. */
const looksEmpty = [
  'null',
  '{}',
  '[]',
  '""',
  'undefined',
  'None',
  'nil',
  'NULL',
  ' ',
  '\n',
  '\r\n',
  '{ }',
  '[ ]',
  "''",
  'false',
  '0',
  '[null]',
  '{}\n',
  'null\n',
];

/** Texts that appear where an object was never written as JSON. */
const placeholders = [
  '[object Object]',
  '[object Promise]',
  '[object Blob]',
  '[object FormData]',
  '[object ReadableStream]',
  '[object ArrayBuffer]',
  '[object URLSearchParams]',
  'System.Net.Http.StringContent',
  'System.Net.Http.ByteArrayContent',
  'System.Net.Http.Json.JsonContent',
  'System.IO.MemoryStream',
  'System.Text.Json.JsonDocument',
  'System.Byte[]',
  'Array',
  'Object',
  'true',
  '1',
  'body',
  'payload',
];

const edges = ['\n', '\r\n', '\n\n', ' ', '\0', '\t', '\r', '  '];

/** Usual lengths of buffers. */
const usualCuts = [
  64, 100, 128, 255, 256, 500, 512, 1000, 1023, 1024, 2000, 2047, 2048, 4000, 4095, 4096, 8191, 8192, 16_384, 32_767, 32_768, 65_535,
  65_536,
];

/** The length from which writing a body again takes as long as hashing it many times. */
const longBody = 16_384;

const edgeOf = { start: /^[\s\0]*/, end: /[\s\0]*$/ } as const;

function edge(text: string, at: 'start' | 'end'): string {
  return edgeOf[at].exec(text)?.[0] ?? '';
}

class Collector {
  readonly #sent: Uint8Array;
  readonly found: BodyVariant[] = [];

  constructor(sent: Uint8Array) {
    this.#sent = sent;
  }

  offer(value: Uint8Array, own: Mistake, weight: number, common = false): void {
    if (!equalBytes(value, this.#sent)) this.found.push({ value, mistakes: [own], weight, common });
  }
}

function offerNothing(sent: Uint8Array, to: Collector): void {
  const text = latin1Text(sent);
  const wasEmpty = sent.length === 0 || looksEmpty.includes(text) || text.trim() === '';
  if (wasEmpty) {
    for (const signed of ['', ...looksEmpty])
      to.offer(latin1(signed), mistake('empty-body', { sent: text, signed }), 10, ['', 'null', '{}', '[]', '""'].includes(signed));
  } else {
    to.offer(new Uint8Array(0), mistake('body-left-out', {}), 20, true);
    for (const signed of looksEmpty)
      to.offer(latin1(signed), mistake('body-placeholder', { signed }), 5, ['null', '{}', '[]'].includes(signed));
  }
  for (const signed of placeholders)
    to.offer(latin1(signed), mistake('body-placeholder', { signed }), signed === '[object Object]' ? 8 : 2, signed === '[object Object]');
}

/** White space and NULs at the edges are single bytes in ASCII and UTF-8 alike, so each byte counts as a letter. */
function offerEdges(sent: Uint8Array, to: Collector): void {
  const text = latin1Text(sent);
  const [start, end] = [edge(text, 'start'), edge(text, 'end')];
  const core = text.slice(start.length, Math.max(start.length, text.length - end.length));
  if (core === '') return;
  for (const signed of ['', ...edges]) {
    const usual = signed === '' || signed === '\n' || signed === '\r\n';
    to.offer(latin1(start + core + signed), mistake('body-edge', { at: 'end', sent: end, signed, writers: [] }), usual ? 10 : 4, usual);
    to.offer(
      latin1(start + core + end + signed),
      mistake('body-edge', { at: 'end', sent: end, signed: end + signed, writers: [] }),
      usual ? 8 : 3,
      usual,
    );
    to.offer(latin1(signed + core + end), mistake('body-edge', { at: 'start', sent: start, signed, writers: [] }), 1);
  }
  if (start !== '') to.offer(latin1(core), mistake('body-edge', { at: 'both', sent: start, signed: '', writers: [] }), 8);
  if (!/[\r\n]/.test(text)) return;
  const lines = text.replace(/\r\n?/g, '\n');
  to.offer(latin1(lines), mistake('body-line-ends', { signed: 'LF', writers: [] }), 10, true);
  to.offer(latin1(lines.replaceAll('\n', '\r\n')), mistake('body-line-ends', { signed: 'CRLF', writers: [] }), 10, true);
  to.offer(latin1(lines.replaceAll('\n', '\r')), mistake('body-line-ends', { signed: 'CR', writers: [] }), 3);
  to.offer(latin1(lines.replaceAll('\n', '')), mistake('body-line-ends', { signed: 'none', writers: [] }), 5);
  to.offer(latin1(lines.replaceAll('\n', ' ')), mistake('body-line-ends', { signed: 'spaces', writers: [] }), 3);
}

/** Variants of equal bytes and of one kind become one with all their names. */
function merged<Name extends string>(
  names: readonly (readonly [name: Name, bytes: Uint8Array, common: boolean])[],
): readonly (readonly [names: readonly Name[], bytes: Uint8Array, common: boolean])[] {
  const found: [Name[], Uint8Array, boolean][] = [];
  for (const [name, bytes, common] of names) {
    const same = found.find(([, own]) => equalBytes(own, bytes));
    if (same === undefined) found.push([[name], bytes, common]);
    else if (!same[0].includes(name)) same[0].push(name);
  }
  return found;
}

function offerCharsets(text: string, sent: Uint8Array, to: Collector): void {
  for (const [charsets, bytes, common] of merged(encodings(text))) {
    const usual = charsets.some((charset) => charset === 'ISO-8859-1' || charset === 'windows-1252');
    to.offer(bytes, mistake('body-charset', { charsets }), usual ? 12 : common ? 6 : 2, common);
  }
  if (text.length === sent.length) return;
  const again = encodedAgain(sent, 2);
  for (const times of [1, 2]) {
    const own = again.filter(([, count]) => count === times).map(([through, , bytes]) => [through, bytes, times === 1] as const);
    for (const [through, bytes, common] of merged(own)) {
      to.offer(bytes, mistake('body-double-encoded', { side: 'signed', times, through }), times === 1 ? 10 : 3, common);
    }
  }
  for (const [through, bytes] of merged(encodedOnce(sent).map(([name, bytes]) => [name, bytes, true] as const))) {
    to.offer(bytes, mistake('body-double-encoded', { side: 'sent', times: 1, through }), 8, true);
  }
  const forms = (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map(
    (form) => [form, utf8(text.normalize(form)), form === 'NFC' || form === 'NFD'] as const,
  );
  for (const [names, bytes, common] of merged(forms)) to.offer(bytes, mistake('body-normalised', { forms: names }), 8, common);
  // Bytes that are the text's own, but cut between two of a character, are left over where a length is counted in characters.
  to.offer(sent.subarray(0, text.length), mistake('body-cut', { signedBytes: text.length }), 6, false);
  to.offer(sent.subarray(0, [...text].length), mistake('body-cut', { signedBytes: [...text].length }), 6, false);
}

function offerOtherCharsets(sent: Uint8Array, to: Collector): void {
  const read = decodings(sent).map(([charset, text]) => [charset, utf8(text), true] as const);
  for (const [charsets, bytes] of merged(read)) to.offer(bytes, mistake('body-sent-charset', { charsets }), 10, true);
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(sent);
  const replace = (by: string, text: string): void =>
    to.offer(utf8(text), mistake('body-replaced-characters', { what: 'ill-formed-bytes', by }), 6);
  replace('U+FFFD', lossy);
  replace('?', lossy.replaceAll('\ufffd', '?'));
  replace('', lossy.replaceAll('\ufffd', ''));
  const wire = latin1Text(sent);
  const beyond = /[\u0080-\u00ff]/g;
  replace('?', wire.replace(beyond, '?'));
  replace('U+FFFD', wire.replace(beyond, '\ufffd'));
  replace('', wire.replace(beyond, ''));
}

function offerForms(text: string, sent: Uint8Array, to: Collector): void {
  const base64 = Buffer.from(sent).toString('base64');
  const hex = Buffer.from(sent).toString('hex');
  const well = text.toWellFormed();
  const percent = encodeURIComponent(well);
  const forms: readonly (readonly [BodyForm, Uint8Array])[] = [
    ['sha-256-in-hex', latin1(digestText('sha256', sent, 'hex'))],
    ['sha-256-in-upper-case-hex', latin1(digestText('sha256', sent, 'hex').toUpperCase())],
    ['sha-256-in-base64', latin1(digestText('sha256', sent, 'base64'))],
    ['sha-1-in-hex', latin1(digestText('sha1', sent, 'hex'))],
    ['sha-512-in-hex', latin1(digestText('sha512', sent, 'hex'))],
    ['md5-in-hex', latin1(digestText('md5', sent, 'hex'))],
    ['md5-in-base64', latin1(digestText('md5', sent, 'base64'))],
    ['hex', latin1(hex)],
    ['base64', latin1(base64)],
    ['base64url', latin1(Buffer.from(sent).toString('base64url'))],
    ['percent-encoded', latin1(percent)],
    ['form-encoded', latin1(percent.replace(/%20/g, '+'))],
    ['upper-case', utf8(text.toUpperCase())],
    ['lower-case', utf8(text.toLowerCase())],
    ['without-white-space', utf8(text.replace(/\s+/g, ''))],
    ['html-entities', utf8(text.replace(/[&<>"]/g, (found) => entities[found] ?? found))],
    ['html-entities', utf8(text.replace(/[&<>"']/g, (found) => entities[found] ?? found))],
    ['backslashes-added', utf8(text.replace(/["'\\]/g, '\\$&'))],
    ['backslashes-removed', utf8(text.replace(/\\(.)/gs, '$1'))],
    ['percent-encoded-equals', latin1(`${percent}=`)],
    ['percent-encoded-equals', latin1(`${phpEncoded(well)}=`)],
    ['percent-encoded', latin1(phpEncoded(well))],
    ['percent-encoded', latin1(phpEncoded(well).replaceAll('+', '%20'))],
    ['percent-encoded', latin1(encodeURI(well))],
    ['python-bytes', latin1(pythonBytes(sent))],
    ...['payload', 'body', 'data', 'json', 'request', 'params'].flatMap((name): readonly (readonly [BodyForm, Uint8Array])[] => [
      ['form-field', latin1(`${name}=${percent}`)],
      ['form-field', latin1(`${name}=${phpEncoded(well)}`)],
      ['form-field', utf8(`${name}=${text}`)],
    ]),
    ['in-parentheses', utf8(`(${text})`)],
    ['in-single-quotes', utf8(`'${text}'`)],
    ['in-double-quotes', utf8(`"${text}"`)],
  ];
  for (const [form, bytes] of forms)
    to.offer(
      bytes,
      mistake('body-transformed', { form }),
      form === 'sha-256-in-hex' || form === 'base64' ? 5 : 0.5,
      form === 'base64' || form === 'sha-256-in-hex' || form === 'lower-case',
    );
  const wire = latin1Text(sent);
  if (wire.includes('\0')) {
    to.offer(latin1(wire.slice(0, wire.indexOf('\0'))), mistake('body-cut', { signedBytes: wire.indexOf('\0') }), 6);
    to.offer(latin1(wire.replaceAll('\0', '')), mistake('body-replaced-characters', { what: 'nul', by: '' }), 6);
  }
  for (const cut of [...usualCuts, sent.length - 1, sent.length - 2]) {
    if (cut > 0 && cut < sent.length) to.offer(sent.subarray(0, cut), mistake('body-cut', { signedBytes: cut }), 2);
  }
}

/** A text as a form has it: + for a space, and everything but letters, digits and -_. escaped. */
function phpEncoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What Python's str() makes of bytes: b'…'. */
function pythonBytes(bytes: Uint8Array): string {
  const shorts: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  const shown = Array.from(bytes, (byte) => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`;
    return shorts[byte] ?? (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte));
  });
  return `b${quote}${shown.join('')}${quote}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

function offerStringified(text: string, tree: JsonTree | undefined, to: Collector): void {
  const once = merged(stringWriters.map(([id, style]) => [id, utf8(style(text)), true] as const));
  for (const [ids, bytes] of once)
    to.offer(bytes, mistake('body-stringified', { times: 1, writers: ids }), ids.some((id) => id.startsWith('JavaScript')) ? 12 : 8, true);
  const twice = merged(stringWriters.map(([id, style]) => [id, utf8(style(style(text))), false] as const));
  for (const [ids, bytes] of twice) to.offer(bytes, mistake('body-stringified', { times: 2, writers: ids }), 2);
  if (tree?.kind === 'string' && tree.value !== '')
    to.offer(utf8(tree.value), mistake('body-stringified', { times: -1, writers: [] }), 15, true);
}

/** The missing end of a text that was cut off, where only brackets are missing; undefined where it ends within a string or is complete. */
function missingEnd(text: string): string | undefined {
  const open: string[] = [];
  for (const mark of text.replace(/"(?:[^"\\]|\\.)*"/gs, '').match(/["{}[\]]/g) ?? []) {
    if (mark === '"') return undefined;
    if (mark === '{') open.unshift('}');
    else if (mark === '[') open.unshift(']');
    else open.shift();
  }
  return open.length === 0 ? undefined : open.join('');
}

function offerWhole(text: string, to: Collector): void {
  // Raw control characters within strings are the reason why the text is not JSON.
  const escaped = text.replace(/"(?:[^"\\]|\\.)*"/gs, (string) =>
    string.replace(/\p{Cc}/gu, (found) => JSON.stringify(found).slice(1, -1)),
  );
  to.offer(utf8(escaped), mistake('body-transformed', { form: 'control-characters-escaped' }), 4);
  const missing = missingEnd(text);
  const ends = new Set([missing ?? '', '}', ']', '"}', '"', ...(missing === undefined ? [] : [`"${missing}`, `${missing}\n`])]);
  for (const end of ends) if (end !== '') to.offer(utf8(text + end), mistake('body-incomplete', { missing: end, at: 'end' }), 5);
  for (const start of ['{', '[', '{"']) to.offer(utf8(start + text), mistake('body-incomplete', { missing: start, at: 'start' }), 4);
}

/** Texts in which one JSON value may have been written: each distinct one with the names of all writers and changes that lead to it. */
interface Rewritten {
  readonly writers: string[];
  readonly details: RewriteDetail[];
  isJson: boolean;
  weight: number;
  common: boolean;
}

class Texts {
  readonly found = new Map<string, Rewritten>();
  /** The first change that leads to each text. */
  readonly changes = new Map<string, Rewrite>();
  readonly #sent: string;

  constructor(sent: string) {
    this.#sent = sent;
  }

  at(text: string): Rewritten | undefined {
    if (text === this.#sent || !text.isWellFormed()) return undefined;
    const known = this.found.get(text) ?? { writers: [], details: [], isJson: false, weight: 0, common: false };
    this.found.set(text, known);
    return known;
  }
}

function asVariant(text: string, own: Rewritten): BodyVariant {
  const { writers: ids, details, isJson, weight, common } = own;
  const known = isJson ? mistake('body-rewritten', { changes: [], writers: ids, details }) : mistake('body-not-json', { writers: ids });
  return { value: utf8(text), mistakes: [known], weight, common };
}

function rewrittenTexts(text: string, tree: JsonTree): Texts {
  const texts = new Texts(text);
  for (const change of rewrites(text)) {
    const changed = change.write(text);
    const own = texts.at(changed);
    if (own === undefined) continue;
    if (change.common && !texts.changes.has(changed)) texts.changes.set(changed, change);
    own.details.push(change.detail);
    own.isJson = true;
    own.weight = Math.max(own.weight, change.weight);
    own.common ||= change.common;
  }
  const holds = (tree.kind === 'object' && tree.members.length > 0) || (tree.kind === 'array' && tree.items.length > 0);
  for (const writer of writers) {
    // The own text of a bare value is not a mistake of its own.
    if (!writer.isJson && !holds) continue;
    const own = texts.at(writer.write(tree));
    if (own === undefined) continue;
    own.writers.push(writer.id);
    own.isJson ||= writer.isJson;
    own.weight = Math.max(own.weight, writer.weight);
    own.common ||= writer.isJson;
  }
  return texts;
}

function offerMembers(text: string, to: Collector): void {
  const tree = writtenTree(text);
  if (tree?.kind !== 'object') return;
  for (const [at, [name, value]] of tree.members.slice(0, 32).entries()) {
    const without: JsonTree = { kind: 'object', members: tree.members.filter((_, index) => index !== at) };
    to.offer(utf8(spelled(without, asWritten)), mistake('body-member-left-out', { member: name }), 1);
    if (value.kind === 'object' || value.kind === 'array')
      to.offer(utf8(spelled(value, asWritten)), mistake('body-member-only', { member: name }), 3);
    else if (value.kind === 'string') to.offer(utf8(value.value), mistake('body-member-only', { member: name }), 1);
  }
}

/** The way in which a text was written: the layout and escapes that reproduce it, or those of JSON.stringify where none do. */
function nativeSpelling(text: string, tree: JsonTree): Spelling {
  const styles = [
    stringStyles.javaScript,
    stringStyles.python,
    stringStyles.phpDefault,
    stringStyles.phpUnicode,
    stringStyles.phpSlashes,
    stringStyles.go,
  ];
  const written = writtenTree(text);
  const layout = (written && layoutOf(text, written)) ?? layouts.compact;
  for (const strings of styles) {
    const spelling = { ...asWritten, strings, names: strings, layout };
    if (spelled(tree, spelling) === text) return spelling;
  }
  return { ...asWritten, strings: stringStyles.javaScript, names: stringStyles.javaScript, layout };
}

/** Weight of the serialisations that occur often enough to occur with another mistake of the body. */
const leading = 8;

/** Frequent serialisers: a changed value is tried with all of them, or with the first few. */
const usualWriters = writers.filter(({ isJson, weight }) => isJson && weight >= leading).toSorted((a, b) => b.weight - a.weight);

/** The ones with which rarer changes are tried: the first of three languages, and the one of a framework that adds members. */
const fewWriters = [...usualWriters.slice(0, 3), ...writers.filter(({ id }) => id.startsWith('Rails '))];

/** How many characters the rarer changes of one body may take together: they are tried on short bodies only. */
const mostRare = 400_000;

/** How many characters the last changes may take together, which are tried when nothing else explains a signature. */
const mostLast = { short: 8_000_000, longer: 1_200_000 } as const;

/** A body that is written again by every usual serialiser for each change; a longer one by the first few. */
const shortBody = 1024;

interface Changed {
  readonly changes: readonly ValueChange[];
  readonly writers: string[];
}

/** Texts of the same tree with other values, names or members: as the sent text is written, and as usual serialisers write them. */
class ChangedTexts {
  readonly found = new Map<string, Changed>();
  readonly effective: ValueChange[] = [];
  /** Changes for which the budget of the first texts was too small. */
  readonly #left: ValueChange[] = [];
  readonly #knowledge: Knowledge;
  readonly #tree: JsonTree;
  readonly #native: Spelling;
  readonly #known: (text: string) => boolean;
  readonly #isShort: boolean;

  constructor(text: string, tree: JsonTree, knowledge: Knowledge, known: (text: string) => boolean) {
    this.#tree = tree;
    this.#knowledge = knowledge;
    this.#known = known;
    this.#isShort = text.length <= shortBody;
    this.#native = nativeSpelling(text, tree);
    const own = spelled(tree, this.#native);
    let left = this.#isShort ? mostRare : mostRare / 8;
    for (const change of valueChanges(tree, knowledge).toSorted((a, b) => b.weight - a.weight)) {
      if (!change.common) left -= text.length + 100;
      if (left < 0 && !change.common) {
        this.#left.push(change);
        continue;
      }
      const made = change.make(tree);
      if (made === tree) continue;
      const plain = spelled(made, this.#native);
      if (plain === own) continue;
      if (change.common) this.effective.push(change);
      this.#offer(plain, [change], undefined);
      const few = this.#isShort && change.weight >= 3 ? fewWriters : [];
      for (const writer of change.common ? usualWriters.slice(0, this.#isShort ? usualWriters.length : 2) : few)
        this.#offer(writer.write(made), [change], writer.id);
    }
  }

  #offer(text: string, changes: readonly ValueChange[], writer: string | undefined): boolean {
    if (this.#known(text) || !text.isWellFormed()) return false;
    const known = this.found.get(text);
    if (known === undefined) this.found.set(text, { changes, writers: writer === undefined ? [] : [writer] });
    else if (known.changes === changes || known.changes[0] === changes[0]) {
      // A text that is written as it was sent needs no other writer.
      if (writer !== undefined && known.writers.length > 0) known.writers.push(writer);
    }
    return known === undefined;
  }

  /** Changes that are rare, or for which there was no room: as the body was written, and as the most usual serialisers write them. */
  *rare(): Generator<BodyVariant> {
    const own = spelled(this.#tree, this.#native);
    let left: number = mostLast[this.#isShort ? 'short' : 'longer'];
    for (const change of [...this.#left, ...rareValueChanges(this.#tree, this.#knowledge)]) {
      const made = change.make(this.#tree);
      if (made === this.#tree) continue;
      const text = spelled(made, this.#native);
      if (text === own) continue;
      if (change.weight >= 1.5) {
        for (const { id, write } of usualWriters.slice(0, 3)) {
          const other = write(made);
          left -= other.length;
          if (other !== text) yield asChanged(other, { changes: [change], writers: [id] });
        }
      }
      yield asChanged(text, { changes: [change], writers: [] });
      left -= text.length;
      if (left < 0) return;
    }
  }

  /** Two of the common changes, one after the other: of each id the likeliest, and other likely forms of it as the body was written. */
  *doubles(): Generator<BodyVariant> {
    const likely = this.effective.toSorted((a, b) => b.weight - a.weight);
    const ids = new Map(likely.toReversed().map((change) => [change.id, change]));
    const leaders = new Set([...ids.values()].toSorted((a, b) => b.weight - a.weight).slice(0, this.#isShort ? 14 : 6));
    const others = this.#isShort
      ? likely.filter((change) => !leaders.has(change) && (change.weight >= leading || ids.get(change.id) === change))
      : [];
    const some = [...leaders, ...others];
    for (const [at, first] of some.entries()) {
      for (const second of some.slice(at + 1)) {
        // Two forms of a number are never both there.
        if (first.id === second.id) continue;
        const made = second.make(first.make(this.#tree));
        const texts: (readonly [string, string | undefined])[] = [[spelled(made, this.#native), undefined]];
        if (leaders.has(second)) for (const writer of usualWriters.slice(0, 2)) texts.push([writer.write(made), writer.id]);
        for (const [text, writer] of texts) {
          if (!this.#offer(text, [first, second], writer)) continue;
          yield asChanged(text, { changes: [first, second], writers: writer === undefined ? [] : [writer] });
        }
      }
    }
  }
}

function asChanged(text: string, { changes, writers: ids }: Changed): BodyVariant {
  const names = changes.map(({ id, detail }) => ({ id, detail }));
  return {
    value: utf8(text),
    mistakes: [mistake('body-values', { changes: names, writers: ids })],
    weight: Math.min(...changes.map(({ weight }) => weight)),
    common: changes.every(({ common }) => common) && ids.length === 0,
  };
}

/** The bodies of the search: single mistakes at once; those with two are made when no single one explains the signature. */
export interface Bodies {
  readonly singles: readonly BodyVariant[];
  readonly doubles: () => Generator<BodyVariant>;
  /** Rare single mistakes in values, for the end of the search. */
  readonly rare: () => Generator<BodyVariant>;
}

/** A longer body is not written again: a tree of many values takes minutes and gigabytes, in which nothing else happens, and no payment has one. */
export const longestRewritten = 100_000;

/**
 * Every body that may have been signed for the one that was sent, with the mistake that leads to it.
 *
 * @param sent the body's bytes as sent
 * @param knowledge what is known about the call of the body
 */
export function bodies(sent: Uint8Array, knowledge: Knowledge = { path: '/', members: [], headers: [] }): Bodies {
  const to = new Collector(sent);
  offerNothing(sent, to);
  if (sent.length === 0) return { singles: [plainRight(sent), ...to.found], doubles: none, rare: none };
  offerEdges(sent, to);
  to.offer(withMark(sent), mistake('body-bom', { signed: true, writers: [] }), 5, true);
  if (equalBytes(sent.subarray(0, 3), byteOrderMark))
    to.offer(sent.subarray(3), mistake('body-bom', { signed: false, writers: [] }), 10, true);
  if (sent.length > longestRewritten) return { singles: [plainRight(sent), ...to.found], doubles: none, rare: none };
  const text = decodeUtf8(sent);
  offerForms(text ?? latin1Text(sent), sent, to);
  const half = sent.subarray(0, sent.length / 2);
  if (sent.length % 2 === 0 && equalBytes(half, sent.subarray(sent.length / 2)))
    to.offer(half, mistake('body-repeated', { side: 'sent' }), 10);
  if (text === undefined) {
    offerOtherCharsets(sent, to);
    return { singles: [plainRight(sent), ...to.found], doubles: () => followed(to.found), rare: none };
  }
  offerCharsets(text, sent, to);
  const tree = parseJson(text.startsWith('\ufeff') ? text.slice(1) : text);
  offerStringified(text, tree, to);
  if (tree === undefined) {
    offerWhole(text, to);
    const rare = sent.length > longBody ? none : () => rareBodies(sent, text, tree);
    return { singles: [plainRight(sent), ...to.found], doubles: () => followed(to.found), rare };
  }
  const isLong = sent.length > longBody;
  if (!isLong) keepTexts(tree);
  if (!isLong) for (const { value, mistake: own, weight } of transportVariants(sent)) to.offer(value, own, weight);
  const texts = rewrittenTexts(text, tree);
  offerMembers(text, to);
  offerWrapped(text, to);
  const offered = new Set(to.found.map(({ value }) => decodeUtf8(value)));
  const isKnown = (own: string): boolean => own === text || texts.found.has(own) || offered.has(own);
  const changed = isLong ? undefined : new ChangedTexts(text, tree, knowledge, isKnown);
  const rewritten = [...texts.found].map(([own, names]) => asVariant(own, names));
  return {
    singles: [plainRight(sent), ...to.found, ...rewritten, ...[...(changed?.found ?? [])].map(([own, names]) => asChanged(own, names))],
    rare: function* () {
      if (changed !== undefined) yield* changed.rare();
      if (!isLong) yield* rareBodies(sent, text, tree);
    },
    doubles: function* () {
      if (changed !== undefined) yield* changed.doubles();
      yield* changeDoubles(text, texts);
      yield* rewrittenDoubles(texts);
      yield* followed(to.found);
      if (changed !== undefined) yield* followed([...changed.found].map(([own, names]) => asChanged(own, names)));
    },
  };
}

/** The text within another object or a list, as one puts it there without parsing it: so a long body too. */
function offerWrapped(text: string, to: Collector): void {
  const offer = (signed: string, detail: string, common: boolean): void =>
    to.offer(utf8(signed), mistake('body-values', { changes: [{ id: 'wrapped', detail }], writers: [] }), 3, common);
  for (const wrapper of wrappers) {
    offer(`{"${wrapper}":${text}}`, wrapper, ['data', 'body', 'payload'].includes(wrapper));
    offer(`{"${wrapper}": ${text}}`, wrapper, false);
  }
  offer(`[${text}]`, '[ ]', true);
}

function plainRight(sent: Uint8Array): BodyVariant {
  const { value, weight, common } = right(sent) satisfies Variant<Uint8Array>;
  return { value, mistakes: [], weight, common };
}

function* none(): Generator<BodyVariant> {}

/** A charset, a changed value and the like, and then white space at the end, or the text stringified or in base64. */
function* followed(singles: readonly BodyVariant[]): Generator<BodyVariant> {
  for (const { value, mistakes, weight, common } of singles) {
    const kind = mistakes[0]?.kind;
    if (!common || value.length === 0 || kind === 'body-placeholder' || kind === 'empty-body') continue;
    const then = (own: Uint8Array, second: Mistake): BodyVariant => ({
      value: own,
      mistakes: [...mistakes, second],
      weight,
      common: false,
    });
    if (kind !== 'body-edge') {
      for (const end of ['\n', '\r\n'])
        yield then(joined([value, latin1(end)]), mistake('body-edge', { at: 'end', sent: '', signed: end, writers: [] }));
    }
    const text = decodeUtf8(value);
    if (text !== undefined)
      yield then(utf8(JSON.stringify(text)), mistake('body-stringified', { times: 1, writers: [stringWriters[0]?.[0] ?? ''] }));
    yield then(latin1(Buffer.from(value).toString('base64')), mistake('body-transformed', { form: 'base64' }));
    if (kind !== 'body-bom') yield then(withMark(value), mistake('body-bom', { signed: true, writers: [] }));
  }
}

/** Two changes of the text at once, of two kinds: other spaces and other escapes. They are one mistake, another serialisation. */
function* changeDoubles(text: string, known: Texts): Generator<BodyVariant> {
  const effective = [...known.changes].map(([changed, rewrite]) => ({ ...rewrite, changed }));
  const made = new Set(known.found.keys()).add(text);
  for (const [index, first] of effective.entries()) {
    for (const second of effective.slice(index + 1)) {
      if (first.group === second.group && first.group !== 'strings') continue;
      // A change of the tree is made first: the text it leaves is one that changes of its letters work on.
      const [outer, inner] = second.group === 'strings' || second.group === 'numbers' ? [second, first] : [first, second];
      const changed = outer.write(inner.changed);
      if (made.has(changed) || !changed.isWellFormed()) continue;
      made.add(changed);
      yield {
        value: utf8(changed),
        mistakes: [mistake('body-rewritten', { changes: [], writers: [], details: [first.detail, second.detail] })],
        weight: Math.min(first.weight, second.weight),
        common: false,
      };
    }
  }
}

/** Another serialisation, and then something done to its text. */
function* rewrittenDoubles(texts: Texts): Generator<BodyVariant> {
  for (const [text, own] of texts.found) {
    if (own.weight < leading || !own.isJson) continue;
    const first = asVariant(text, own);
    const then = (value: Uint8Array, second: Mistake): BodyVariant => ({
      value,
      mistakes: [...first.mistakes, second],
      weight: first.weight,
      common: false,
    });
    for (const end of ['\n', '\r\n']) yield then(utf8(text + end), mistake('body-edge', { at: 'end', sent: '', signed: end, writers: [] }));
    if (text.includes('\n')) yield then(utf8(text.replace(/\r?\n/g, '\r\n')), mistake('body-line-ends', { signed: 'CRLF', writers: [] }));
    yield then(utf8(JSON.stringify(text)), mistake('body-stringified', { times: 1, writers: [stringWriters[0]?.[0] ?? ''] }));
    yield then(latin1(Buffer.from(text, 'utf8').toString('base64')), mistake('body-transformed', { form: 'base64' }));
    yield then(withMark(utf8(text)), mistake('body-bom', { signed: true, writers: [] }));
    const bytes = utf8(text);
    for (const [charsets, encoded, common] of merged(commonEncodings(text))) {
      if (common && !equalBytes(encoded, bytes)) yield then(encoded, mistake('body-charset', { charsets }));
    }
    if (bytes.length === text.length) continue;
    for (const [through, times, encoded] of encodedAgain(bytes, 1)) {
      yield then(encoded, mistake('body-double-encoded', { side: 'signed', times, through: [through] }));
    }
    for (const form of ['NFC', 'NFD'] as const) {
      const normal = text.normalize(form);
      if (normal !== text) yield then(utf8(normal), mistake('body-normalised', { forms: [form] }));
    }
  }
}
