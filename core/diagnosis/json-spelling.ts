import type { JsonTree } from '../json.ts';
import { parseJson } from '../json.ts';
import type { NumberStyle } from './number-text.ts';

/** A way to write a string, with its quotation marks. */
export type StringStyle = (value: string) => string;

/** A layout of JSON text; the words are the catalogue's. */
export type LayoutName =
  | 'compact'
  | 'spaced'
  | 'space-after-colons'
  | 'space-after-commas'
  | 'spaces-around-colons'
  | 'spaces-within-brackets'
  | 'spaces-within-brackets-only'
  | 'two-spaces'
  | 'two-spaces-hollow'
  | 'four-spaces'
  | 'tabs'
  | 'three-spaces'
  | 'one-space'
  | 'line-by-line'
  | 'two-spaces-with-crlf'
  | 'four-spaces-with-crlf'
  | 'tabs-with-crlf'
  | 'two-spaces-around-colons'
  | 'jackson'
  | 'jackson-crlf';

/** Where white space is in a JSON text. */
export interface Layout {
  readonly name: LayoutName;
  readonly colon: string;
  readonly comma: string;
  /** One step of indentation; undefined for a text on one line. */
  readonly indent: string | undefined;
  readonly newline: string;
  /** Within non-empty brackets, on one line. */
  readonly padding: string;
  readonly emptyArray: string;
  readonly emptyObject: string;
  /** Whether arrays stay on one line, padded by a space, where objects do not (Jackson). */
  readonly arraysOnOneLine: boolean;
  /** Whether empty values still take several lines (Ruby's printer before json 2.10). */
  readonly hollow: boolean;
}

export type MemberOrder = (members: readonly Member[]) => readonly Member[];

export type Member = readonly [name: string, value: JsonTree];

/** A complete way of writing JSON. */
export interface Spelling {
  readonly strings: StringStyle;
  readonly names: StringStyle;
  readonly numbers: NumberStyle;
  readonly layout: Layout;
  readonly order: MemberOrder;
  /** Whether a member with that value is left out. */
  readonly drops: (value: JsonTree) => boolean;
  readonly words: { readonly true: string; readonly false: string; readonly null: string };
  /** What replaces an array's items and an object's members, where the result is not an array or object any more. */
  readonly reshape: (value: JsonTree) => JsonTree;
  readonly end: string;
  /** The brackets of an object: a language's own text may have others. */
  readonly object: readonly [open: string, close: string];
}

const jsonWords = { true: 'true', false: 'false', null: 'null' } as const;

const compactLayout: Layout = {
  name: 'compact',
  colon: ':',
  comma: ',',
  indent: undefined,
  newline: '\n',
  padding: '',
  emptyArray: '[]',
  emptyObject: '{}',
  arraysOnOneLine: false,
  hollow: false,
};

function pretty(name: LayoutName, indent: string, newline = '\n', colon = ': '): Layout {
  return { ...compactLayout, name, colon, indent, newline };
}

export const layouts = {
  compact: compactLayout,
  spaced: { ...compactLayout, name: 'spaced', colon: ': ', comma: ', ' },
  colons: { ...compactLayout, name: 'space-after-colons', colon: ': ' },
  commas: { ...compactLayout, name: 'space-after-commas', comma: ', ' },
  aroundColons: { ...compactLayout, name: 'spaces-around-colons', colon: ' : ' },
  padded: { ...compactLayout, name: 'spaces-within-brackets', colon: ': ', comma: ', ', padding: ' ' },
  paddedOnly: { ...compactLayout, name: 'spaces-within-brackets-only', padding: ' ' },
  two: pretty('two-spaces', '  '),
  hollow: { ...pretty('two-spaces-hollow', '  '), hollow: true },
  four: pretty('four-spaces', '    '),
  tab: pretty('tabs', '\t'),
  three: pretty('three-spaces', '   '),
  one: pretty('one-space', ' '),
  lines: pretty('line-by-line', ''),
  twoCrlf: pretty('two-spaces-with-crlf', '  ', '\r\n'),
  fourCrlf: pretty('four-spaces-with-crlf', '    ', '\r\n'),
  tabCrlf: pretty('tabs-with-crlf', '\t', '\r\n'),
  swift: { ...pretty('two-spaces-around-colons', '  ', '\n', ' : '), emptyArray: '[\n\n]', emptyObject: '{\n\n}' },
  jackson: {
    ...pretty('jackson', '  ', '\n', ' : '),
    emptyArray: '[ ]',
    emptyObject: '{ }',
    arraysOnOneLine: true,
  },
  jacksonCrlf: {
    ...pretty('jackson-crlf', '  ', '\r\n', ' : '),
    emptyArray: '[ ]',
    emptyObject: '{ }',
    arraysOnOneLine: true,
  },
} as const satisfies Record<string, Layout>;

