import type { JsonTree } from '../json.ts';
import { parseJson } from '../json.ts';
import type { Layout, MemberOrder } from './json-spelling.ts';
import { asWritten, layouts, orders, spelled, writtenTree } from './json-spelling.ts';
import type { Change, RewriteDetail, RewriteId } from './mistake.ts';
import { numberForms } from './number-text.ts';
import { isEmpty, numbersOfTexts, objectsOfLists } from './writer.ts';

/** One change of a JSON text that leaves everything else as it was written. */
export interface Rewrite {
  readonly detail: RewriteDetail;
  readonly write: (text: string) => string;
  readonly weight: number;
  readonly group: 'layout' | 'strings' | 'numbers' | 'order' | 'members';
  /** Whether it is also tried together with another change, or another mistake. */
  readonly common: boolean;
}

/** Within a JSON text: a string, or a number. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;
const aString = /"(?:[^"\\]|\\.)*"/gs;

function inStrings(change: (inner: string) => string): (text: string) => string {
  return (text) => text.replace(aString, change);
}

function inNumbers(change: (number: string) => string): (text: string) => string {
  return (text) => text.replace(stringOrNumber, (found) => (found.startsWith('"') ? found : change(found)));
}

function hexOf(unit: number, upper: boolean): string {
  const digits = unit.toString(16).padStart(4, '0');
  return `\\u${upper ? digits.toUpperCase() : digits}`;
}

function units(text: string, upper: boolean): string {
  return Array.from({ length: text.length }, (_, at) => hexOf(text.charCodeAt(at), upper)).join('');
}

/** Every escape, so that the backslash of one is never read as the start of another. */
const anEscape = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;

function escapes(change: (own: string, unit: number | undefined, letter: string | undefined) => string): (text: string) => string {
  return (text) =>
    text.includes('\\')
      ? text.replace(anEscape, (own: string, digits: string | undefined, letter: string | undefined) =>
          change(own, digits === undefined ? undefined : Number.parseInt(digits, 16), letter),
        )
      : text;
}

function escaping(characters: RegExp, upper: boolean): (text: string) => string {
  return inStrings((inner) => inner.replace(characters, (found) => units(found, upper)));
}

/** Escapes of these units written raw; halves of a pair only together, since one alone is not a character. */
function unescaping(includes: (unit: number) => boolean): (text: string) => string {
  const pairs = /\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs;
  return (text) =>
    text.includes('\\u')
      ? text.replace(pairs, (own: string, high?: string, low?: string, digits?: string) => {
          if (high !== undefined && low !== undefined) {
            return includes(0xd800) ? String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)) : own;
          }
          if (digits === undefined) return own;
          const unit = Number.parseInt(digits, 16);
          const isHalf = unit >= 0xd800 && unit <= 0xdfff;
          return !isHalf && unit >= 0x20 && unit !== 0x22 && unit !== 0x5c && includes(unit) ? String.fromCharCode(unit) : own;
        })
      : text;
}

const shortLetters: Readonly<Record<number, string>> = { 8: 'b', 9: 't', 10: 'n', 12: 'f', 13: 'r', 34: '"', 92: '\\', 47: '/' };
const shortUnits: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, f: 12, r: 13, '"': 34, '\\': 92, '/': 47 };

/** Lone halves of a surrogate pair, written as escapes (UTF-04). */
const loneSurrogate = /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}/g;

