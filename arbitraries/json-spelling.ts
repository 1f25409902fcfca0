import fc from 'fast-check';
import { type JsonTree, type JsonValue, parseJson, tree } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';

export interface SpellingOptions {
  /** `kept` leaves the text of numbers as it is; by default 100 may also be spelled 100.00 or 1E+2. */
  readonly numbers?: 'kept' | 'varied';
  /** `kept` leaves the members of objects in their order. */
  readonly order?: 'kept' | 'varied';
}

/**
 * The choices of one spelling. The n-th decision of a kind takes the n-th number of its list, and starts again at its end; an empty list always takes
 * the plain way. So a spelling shrinks towards compact JSON.
 */
interface Choices {
  readonly blanks: readonly number[];
  readonly characters: readonly number[];
  readonly numbers: readonly number[];
  readonly order: readonly number[];
  readonly end: string;
}

const blanks = ['', ' ', '\n', '\r\n', '\t', '  ', '\n    '] as const;

function choices(options: SpellingOptions): fc.Arbitrary<Choices> {
  const list = (maxLength: number) => fc.array(fc.nat(96), { maxLength });
  return fc.record({
    blanks: fc.oneof(fc.constant([]), list(1), list(13)),
    characters: fc.oneof(fc.constant([]), list(1), list(17)),
    numbers: options.numbers === 'kept' ? fc.constant([]) : list(7),
    order: options.order === 'kept' ? fc.constant([]) : list(11),
    end: fc.constantFrom('', '\n', '\r\n', ' '),
  });
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function unicodeEscape(text: string, upper: boolean): string {
  return Array.from({ length: text.length }, (_, index) => {
    const digits = text.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${upper ? digits.toUpperCase() : digits}`;
  }).join('');
}

/**
 * One of the legal spellings of a character (RFC 8259 §7); 0 is the plain one. Only the chosen one is made, because this runs for each character of a
 * run.
 */
function spelling(character: string, choice: number): string {
  const short = shortEscapes.get(character);
  const raw = character >= ' ' && character !== '"' && character !== '\\' && character.isWellFormed() ? 1 : 0;
  const unescaped = raw + (short === undefined ? 0 : 1);
  const at = choice % (unescaped + 2);
  if (at < raw) return character;
  return at < unescaped && short !== undefined ? short : unicodeEscape(character, at === unescaped + 1);
}

/** The digits and the exponent of a JSON number: value = digits × 10^exponent, without the sign. */
function decimalOf(text: string): { readonly sign: string; readonly digits: string; readonly exponent: number } {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (parts === null) throw new TypeError(`${text} is not a JSON number`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  return { sign, digits: `${whole}${fraction}`.replace(/^0+(?=[0-9])/, ''), exponent: Number(exponent) - fraction.length };
}

/** Digits × 10^exponent without an exponent, where that is short enough to be read. */
function plainDecimal(digits: string, exponent: number): string | undefined {
  if (Math.abs(exponent) > 25) return undefined;
  if (exponent >= 0) return digits === '0' ? '0' : digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Spellings of a number with exactly its value, its own first: 100, 100.0, 100.00, 1e2, 1E+2, 1000e-1. */
function numberForms(text: string): readonly string[] {
  const { sign, digits, exponent } = decimalOf(text);
  const significant = digits.replace(/0+$/, '');
  const trailing = digits.length - significant.length;
  const forms = [text];
  const plain = plainDecimal(digits, exponent);
  if (plain !== undefined) {
    const pointed = plain.includes('.') ? plain : `${plain}.`;
    forms.push(sign + plain, `${sign}${pointed}0`, `${sign}${pointed}00`);
  }
  if (significant === '') return [...forms, `${sign}0e0`, `${sign}0E+2`];
  const power = exponent + trailing;
  forms.push(
    `${sign}${significant}e${power}`,
    `${sign}${significant}E${power < 0 ? '' : '+'}${power}`,
    `${sign}${digits}0e${exponent - 1}`,
  );
  if (significant.length > 1) forms.push(`${sign}${significant.charAt(0)}.${significant.slice(1)}e${power + significant.length - 1}`);
  return forms;
}

/** Hands out the decisions of one spelling in the order in which the tokens are written. */
function writer(plan: Choices): (node: JsonTree) => string {
  const counts = { blanks: 0, characters: 0, numbers: 0, order: 0 };
  function take(kind: keyof typeof counts): number {
    const list = plan[kind];
    const at = counts[kind];
    counts[kind] += 1;
    return list.length === 0 ? 0 : (list[at % list.length] ?? 0);
  }
  function pick(kind: keyof typeof counts, from: readonly string[]): string {
    return from[take(kind) % from.length] ?? '';
  }
  const blank = () => pick('blanks', blanks);
  const string = (value: string) => `"${Array.from(value, (character) => spelling(character, take('characters'))).join('')}"`;

  function ordered(members: readonly (readonly [string, JsonTree])[]): readonly (readonly [string, JsonTree])[] {
    // With duplicates, which member counts depends on their order: it is kept.
    if (new Set(members.map(([name]) => name)).size < members.length) return members;
    const shuffled = [...members];
    for (let index = 0; index < shuffled.length - 1; index += 1) {
      const [moved] = shuffled.splice(index + (take('order') % (shuffled.length - index)), 1);
      if (moved !== undefined) shuffled.splice(index, 0, moved);
    }
    return shuffled;
  }

  function write(node: JsonTree): string {
    switch (node.kind) {
      case 'null':
        return 'null';
      case 'boolean':
        return String(node.value);
      case 'number':
        return pick('numbers', numberForms(node.text));
      case 'string':
        return string(node.value);
      case 'array':
        if (node.items.length === 0) return `[${blank()}]`;
        return `[${node.items.map((item) => `${blank()}${write(item)}${blank()}`).join(',')}]`;
      case 'object':
        if (node.members.length === 0) return `{${blank()}}`;
        return `{${ordered(node.members)
          .map(([name, value]) => `${blank()}${string(name)}${blank()}:${blank()}${write(value)}${blank()}`)
          .join(',')}}`;
    }
  }
  return (node) => `${blank()}${write(node)}${plan.end}`;
}

function spelledTree(node: JsonTree, options: SpellingOptions): fc.Arbitrary<Uint8Array> {
  return choices(options).map((plan) => encodeUtf8(writer(plan)(node)));
}

/**
 * The value as UTF-8 JSON in some legal spelling (RFC 8259): blanks between tokens, member order, escapes, forms of numbers, a line end at the end.
 * Every spelling is a separate message, and right with its own hash (SIG-04, UTF-02). Shrinks to compact JSON.
 */
export function spelled(value: JsonValue, options: SpellingOptions = {}): fc.Arbitrary<Uint8Array> {
  return spelledTree(tree(value), options);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * Another spelling of the value in the bytes: equal as JSON, never equal as bytes. Number texts are compared by value and not as doubles, so that
 * long ids are kept.
 *
 * @throws TypeError when the bytes are not JSON in UTF-8
 */
export function respelled(bytes: Uint8Array, options: SpellingOptions = {}): fc.Arbitrary<Uint8Array> {
  const text = decodeUtf8(bytes);
  const node = text === undefined ? undefined : parseJson(text);
  if (node === undefined) throw new TypeError('Only JSON in UTF-8 can be spelled in another way');
  return spelledTree(node, options).map((other) => (equalBytes(other, bytes) ? Uint8Array.from([...other, 0x0a]) : other));
}

/** A spelling that some language or tool always uses. */
export interface HabitualSpelling {
  readonly kind: string;
  /** Whether numbers have another form: a conforming provider may refuse 100.00 for the form of an amount, but not for its hash. */
  readonly numbers?: 'varied';
  write(value: JsonValue): Uint8Array;
}

const aroundTokens = /("(?:[^"\\]|\\.)*")|([,:])/g;
const wholeNumbers = /("(?:[^"\\]|\\.)*")|(-?\d+)(?![\d.eE])/g;

function habit(kind: string, write: (text: string, value: JsonValue) => string): HabitualSpelling {
  return { kind, write: (value) => encodeUtf8(write(JSON.stringify(value), value)) };
}

function pretty(value: JsonValue, indent: string): string {
  return JSON.stringify(value, null, indent);
}

/** The value with the members of every object in the order of their names, as canonical writers have them. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => sorted(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** Whole numbers outside strings, written with a suffix. */
function withEnding(ending: string): HabitualSpelling {
  const write = (text: string) =>
    text.replace(wholeNumbers, (token, string: string | undefined) => (string === undefined ? `${token}${ending}` : token));
  return { ...habit(said('kind-whole-numbers-with-ending', { ending }), write), numbers: 'varied' };
}

/**
 * Spellings that common tools make, the plain one first: what a client signs and what it then sends may be two of these (S06–S14 of the known
 * mistakes are all such pairs). They differ only where the value has something to spell: slashes, `<`, `>`, `&`, letters beyond ASCII, whole numbers.
 */
export const habitualSpellings: readonly HabitualSpelling[] = [
  habit(said('kind-compact'), (text) => text),
  habit(said('kind-a-space-behind-commas-and-colons'), (text) =>
    text.replace(aroundTokens, (token, string: string | undefined) => (string === undefined ? `${token} ` : token)),
  ),
  habit(said('kind-indented-by-two-spaces'), (_text, value) => pretty(value, '  ')),
  habit(said('kind-indented-by-tabs'), (_text, value) => pretty(value, '\t')),
  habit(said('kind-indented-with-crlf'), (_text, value) => pretty(value, '  ').replaceAll('\n', '\r\n')),
  habit(said('kind-a-line-feed-behind'), (text) => `${text}\n`),
  habit(said('kind-crlf-behind'), (text) => `${text}\r\n`),
  habit(said('kind-a-space-before'), (text) => ` ${text}`),
  habit(said('kind-slashes-escaped'), (text) => text.replaceAll('/', '\\/')),
  habit(said('kind-angle-brackets-and-ampersand-escaped'), (text) =>
    text.replace(/[<>&]/g, (character) => unicodeEscape(character, false)),
  ),
  habit(said('kind-letters-beyond-ascii-escaped'), (text) => text.replace(/\P{ASCII}/gu, (character) => unicodeEscape(character, false))),
  habit(said('kind-letters-beyond-ascii-escaped-in-upper-case'), (text) =>
    text.replace(/\P{ASCII}/gu, (character) => unicodeEscape(character, true)),
  ),
  habit(said('kind-members-in-reverse'), (text, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? JSON.stringify(Object.fromEntries(Object.entries(value).toReversed()))
      : text,
  ),
  habit(said('kind-members-in-the-order-of-their-names'), (_text, value) => JSON.stringify(sorted(value))),
  withEnding('.0'),
  withEnding('.00'),
  withEnding('e0'),
];
