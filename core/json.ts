import { compareAmounts, parseAmount } from './contract/amounts.ts';

/** JSON as JavaScript values: enough where number texts, member order and duplicates do not matter. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [member: string]: JsonValue };

/** JSON without loss: number texts, member order and duplicate members are kept as written. */
export type JsonTree =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonTree])[] };

/** How deep arrays and objects may be nested: far beyond any request, and far below what the call stack allows (UTF-04). */
const deepestNesting = 512;

const nullTree: JsonTree = { kind: 'null' };
const trueTree: JsonTree = { kind: 'boolean', value: true };
const falseTree: JsonTree = { kind: 'boolean', value: false };

const numberForm = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// A run of characters that stand for themselves within a string: RFC 8259 §7 leaves out the quote, the backslash and everything below U+0020.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what the grammar excludes.
const plainRun = /[^"\\\u0000-\u001f]*/y;
const hexDigits = /^[0-9a-fA-F]{4}$/;
const shortEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Thrown and caught in this file: a text that is not JSON ends the parsing at any place. */
const notJson = new Error('not JSON');

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonTree {
    this.#space();
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw notJson;
    return value;
  }

  /** Leaves `#at` at the next character that is not white space (four characters only; a byte order mark is not one of them). */
  #space(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.#at++;
    }
  }

  #value(): JsonTree {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return { kind: 'string', value: this.#string() };
      case 't':
        return this.#word('true', trueTree);
      case 'f':
        return this.#word('false', falseTree);
      case 'n':
        return this.#word('null', nullTree);
      default:
        return this.#number();
    }
  }

  #word(word: string, value: JsonTree): JsonTree {
    if (!this.#text.startsWith(word, this.#at)) throw notJson;
    this.#at += word.length;
    return value;
  }

  #number(): JsonTree {
    numberForm.lastIndex = this.#at;
    const found = numberForm.exec(this.#text);
    if (found === null) throw notJson;
    this.#at = numberForm.lastIndex;
    return { kind: 'number', text: found[0] };
  }

  #string(): string {
    this.#at++;
    let value = '';
    for (;;) {
      const from = this.#at;
      plainRun.lastIndex = from;
      plainRun.test(this.#text);
      this.#at = plainRun.lastIndex;
      value += this.#text.slice(from, this.#at);
      const next = this.#text[this.#at++];
      if (next === '"') return value;
      if (next !== '\\') throw notJson;
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at++] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at, this.#at + 4);
      if (!hexDigits.test(digits)) throw notJson;
      this.#at += 4;
      // A lone surrogate stays one: the text was allowed to write it, and the reader judges what follows from it.
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const meant = shortEscapes[letter];
    if (meant === undefined) throw notJson;
    return meant;
  }

  #enter(): void {
    this.#at++;
    if (++this.#depth > deepestNesting) throw notJson;
    this.#space();
  }

  /** After an element: true when another one follows, false when the container ends here. */
  #more(end: string): boolean {
    this.#space();
    const next = this.#text[this.#at++];
    if (next === end) return false;
    if (next !== ',') throw notJson;
    this.#space();
    return true;
  }

  #empty(end: string): boolean {
    if (this.#text[this.#at] !== end) return false;
    this.#at++;
    return true;
  }

  #array(): JsonTree {
    const items: JsonTree[] = [];
    this.#enter();
    if (!this.#empty(']')) {
      do items.push(this.#value());
      while (this.#more(']'));
    }
    this.#depth--;
    return { kind: 'array', items };
  }

  #object(): JsonTree {
    const members: [name: string, value: JsonTree][] = [];
    this.#enter();
    if (!this.#empty('}')) {
      do {
        if (this.#text[this.#at] !== '"') throw notJson;
        const name = this.#string();
        this.#space();
        if (this.#text[this.#at++] !== ':') throw notJson;
        this.#space();
        members.push([name, this.#value()]);
      } while (this.#more('}'));
    }
    this.#depth--;
    return { kind: 'object', members };
  }
}

/**
 * A text as JSON by the letter of RFC 8259, without loss: number texts, member order and duplicates are kept, and lone surrogate escapes stay lone
 * surrogates.
 * Undefined when it is not JSON, begins with a byte order mark, or is nested deeper than `deepestNesting` (C41).
 */
export function parseJson(text: string): JsonTree | undefined {
  try {
    return new Parser(text).document();
  } catch (error) {
    if (error === notJson) return undefined;
    throw error;
  }
}

/** The tree as JavaScript values, as `JSON.parse` would give it: the last of duplicate members counts, and a member named `__proto__` is a member. */
export function plain(tree: JsonTree): JsonValue {
  switch (tree.kind) {
    case 'null':
      return null;
    case 'number':
      return Number(tree.text);
    case 'array':
      return tree.items.map(plain);
    case 'object':
      return Object.fromEntries(tree.members.map(([name, value]) => [name, plain(value)]));
    default:
      return tree.value;
  }
}

/**
 * A JavaScript value as a tree, each number in JavaScript's shortest spelling.
 * @throws RangeError for a number that JSON cannot write (NaN, Infinity)
 */
export function tree(value: JsonValue): JsonTree {
  if (value === null) return nullTree;
  if (typeof value === 'boolean') return value ? trueTree : falseTree;
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`JSON has no number ${value}`);
    return { kind: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (isList(value)) return { kind: 'array', items: value.map(tree) };
  return { kind: 'object', members: Object.entries(value).map(([name, member]) => [name, tree(member)] as const) };
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value with each of its texts changed; the names of members stay. */
export function withTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => withTexts(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTexts(member, change)]));
}

/** The tree as compact JSON text: numbers, order and duplicates as they were written, strings as `JSON.stringify` writes them (lone surrogates as escapes). */
export function writeJson(tree: JsonTree): string {
  switch (tree.kind) {
    case 'null':
      return 'null';
    case 'number':
      return tree.text;
    case 'array':
      return `[${tree.items.map(writeJson).join(',')}]`;
    case 'object':
      return `{${tree.members.map(([name, value]) => `${JSON.stringify(name)}:${writeJson(value)}`).join(',')}}`;
    default:
      return JSON.stringify(tree.value);
  }
}

/** Whether an object at any depth names a member twice (C41). */
export function hasDuplicateMembers(tree: JsonTree): boolean {
  if (tree.kind === 'array') return tree.items.some(hasDuplicateMembers);
  if (tree.kind !== 'object') return false;
  return (
    new Set(tree.members.map(([name]) => name)).size < tree.members.length || tree.members.some(([, value]) => hasDuplicateMembers(value))
  );
}

/** The member of an object by its name, the last of duplicates; undefined when there is none or the tree is not an object. */
export function member(tree: JsonTree, name: string): JsonTree | undefined {
  return tree.kind === 'object' ? tree.members.findLast(([own]) => own === name)?.[1] : undefined;
}

/**
 * Whether two trees are equal (IDM-02: an equal JSON body), without regard to member order and the spelling of numbers (1.50, 1.5, 15e-1). Duplicates
 * of one name are compared in their order.
 */
export function equalJson(a: JsonTree, b: JsonTree): boolean {
  if (a.kind === 'number') return b.kind === 'number' && equalNumbers(a.text, b.text);
  if (a.kind === 'array') return b.kind === 'array' && equalLists(a.items, b.items);
  if (a.kind === 'object') {
    if (b.kind !== 'object' || a.members.length !== b.members.length) return false;
    const others = Map.groupBy(b.members, ([name]) => name);
    const own = Map.groupBy(a.members, ([name]) => name);
    return [...own].every(([name, values]) =>
      equalLists(
        values.map(([, value]) => value),
        (others.get(name) ?? []).map(([, value]) => value),
      ),
    );
  }
  if (a.kind === 'null') return b.kind === 'null';
  return a.kind === b.kind && a.value === b.value;
}

function equalLists(a: readonly JsonTree[], b: readonly JsonTree[]): boolean {
  return a.length === b.length && a.every((item, index) => equalJson(item, b[index] ?? nullTree));
}

function equalNumbers(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [parseAmount(a), parseAmount(b)];
  return left !== undefined && right !== undefined && compareAmounts(left, right) === 0;
}