function byCodePoint([a]: Member, [b]: Member): number {
  // Comparing UTF-16 units differs from code points (and UTF-8 bytes) only where a surrogate meets a unit above it.
  if (a === b) return 0;
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    const [isLeft, isRight] = [left >= 0xd800 && left <= 0xdfff, right >= 0xd800 && right <= 0xdfff];
    if (isLeft !== isRight) return isLeft ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

function byUnit([a]: Member, [b]: Member): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order in which JavaScript keeps members: array indices ascending, then the rest as they came. */
function indicesFirst(members: readonly Member[]): readonly Member[] {
  const isIndex = ([name]: Member): boolean => /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 4_294_967_295;
  if (!members.some(isIndex)) return members;
  return [...members.filter(isIndex).sort(([a], [b]) => Number(a) - Number(b)), ...members.filter((member) => !isIndex(member))];
}

function javaHash(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The order in which java.util.HashMap gives members that were put one by one: by bucket of its table, which doubles at three quarters. */
function hashMapOrder(members: readonly Member[]): readonly Member[] {
  let size = 16;
  while (members.length > size * 0.75) size *= 2;
  return members
    .map((member, index) => ({ member, index, bucket: javaHash(member[0]) & (size - 1) }))
    .sort((a, b) => a.bucket - b.bucket || a.index - b.index)
    .map(({ member }) => member);
}

/** The same order, which arranges each list of members once. */
function ordering(order: MemberOrder): MemberOrder {
  const known = new WeakMap<readonly Member[], readonly Member[]>();
  return (members) => {
    const found = known.get(members);
    if (found !== undefined) return found;
    const arranged = order(members);
    known.set(members, arranged);
    return arranged;
  };
}

/** The last of members with one name, at the place of the first: what reading into a map and writing again leaves (C41). */
const lastOfEach = ordering((members) => {
  const last = new Map(members);
  return last.size === members.length ? members : [...last];
});

export const orders = {
  asWritten: (members) => members,
  /** As a map keeps them. */
  mapped: lastOfEach,
  javaScript: ordering((members) => indicesFirst(lastOfEach(members))),
  sorted: ordering((members) => [...lastOfEach(members)].sort(byCodePoint)),
  sortedByUnit: ordering((members) => [...lastOfEach(members)].sort(byUnit)),
  sortedIgnoringCase: ordering((members) =>
    [...members].sort(([a], [b]) => byUnit([a.toLowerCase(), nothing], [b.toLowerCase(), nothing])),
  ),
  backwards: (members) => [...members].reverse(),
  hashMap: ordering((members) => hashMapOrder(lastOfEach(members))),
  /** As PostgreSQL's jsonb and MySQL keep members: the shorter name first. */
  byLength: ordering((members) =>
    [...lastOfEach(members)].sort((a, b) => Buffer.byteLength(a[0]) - Buffer.byteLength(b[0]) || byCodePoint(a, b)),
  ),
  firstOfEach: (members) => members.filter(([name], index) => members.findIndex(([own]) => own === name) === index),
} as const satisfies Record<string, MemberOrder>;

const nothing: JsonTree = { kind: 'null' };

/** Lower-case or upper-case `\uXXXX` of each UTF-16 unit. */
function unicodeEscape(text: string, upper: boolean): string {
  let escaped = '';
  for (let at = 0; at < text.length; at++) {
    const digits = text.charCodeAt(at).toString(16).padStart(4, '0');
    escaped += `\\u${upper ? digits.toUpperCase() : digits}`;
  }
  return escaped;
}

interface StringForm {
  /** Characters written as \uXXXX beside those that must be escaped. */
  readonly escaped?: RegExp;
  readonly upper?: boolean;
  readonly slash?: boolean;
  /** The quotation mark as a \u escape. */
  readonly quoteAsUnicode?: boolean;
  /** Controls that have a short escape, written as \u too. */
  readonly noShort?: RegExp;
}

const anEscape = /\\(?:u([0-9a-f]{4})|(.))/g;

/**
 * A string style as one of the differences from JSON.stringify, which escapes what must be: quotation mark, backslash, controls (short where JSON has a
 * short form), and lone surrogates.
 */
function strings({ escaped, upper = false, slash = false, quoteAsUnicode = false, noShort }: StringForm): StringStyle {
  return (value) => {
    let written = JSON.stringify(value).slice(1, -1);
    if (written.includes('\\') && (upper || quoteAsUnicode || noShort !== undefined)) {
      written = written.replace(anEscape, (own: string, digits: string | undefined, letter: string | undefined) => {
        if (digits !== undefined) return upper ? `\\u${digits.toUpperCase()}` : own;
        if (letter === '"' && quoteAsUnicode) return '\\u0022';
        if (letter !== undefined && noShort?.test(letter)) return unicodeEscape(shortMeanings[letter] ?? letter, upper);
        return own;
      });
    }
    if (slash) written = written.replaceAll('/', '\\/');
    if (escaped !== undefined) written = written.replace(escaped, (found) => unicodeEscape(found, upper));
    return `"${written}"`;
  };
}

const shortMeanings: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', '/': '/' };

const separators = '\u2028\u2029';

function nonAsciiAnd(ascii: string): RegExp {
  return new RegExp(`[${ascii}\\u0080-\\uffff]`, 'g');
}

/** Strings as runtimes write them. */
export const stringStyles = {
  javaScript: (value) => JSON.stringify(value),
  phpDefault: strings({ escaped: nonAsciiAnd(''), slash: true }),
  phpSlashes: strings({ escaped: nonAsciiAnd('') }),
  phpUnicode: strings({ escaped: new RegExp(`[${separators}]`, 'g'), slash: true }),
  phpBoth: strings({ escaped: new RegExp(`[${separators}]`, 'g') }),
  /** PHP has the digits of its HEX flags in upper case, those of other escapes in lower case. */
  phpHex: (value) =>
    strings({ escaped: nonAsciiAnd(''), slash: true, quoteAsUnicode: true })(value).replace(/[<>&']/g, (found) =>
      unicodeEscape(found, true),
    ),
  // Python escapes DEL too: whatever is not between a space and a tilde.
  python: strings({ escaped: nonAsciiAnd('\\u007f') }),
  pythonUtf8: (value) => JSON.stringify(value),
  go: strings({ escaped: new RegExp(`[<>&${separators}]`, 'g'), noShort: /[bf]/ }),
  goPlain: strings({ escaped: new RegExp(`[${separators}]`, 'g'), noShort: /[bf]/ }),
  jackson: strings({ upper: true }),
  jacksonAscii: strings({ escaped: nonAsciiAnd(''), upper: true }),
  gson: strings({ escaped: new RegExp(`[<>&='${separators}]`, 'g') }),
  gsonPlain: strings({ escaped: new RegExp(`[${separators}]`, 'g') }),
  jsonSimple: strings({ escaped: /[\u007f-\u009f\u2000-\u20ff]/g, slash: true, upper: true }),
  dotNet: strings({ escaped: nonAsciiAnd("\\u007f'<>&+`"), upper: true, quoteAsUnicode: true }),
  dotNetRelaxed: strings({ escaped: /[\u007f-\u009f\u2028\u2029\ufeff]/g, upper: true }),
  newtonsoft: strings({ escaped: /[\u0085\u2028\u2029]/g }),
  ruby: (value) => JSON.stringify(value),
  rubyAscii: strings({ escaped: nonAsciiAnd('') }),
  rubySlashes: strings({ slash: true }),
  rubyScriptSafe: strings({ escaped: new RegExp(`[${separators}]`, 'g'), slash: true }),
  rails: strings({ escaped: new RegExp(`[<>&${separators}]`, 'g') }),
  rust: (value) => JSON.stringify(value),
  /** The written text between the quotation marks: of a tree from `writtenTree` only. */
  asWritten: (value) => `"${value}"`,
} as const satisfies Record<string, StringStyle>;

export const asWritten: Spelling = {
  strings: stringStyles.asWritten,
  names: stringStyles.asWritten,
  numbers: (text) => text,
  layout: layouts.compact,
  order: orders.asWritten,
  drops: () => false,
  words: jsonWords,
  reshape: (value) => value,
  end: '',
  object: ['{', '}'],
};

/**
 * The tree of a text in which each string is what is between its quotation marks, with its escapes: written with `asWritten` it keeps every escape.
 * Undefined when the text is not JSON.
 */
export function writtenTree(text: string): JsonTree | undefined {
  // Each escape is escaped once more, so that reading gives its own letters; a quotation mark needs its escape too.
  const protectedText = text.includes('\\')
    ? text.replace(/\\(.)/g, (_, letter: string) => (letter === '"' ? '\\\\\\"' : letter === '\\' ? '\\\\\\\\' : `\\\\${letter}`))
    : text;
  return parseJson(protectedText);
}

/** A tree as text in a spelling. */
export function spelled(tree: JsonTree, spelling: Spelling): string {
  return write(tree, once(spelling), spelling.layout.newline) + spelling.end;
}

const remembered = new WeakMap<Spelling, Spelling>();

/** The same spelling, with styles that write each text once. */
function once(spelling: Spelling): Spelling {
  const known = remembered.get(spelling);
  if (known !== undefined) return known;
  const { strings, names, numbers } = spelling;
  const made = { ...spelling, strings: remembering(strings), names: remembering(names), numbers: remembering(numbers) };
  remembered.set(spelling, made);
  return made;
}

/** The most texts that one style keeps: a search writes the same ones again in hundreds of trees. */
const mostKept = 4096;

const kept = new WeakMap<(text: string) => string, Map<string, string>>();

/** The same style, which writes each text once. */
function remembering(style: (text: string) => string): (text: string) => string {
  if (style === asWritten.strings || style === asWritten.numbers) return style;
  const known = kept.get(style) ?? new Map<string, string>();
  kept.set(style, known);
  return (value) => {
    const found = known.get(value);
    if (found !== undefined) return found;
    const written = style(value);
    if (known.size >= mostKept) known.clear();
    known.set(value, written);
    return written;
  };
}

interface Written {
  readonly line: string;
  readonly text: string;
}

const writtenTexts = new WeakMap<JsonTree, Map<Spelling, Written>>();

/**
 * Keeps the text of each array and object of a tree, by spelling: a search changes a tree in hundreds of ways, and most of its values stay the same ones.
 */
export function keepTexts(tree: JsonTree): void {
  if (tree.kind !== 'array' && tree.kind !== 'object') return;
  writtenTexts.set(tree, new Map());
  if (tree.kind === 'array') for (const item of tree.items) keepTexts(item);
  else for (const [, value] of tree.members) keepTexts(value);
}

function write(own: JsonTree, spelling: Spelling, line: string): string {
  const texts = own.kind === 'array' || own.kind === 'object' ? writtenTexts.get(own) : undefined;
  if (texts === undefined) return writeAnew(own, spelling, line);
  const known = texts.get(spelling);
  if (known?.line === line) return known.text;
  const text = writeAnew(own, spelling, line);
  texts.set(spelling, { line, text });
  return text;
}

function writeAnew(own: JsonTree, spelling: Spelling, line: string): string {
  const tree = spelling.reshape(own);
  switch (tree.kind) {
    case 'null':
      return spelling.words.null;
    case 'boolean':
      return tree.value ? spelling.words.true : spelling.words.false;
    case 'number':
      return spelling.numbers(tree.text);
    case 'string':
      return spelling.strings(tree.value);
    case 'array':
      return writeArray(tree.items, spelling, line);
    case 'object':
      return writeObject(tree.members, spelling, line);
  }
}

// These add to one text in a loop, because a search writes thousands of trees.
function writeArray(items: readonly JsonTree[], spelling: Spelling, line: string): string {
  const { layout } = spelling;
  if (items.length === 0) return layout.hollow ? `[${layout.newline}${line}]` : layout.emptyArray;
  const isOneLine = layout.indent === undefined || layout.arraysOnOneLine;
  const inner = isOneLine ? line : line + layout.indent;
  const [edge, comma] = layout.arraysOnOneLine ? [' ', ', '] : isOneLine ? [layout.padding, layout.comma] : [inner, layout.comma + inner];
  let text = '';
  for (const item of items) text += (text === '' ? '' : comma) + write(item, spelling, inner);
  return `[${edge}${text}${isOneLine ? edge : line}]`;
}

function writeObject(members: readonly Member[], spelling: Spelling, line: string): string {
  const { layout, names, drops, order } = spelling;
  const isOneLine = layout.indent === undefined;
  const inner = isOneLine ? line : line + layout.indent;
  const comma = isOneLine ? layout.comma : layout.comma + inner;
  let text = '';
  for (const [name, value] of order(members))
    if (!drops(value)) text += `${text === '' ? '' : comma}${names(name)}${layout.colon}${write(value, spelling, inner)}`;
  if (text === '') return layout.hollow ? `{${line}}` : layout.emptyObject;
  const [open, close] = spelling.object;
  return isOneLine ? `${open}${layout.padding}${text}${layout.padding}${close}` : `${open}${inner}${text}${line}${close}`;
}