const stringRewrites: readonly (readonly [id: RewriteId, write: (text: string) => string, weight: number, common: boolean])[] = [
  ['non-ascii-escaped', escaping(/[\u0080-\uffff]/g, false), 12, true],
  ['non-ascii-escaped-upper-case', escaping(/[\u0080-\uffff]/g, true), 8, true],
  ['characters-themselves', unescaping((unit) => unit > 0x7f), 12, true],
  ['no-unicode-escapes', unescaping(() => true), 6, false],
  ['escapes-upper-case', escapes((own, unit) => (unit === undefined ? own : hexOf(unit, true))), 6, true],
  ['escapes-lower-case', escapes((own, unit) => (unit === undefined ? own : hexOf(unit, false))), 6, true],
  ['slashes-escaped', inStrings((inner) => inner.replace(/\\.|\//gs, (found) => (found === '/' ? '\\/' : found))), 12, true],
  ['slashes-not-escaped', escapes((own, _, letter) => (letter === '/' ? '/' : own)), 12, true],
  ['slashes-of-tags-escaped', inStrings((inner) => inner.replaceAll('</', '<\\/')), 4, false],
  ['tag-characters-escaped', escaping(/[<>&]/g, false), 8, true],
  ['tag-characters-escaped-upper-case', escaping(/[<>&]/g, true), 4, false],
  ['markup-characters-escaped', escaping(/[<>&=']/g, false), 6, true],
  ['dot-net-characters-escaped', escaping(/[<>&'+`]/g, true), 4, false],
  ['apostrophes-escaped', escaping(/'/g, false), 4, false],
  ['plus-signs-escaped', escaping(/\+/g, true), 4, false],
  ['ascii-characters-not-escaped', unescaping((unit) => unit < 0x7f), 8, true],
  ['u-2028-and-u-2029-escaped', escaping(/[\u2028\u2029]/g, false), 6, false],
  ['u-2028-and-u-2029-not-escaped', unescaping((unit) => unit === 0x2028 || unit === 0x2029), 6, false],
  ['del-escaped', escaping(/\u007f/g, false), 3, false],
  ['del-escaped-in-upper-case', escaping(/\u007f/g, true), 2, false],
  ['del-not-escaped', unescaping((unit) => unit === 0x7f), 3, false],
  ['astral-escaped', escaping(/[\ud800-\udfff]/g, false), 4, false],
  ['astral-escaped-upper-case', escaping(/[\ud800-\udfff]/g, true), 4, false],
  ['quotation-marks-escaped-as-units', escapes((own, _, letter) => (letter === '"' ? '\\u0022' : own)), 4, false],
  ['quotation-marks-escaped-short', escapes((own, unit) => (unit === 0x22 ? '\\"' : own)), 4, false],
  [
    'control-characters-as-units',
    escapes((own, _, letter) => (letter !== undefined && 'btnfr'.includes(letter) ? hexOf(shortUnits[letter] ?? 0, false) : own)),
    4,
    false,
  ],
  [
    'control-characters-short',
    escapes((own, unit) => (unit !== undefined && unit < 0x20 && shortLetters[unit] !== undefined ? `\\${shortLetters[unit]}` : own)),
    4,
    false,
  ],
  [
    'control-characters-themselves',
    escapes((own, unit, letter) => {
      const meant = unit ?? (letter !== undefined && 'btnfr'.includes(letter) ? shortUnits[letter] : undefined);
      return meant !== undefined && meant < 0x20 ? String.fromCharCode(meant) : own;
    }),
    3,
    false,
  ],
  [
    'letters-escaped',
    inStrings((inner) => inner.replace(/\\.|[a-zA-Z]/gs, (found) => (found.length === 1 ? units(found, false) : found))),
    1,
    false,
  ],
  [
    'slashes-as-units',
    inStrings((inner) => inner.replace(/\\\/|\\.|\//gs, (found) => (found === '/' || found === '\\/' ? '\\u002f' : found))),
    2,
    false,
  ],
  ['backslashes-doubled', inStrings((inner) => inner.replaceAll('\\\\', '\\\\\\\\')), 2, false],
  ['doubled-backslashes-halved', inStrings((inner) => inner.replaceAll('\\\\\\\\', '\\\\')), 2, false],
  ['lone-surrogates-replaced', (text) => text.replace(loneSurrogate, '\ufffd'), 4, false],
  ['lone-surrogates-replaced-by-escapes', (text) => text.replace(loneSurrogate, '\\ufffd'), 4, false],
  [
    'lone-surrogates-replaced-and-characters-themselves',
    (text) => unescaping((unit) => unit > 0x7f)(text.replace(loneSurrogate, '\ufffd')),
    4,
    false,
  ],
  ['lone-surrogates-as-question-marks', (text) => text.replace(loneSurrogate, '?'), 3, false],
  ['lone-surrogates-dropped', (text) => text.replace(loneSurrogate, ''), 2, false],
  ['texts-trimmed', inStrings((inner) => `"${inner.slice(1, -1).trim()}"`), 8, true],
];

/** The layout in which a text is written, or undefined when it is none of the known ones. */
export function layoutOf(text: string, tree: JsonTree): Layout | undefined {
  return Object.values(layouts).find((layout) => spelled(tree, { ...asWritten, layout }) === text);
}

function treeRewrites(text: string, tree: JsonTree): readonly Rewrite[] {
  const layout = layoutOf(text, tree) ?? layouts.compact;
  const found: Rewrite[] = [];
  const offer = (rewrite: Rewrite): void => {
    found.push(rewrite);
  };
  // Several changes are made to each text: it is read once.
  const trees = new Map([[text, tree]]);
  const treeOf = (own: string): JsonTree | undefined => {
    const found = trees.get(own) ?? writtenTree(own);
    if (found !== undefined) trees.set(own, found);
    return found;
  };
  const remade = (change: Partial<typeof asWritten>): ((own: string) => string) => {
    const spelling = { ...asWritten, layout, ...change };
    return (own) => {
      const ownTree = treeOf(own);
      return ownTree === undefined ? own : spelled(ownTree, spelling);
    };
  };
  for (const [key, own] of Object.entries(layouts)) {
    const usual = key === 'compact' || key === 'spaced' || key === 'two' || key === 'four' || key === 'tab' || key === 'jackson';
    offer({ detail: { id: own.name }, write: remade({ layout: own }), weight: usual ? 10 : 4, group: 'layout', common: usual });
  }
  const inOrder = (id: RewriteId, order: MemberOrder, weight: number, common: boolean): void =>
    offer({ detail: { id }, write: remade({ order }), weight, group: 'order', common });
  inOrder('sorted', orders.sorted, 10, true);
  inOrder('sorted-by-units', orders.sortedByUnit, 4, false);
  inOrder('sorted-ignoring-case', orders.sortedIgnoringCase, 3, false);
  inOrder('hash-map-order', orders.hashMap, 6, true);
  inOrder('integer-names-first', orders.javaScript, 6, false);
  inOrder('backwards', orders.backwards, 2, false);
  inOrder('last-of-one-name', orders.mapped, 4, false);
  inOrder('first-of-one-name', orders.firstOfEach, 3, false);
  const outside: MemberOrder = (members) => (tree.kind === 'object' && members === tree.members ? orders.sorted(members) : members);
  inOrder('outer-sorted', outside, 6, true);
  const change = (id: RewriteId, own: Partial<typeof asWritten>, weight: number, common = false): void =>
    offer({ detail: { id }, write: remade(own), weight, group: 'members', common });
  change('without-null-members', { drops: (value) => value.kind === 'null' }, 10, true);
  change('without-empty-members', { drops: isEmpty }, 8);
  change('without-empty-texts', { drops: (value) => value.kind === 'string' && value.value === '' }, 5);
  change('without-false-members', { drops: (value) => value.kind === 'boolean' && !value.value }, 4);
  change('without-null-and-false-members', { drops: (value) => value.kind === 'null' || (value.kind === 'boolean' && !value.value) }, 3);
  change(
    'empty-objects-as-arrays',
    { reshape: (value) => (value.kind === 'object' && value.members.length === 0 ? { kind: 'array', items: [] } : value) },
    6,
  );
  change(
    'empty-arrays-as-objects',
    { reshape: (value) => (value.kind === 'array' && value.items.length === 0 ? { kind: 'object', members: [] } : value) },
    5,
  );
  change('arrays-as-objects', { reshape: objectsOfLists }, 3);
  change('number-texts-as-numbers', { reshape: numbersOfTexts }, 5);
  change('null-as-empty-text', { words: { true: 'true', false: 'false', null: '""' } }, 4, true);
  change(
    'empty-texts-as-null',
    { reshape: (value) => (value.kind === 'string' && value.value === '' ? { kind: 'null' } : value) },
    4,
    true,
  );
  change('booleans-as-digits', { words: { true: '1', false: '0', null: 'null' } }, 3);
  change('booleans-as-texts', { words: { true: '"true"', false: '"false"', null: 'null' } }, 3);
  change('booleans-in-capitals', { words: { true: 'True', false: 'False', null: 'None' } }, 2);
  return found;
}

function numberRewrites(text: string): readonly Rewrite[] {
  const numbers = [...new Set((text.match(stringOrNumber) ?? []).filter((found) => !found.startsWith('"')))];
  if (numbers.length === 0) return [];
  const found: Rewrite[] = [];
  // One kind of number alone is often formatted: the amount.
  const named = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:\s*(-?\d[\d.eE+-]*|"-?\d[\d.]*")/gs)) {
    named.set(name, (named.get(name) ?? new Set()).add(value));
  }
  for (const [form, style] of numberForms) {
    const changed = numbers.filter((number) => style(number) !== number);
    if (changed.length === 0) continue;
    found.push({
      detail: { id: 'numbers', form },
      write: inNumbers(style),
      weight: 8,
      group: 'numbers',
      common: /zeros|decimal|string$/.test(form),
    });
    for (const [member, values] of [...named].slice(0, 16)) {
      const own = [...values].filter((value) => !value.startsWith('"') && style(value) !== value);
      if (own.length === 0 || own.length === changed.length) continue;
      const common = /amount|total/.test(member) && /zeros|decimal/.test(form);
      found.push({ detail: { id: 'member', member, form }, write: ofMember(member, style), weight: 6, group: 'numbers', common });
    }
  }
  for (const [member, values] of [...named].slice(0, 16)) {
    if (![...values].some((value) => value.startsWith('"'))) continue;
    found.push({
      detail: { id: 'member', member, form: 'number' },
      write: ofMember(member, (value) => value.replace(/^"(.*)"$/, '$1')),
      weight: 4,
      group: 'numbers',
      common: false,
    });
  }
  return found;
}

function ofMember(member: string, style: (text: string) => string): (text: string) => string {
  const name = member.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const form = new RegExp(`(${name}\\s*:\\s*)(-?\\d[\\d.eE+-]*|"-?\\d[\\d.]*")`, 'g');
  return (text) => text.replace(form, (_, before: string, value: string) => before + style(value));
}

/**
 * Single changes of a JSON text that some writer may have made, including those that change nothing. Each takes a text of the same value (perhaps
 * changed by another one already).
 */
export function rewrites(text: string): readonly Rewrite[] {
  const tree = writtenTree(text);
  if (tree === undefined) return [];
  const ofStrings = stringRewrites.map(
    ([id, write, weight, common]): Rewrite => ({ detail: { id }, write, weight, group: 'strings', common }),
  );
  return [...ofStrings, ...treeRewrites(text, tree), ...numberRewrites(text)];
}

/** The white space of a text by the punctuation around it, without the depth of indentation. */
function spacing(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const [, before = '', mark = '', after = ''] of text.replace(aString, '""').matchAll(/(\s*)([{}[\]:,])(\s*)/g)) {
    // Indentation grows with depth; one more step is not another layout.
    const flat = (space: string): string => space.replace(/ {2,}/g, '  ').replace(/\t+/g, '\t');
    kinds.set(mark, (kinds.get(mark) ?? new Set()).add(`${flat(before)}|${flat(after)}`));
  }
  return kinds;
}

/** Whether two texts differ in white space; where members were lost, fewer kinds of it are not difference. */
function differsInSpacing(sent: string, signed: string, isWhole: boolean): boolean {
  const [a, b] = [spacing(sent), spacing(signed)];
  return [...b].some(([mark, kinds]) => {
    const others = a.get(mark);
    if (others === undefined) return false;
    return [...kinds].some((kind) => !others.has(kind)) || (isWhole && kinds.size !== others.size);
  });
}

/** The written text of a string with its escapes resolved. */
function meaning(inner: string): string {
  const read = parseJson(`"${inner}"`);
  return read?.kind === 'string' ? read.value : inner;
}

function compare(a: JsonTree, b: JsonTree, changes: Set<Change>): void {
  if (a.kind !== b.kind) {
    changes.add(isEmpty(a) && isEmpty(b) && a.kind !== 'null' && b.kind !== 'null' ? 'empty-containers' : 'types');
    return;
  }
  if (a.kind === 'number' && b.kind === 'number' && a.text !== b.text) changes.add('numbers');
  if (a.kind === 'boolean' && b.kind === 'boolean' && a.value !== b.value) changes.add('types');
  if (a.kind === 'string' && b.kind === 'string' && a.value !== b.value)
    changes.add(meaning(a.value) === meaning(b.value) ? 'escapes' : 'texts');
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.items.length !== b.items.length) changes.add('members');
    for (const [at, item] of a.items.entries()) {
      const other = b.items[at];
      if (other !== undefined) compare(item, other, changes);
    }
  }
  if (a.kind === 'object' && b.kind === 'object') compareMembers(a.members, b.members, changes);
}

type Members = Extract<JsonTree, { kind: 'object' }>['members'];

function compareMembers(a: Members, b: Members, changes: Set<Change>): void {
  const others = new Map(b.map(([name, value]) => [meaning(name), { name, value }]));
  const own = new Set(a.map(([name]) => meaning(name)));
  if (a.length !== b.length || [...own].some((name) => !others.has(name))) changes.add('members');
  const common = (members: Members, names: { has(name: string): boolean }): string =>
    JSON.stringify([...new Set(members.map(([name]) => meaning(name)).filter((name) => names.has(name)))]);
  if (common(a, others) !== common(b, own)) changes.add('member-order');
  const last = new Map(a.map(([name, value]) => [meaning(name), { name, value }]));
  for (const [name, member] of last) {
    const other = others.get(name);
    if (other === undefined) continue;
    if (member.name !== other.name) changes.add('escapes');
    compare(member.value, other.value, changes);
  }
}

/** What is different between two JSON texts of (nearly) the same value; empty where one is not JSON. */
export function changesBetween(sent: string, signed: string): readonly Change[] {
  const [a, b] = [writtenTree(sent), writtenTree(signed)];
  if (a === undefined || b === undefined) return [];
  const changes = new Set<Change>();
  compare(a, b, changes);
  if (differsInSpacing(sent.trim(), signed.trim(), !changes.has('members'))) changes.add('spacing');
  if ((/\s*$/.exec(sent)?.[0] ?? '') !== (/\s*$/.exec(signed)?.[0] ?? '')) changes.add('line-end');
  return [...changes];
}
