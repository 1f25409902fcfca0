import type { JsonTree } from '../json.ts';
import type { Member, MemberOrder } from './json-spelling.ts';
import { orders } from './json-spelling.ts';
import { runtimeNumbers } from './number-text.ts';

/** A change of values or names that some layer of a program makes before it serialises: the sentences are the catalogue's. */
export type ValueChangeId =
  | 'backslashes-added'
  | 'quotes-doubled'
  | 'backslashes-removed'
  | 'html-escaped'
  | 'html-unescaped'
  | 'entities'
  | 'tags-removed'
  | 'percent-encoded'
  | 'percent-decoded'
  | 'trimmed'
  | 'trimmed-empty-null'
  | 'spaces-joined'
  | 'spaces-removed'
  | 'lower-case'
  | 'upper-case'
  | 'capitalised'
  | 'transliterated'
  | 'ascii-only'
  | 'question-marks'
  | 'astral-question-marks'
  | 'plain-quotes'
  | 'line-ends'
  | 'normalised'
  | 'texts-cut'
  | 'digits-only'
  | 'empty-null'
  | 'null-empty'
  | 'empty-dropped'
  | 'nulls-dropped'
  | 'hollow-dropped'
  | 'dates'
  | 'template'
  | 'names'
  | 'members-ordered'
  | 'wrapped'
  | 'unwrapped'
  | 'members-added'
  | 'members-dropped'
  | 'member-changed'
  | 'value-kinds'
  | 'depth-cut'
  | 'times'
  | 'number-text'
  | 'number-written';

/** Words that say in which form a value, a name or the members are. */
export type ChangeForm =
  | 'words-with-spaces'
  | 'lower-case'
  | 'upper-case'
  | 'first-letter-upper-case'
  | 'first-letter-lower-case'
  | 'without-underscores'
  | 'without-first-character'
  | 'before-each'
  | 'times'
  | 'divided-by'
  | 'no-break-space'
  | 'narrow-space'
  | 'with-all-binary-digits'
  | 'of-32-bits'
  | 'rounded'
  | 'rounded-up'
  | 'in-hex'
  | 'with-plus'
  | 'with-noise-of-float'
  | 'fraction-without-zeros'
  | 'no-fraction'
  | 'no-zone'
  | 'z-added'
  | 'space-for-t'
  | 'space-for-t-no-zone'
  | 't-for-space'
  | 'date-only'
  | 'with-time'
  | 'with-time-and-z'
  | 'with-time-milliseconds-and-z'
  | 'with-time-and-utc-offset'
  | 'with-time-behind-space'
  | 'day-first-slashes'
  | 'day-first-hyphens'
  | 'day-first-dots'
  | 'month-first'
  | 'slashes'
  | 'digits-only'
  | 'not-padded'
  | 'month-first-not-padded'
  | 'as-javascript-writes'
  | 'seconds-since-1970'
  | 'milliseconds-since-1970'
  | 'one-day-earlier'
  | 'one-day-later'
  | 'digits-of-fraction'
  | 'local-time-of'
  | 'as-number'
  | 'year-first'
  | 'nothing-at'
  | 'controller-and-action'
  | 'and'
  | 'sorted'
  | 'sorted-outside'
  | 'sorted-ignoring-case'
  | 'backwards'
  | 'shorter-name-first'
  | 'by-name'
  | 'by-number'
  | 'by-number-in-hex'
  | 'umlauts-as-two-letters'
  | 'others-dropped'
  | 'others-as-question-marks'
  | 'plus-as-space'
  | 'numbers-as-extended-json'
  | 'end'
  | 'start'
  | 'e-mail'
  | 'each-word'
  | 'first'
  | 'none'
  | 'space'
  | 'outside'
  | 'in-upper-case'
  | 'in-lower-case'
  | 'trimmed'
  | 'without-spaces'
  | 'with-digits-only'
  | 'with-digits-and-plus-only'
  | 'with-letters-and-digits-only'
  | 'with-capitals'
  | 'with-one-capital'
  | 'in-ascii'
  | 'percent-encoded'
  | 'with-space-before'
  | 'with-space-behind'
  | 'with-line-feed-behind'
  | 'without-zeros-at-start'
  | 'without-plus'
  | 'with-plus-before'
  | 'without-last-character'
  | 'as-null'
  | 'as-empty-text'
  | 'as-text'
  | 'exchanged'
  | 'in-list'
  | 'booleans-as'
  | 'booleans-as-texts'
  | 'numbers-as-texts'
  | 'numbers-and-booleans-as-texts'
  | 'all-but-texts-as-texts'
  | 'php-texts'
  | 'null-as-text'
  | 'texts-of-numbers-as-numbers'
  | 'falsy-values-gone'
  | 'lists-of-one-as-value'
  | 'lists-as-json-texts'
  | 'lists-backwards'
  | 'lists-sorted'
  | 'lists-without-last-item'
  | 'lists-without-first-item'
  | 'lists-with-first-item-only'
  | 'lists-empty'
  | 'nested-values-as-json-texts'
  | 'nested-objects-as-json-texts'
  | 'object-object'
  | 'object-and-array'
  | 'nested-values-empty'
  | 'every-value-text'
  | 'every-value-list'
  | 'outer-falsy-values-gone'
  | 'lists-joined'
  | 'nested-outside'
  | 'by-name-or-number'
  | 'twice'
  | 'and-escaped-for-html'
  | 'as-glibc-writes-them'
  | 'with-marks'
  | 'in-addresses-of-pages'
  | 'day-first-with'
  | 'month-first-with'
  | 'year-first-with'
  | 'day-first-not-padded-with'
  | 'as-in-http'
  | 'as-in-mails'
  | 'list-of-numbers'
  | 'seconds-as-number'
  | 'milliseconds-as-number'
  | 'fractional-seconds-as-number'
  | 'without-fraction'
  | 'an-object'
  | 'object-with-date'
  | 'zone-of'
  | 'pascal-case'
  | 'camel-case'
  | 'behind-each'
  | 'as-php-names-private-fields'
  | 'as-net-names-fields'
  | 'as-php-names-protected-fields'
  | 'in-quotes'
  | 'in-brackets'
  | 'in-braces'
  | 'in-capitals-with-spaces'
  | 'first-word-with-capital-with-spaces'
  | 'without-vowels'
  | 'with-id-as-id'
  | 'with-id-and-url-in-capitals'
  | 'names-without-last-character'
  | 'by-first-letters'
  | 'beside'
  | 'those-with-members-of-own'
  | 'those-with-members-but-lists'
  | 'lists'
  | 'true-and-false'
  | 'numbers'
  | 'addresses-of-pages'
  | 'names-that-begin-with'
  | 'all-but';

/** Ids of the catalogue's words, which are said one after the other, and what is put into them or before them. */
export interface ChangeWords {
  readonly forms: readonly ChangeForm[];
  /** A member, characters or a number, as they are. */
  readonly text?: string;
  readonly other?: string;
  /** The member whose values were changed; empty for a body that is one value. */
  readonly member?: string;
  /** The members whose values were changed. */
  readonly group?: MemberGroup;
}

/** What a change is about: members or characters as they are, or words of the catalogue. */
export type Detail = string | ChangeWords;

/** Members of which the names have something in common. */
export type MemberGroup = 'names' | 'addresses-of-pages' | 'mail-addresses' | 'documents-and-phones';

export interface NamedChange {
  readonly id: ValueChangeId;
  readonly detail: Detail;
}

/** Words of the catalogue, and the texts that are put into them. */
export function words(forms: ChangeForm | readonly ChangeForm[], text?: string, other?: string): ChangeWords {
  return {
    forms: typeof forms === 'string' ? [forms] : forms,
    ...(text === undefined ? {} : { text }),
    ...(other === undefined ? {} : { other }),
  };
}

/** The same with one word more. */
export function alsoSaying(detail: Detail, form: ChangeForm): ChangeWords {
  return typeof detail === 'string' ? words(form, detail) : { ...detail, forms: [...detail.forms, form] };
}

/** A change of a JSON tree. Each keeps everything else. */
export interface ValueChange extends NamedChange {
  readonly make: (tree: JsonTree) => JsonTree;
  readonly weight: number;
  /** Whether it is also written by every usual serialiser, and tried together with another change. */
  readonly common: boolean;
}

const nullTree: JsonTree = { kind: 'null' };

/** A list of which each entry was mapped, undefined drops one: the same list where nothing changed. */
function mappedList<Own>(list: readonly Own[], map: (own: Own) => Own | undefined): readonly Own[] {
  let made: Own[] | undefined;
  for (const [at, own] of list.entries()) {
    const changed = map(own);
    if (made === undefined && changed !== own) made = list.slice(0, at);
    if (made !== undefined && changed !== undefined) made.push(changed);
  }
  return made ?? list;
}

/**
 * A tree of which every value was mapped, from the inside out; undefined drops a member or an item. What does not change stays the same value, whose
 * text is then known already.
 */
function mapped(
  tree: JsonTree,
  map: (value: JsonTree, name: string | undefined) => JsonTree | undefined,
  name?: string,
): JsonTree | undefined {
  if (tree.kind === 'array') {
    const items = mappedList(tree.items, (item) => mapped(item, map));
    return map(items === tree.items ? tree : { kind: 'array', items }, name);
  }
  if (tree.kind === 'object') {
    const members = mappedList(tree.members, (member): Member | undefined => {
      const made = mapped(member[1], map, member[0]);
      return made === member[1] ? member : made && [member[0], made];
    });
    return map(members === tree.members ? tree : { kind: 'object', members }, name);
  }
  return map(tree, name);
}

export function everyValue(map: (value: JsonTree, name: string | undefined) => JsonTree | undefined): (tree: JsonTree) => JsonTree {
  return (tree) => mapped(tree, map) ?? nullTree;
}

export function texts(change: (text: string, name: string | undefined) => string): (tree: JsonTree) => JsonTree {
  return everyValue((value, name) => {
    if (value.kind !== 'string') return value;
    const changed = change(value.value, name);
    return changed === value.value ? value : { kind: 'string', value: changed };
  });
}

const htmlNames: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  iexcl: '¡',
  cent: '¢',
  pound: '£',
  yen: '¥',
  sect: '§',
  copy: '©',
  ordf: 'ª',
  laquo: '«',
  reg: '®',
  deg: '°',
  plusmn: '±',
  acute: '´',
  micro: 'µ',
  para: '¶',
  middot: '·',
  ordm: 'º',
  raquo: '»',
  frac12: '½',
  iquest: '¿',
  Agrave: 'À',
  Aacute: 'Á',
  Acirc: 'Â',
  Atilde: 'Ã',
  Auml: 'Ä',
  Aring: 'Å',
  AElig: 'Æ',
  Ccedil: 'Ç',
  Egrave: 'È',
  Eacute: 'É',
  Ecirc: 'Ê',
  Euml: 'Ë',
  Igrave: 'Ì',
  Iacute: 'Í',
  Icirc: 'Î',
  Iuml: 'Ï',
  Ntilde: 'Ñ',
  Ograve: 'Ò',
  Oacute: 'Ó',
  Ocirc: 'Ô',
  Otilde: 'Õ',
  Ouml: 'Ö',
  times: '×',
  Oslash: 'Ø',
  Ugrave: 'Ù',
  Uacute: 'Ú',
  Ucirc: 'Û',
  Uuml: 'Ü',
  Yacute: 'Ý',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  auml: 'ä',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  igrave: 'ì',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  ouml: 'ö',
  divide: '÷',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  yacute: 'ý',
  yuml: 'ÿ',
  euro: '€',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const nameOfLetter = new Map(Object.entries(htmlNames).map(([name, letter]) => [letter, name]));

/** The named entity of a letter, where HTML 4 has one. */
export function letterEntity(letter: string): string | undefined {
  const name = nameOfLetter.get(letter);
  return name === undefined ? undefined : `&${name};`;
}

/** A text with its HTML escapes resolved, by name and by number. */
export function unescapedHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]+\d*));/g, (own: string, decimal, hex, name) => {
    const code = decimal === undefined ? (hex === undefined ? undefined : Number.parseInt(hex, 16)) : Number(decimal);
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : own;
    return htmlNames[String(name)] ?? own;
  });
}

/** What escaping functions make of each character, the usual first. */
const htmlForms: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;', '&#38;', '&#x26;'],
  '<': ['&lt;', '&#60;', '&#x3C;'],
  '>': ['&gt;', '&#62;', '&#x3E;'],
  '"': ['&quot;', '&#34;', '&#x22;'],
  "'": ['&#039;', '&#39;', '&#x27;', '&apos;'],
  '/': ['&#x2F;', '&#47;'],
  '`': ['&#96;', '&#x60;'],
  '=': ['&#x3D;', '&#61;'],
};

/** What escaping functions make of the characters, whole: the choices of single characters below are too many where a body has all of them. */
export const htmlEscapers: readonly string[] = [
  '&amp; &lt; &gt; &quot; &#039;',
  '&amp; &lt; &gt; &quot; &#39;',
  '&amp; &lt; &gt; &quot; &#x27;',
  '&amp; &lt; &gt; &quot; &apos;',
  '&amp; &lt; &gt; &#34; &#39;',
  '&amp; &lt; &gt; &quot;',
  '&amp; &lt; &gt;',
  '&amp; &lt; &gt; &quot; &#39; &#x2F; &#x60; &#x3D;',
  '&amp; &lt; &gt; &quot; &#x27; &#x60; &#x3D;',
  '&amp; &lt; &gt; &quot; &#x27; &#x2F; &#96;',
  '&amp; &lt; &gt; &quot; &#x27; &#x2F;',
  '&amp; &lt; &gt; &quot; &#39; &#x2F;',
  '&amp; &lt; &gt; &quot; &#39; &#96;',
  '&#38; &#60; &#62; &#34; &#39;',
  '&#x26; &#x3C; &#x3E; &#x22; &#x27;',
  '&amp; &quot; &#039;',
  '&quot; &#039;',
  '&quot; &#39;',
  '&#34; &#39;',
  '&lt; &gt;',
];

/** Every choice of characters that are there and are escaped, with each way to escape them; the usual escaping functions first. */
function htmlChanges(all: string): readonly ValueChange[] {
  const characterOf = new Map(Object.entries(htmlForms).flatMap(([character, forms]) => forms.map((form) => [form, character] as const)));
  type Choice = readonly (readonly [character: string, form: string])[];
  const whole = htmlEscapers.map(
    (forms): Choice =>
      forms.split(' ').flatMap((form) => {
        const character = characterOf.get(form) ?? '';
        return all.includes(character) ? [[character, form] as const] : [];
      }),
  );
  let choices: Choice[] = [[]];
  for (const [character, forms] of Object.entries(htmlForms)) {
    if (!all.includes(character)) continue;
    const rare = character === '/' || character === '`' || character === '=';
    const own = character === "'" ? forms : forms.slice(0, rare ? 1 : 2);
    choices = choices.flatMap((chosen) => [chosen, ...own.map((form) => [...chosen, [character, form] as const])]);
  }
  const known = new Map([...whole, ...choices.slice(0, 160)].map((choice) => [choice.map(([, form]) => form).join(' '), choice]));
  return [...known]
    .filter(([detail]) => detail !== '')
    .map(([detail, chosen]): ValueChange => {
      const forms = new Map(chosen);
      const usual = chosen.every(([character, form]) => form === htmlForms[character]?.[0] || character === "'") && !forms.has('/');
      return {
        id: 'html-escaped',
        detail,
        make: texts((text) => text.replace(/[&<>"'/`=]/g, (found) => forms.get(found) ?? found)),
        weight: usual ? 8 : 3,
        common: usual && (chosen.length > 1 || all.match(/[&<>"']/g)?.every((found) => found === chosen[0]?.[0]) === true),
      };
    });
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '€': 'EUR',
  '\u00a0': ' ',
  º: 'o',
  ª: 'a',
};
const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };

export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, (letter) => letters[letter] ?? letter);
}

const beyondAscii = /[\u0080-\u{10ffff}]/gu;

export function wordsIn(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z0-9_\- ]+/g) ?? [name];
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

const nameStyles: readonly (readonly [detail: Detail, style: (name: string) => string, weight: number])[] = [
  [
    'camelCase',
    (name) =>
      wordsIn(name)
        .map((word, at) => (at === 0 ? word.toLowerCase() : capital(word)))
        .join(''),
    10,
  ],
  ['PascalCase', (name) => wordsIn(name).map(capital).join(''), 8],
  ['snake_case', (name) => wordsIn(name).join('_').toLowerCase(), 10],
  ['kebab-case', (name) => wordsIn(name).join('-').toLowerCase(), 3],
  ['UPPER_SNAKE_CASE', (name) => wordsIn(name).join('_').toUpperCase(), 3],
  ['Train-Case', (name) => wordsIn(name).map(capital).join('-'), 1],
  [words('words-with-spaces'), (name) => wordsIn(name).join(' '), 1],
  ['dot.case', (name) => wordsIn(name).join('.').toLowerCase(), 1],
  [words('lower-case'), (name) => name.toLowerCase(), 5],
  [words('upper-case'), (name) => name.toUpperCase(), 5],
  [words('first-letter-upper-case'), (name) => name.slice(0, 1).toUpperCase() + name.slice(1), 4],
  [words('first-letter-lower-case'), (name) => name.slice(0, 1).toLowerCase() + name.slice(1), 4],
  [words('without-underscores'), (name) => name.replaceAll('_', ''), 3],
  [words('before-each', '_'), (name) => `_${name}`, 3],
  [words('before-each', '$'), (name) => `$${name}`, 2],
  [words('before-each', '@'), (name) => `@${name}`, 2],
  [words('before-each', ':'), (name) => `:${name}`, 1],
  [words('without-first-character'), (name) => name.slice(1), 1],
];

export function named(style: (name: string) => string, onlyOutside: boolean): (tree: JsonTree) => JsonTree {
  const rename = (tree: JsonTree, isOutside: boolean): JsonTree => {
    if (tree.kind === 'array') return { kind: 'array', items: tree.items.map((item) => rename(item, false)) };
    if (tree.kind !== 'object') return tree;
    return {
      kind: 'object',
      members: tree.members.map(([name, value]): Member => [isOutside || !onlyOutside ? style(name) : name, rename(value, false)]),
    };
  };
  return (tree) => rename(tree, true);
}

export const wrappers =
  'data body payload request params json value content object message input args result item event deposit invoice order transaction'.split(
    ' ',
  );

/** A whole number of so many places in another unit, exactly. */
function scaled(text: string, places: number): string | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = found;
  const digits = `${whole}${fraction}`;
  const point = whole.length + places;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const [left, right] = [padded.slice(0, at).replace(/^0+(?=\d)/, ''), padded.slice(at).replace(/0+$/, '')];
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}

function grouped(text: string, separator: string, point: string, decimals: number | undefined): string | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = found;
  const shown = decimals === undefined ? fraction : fraction.padEnd(decimals, '0').slice(0, decimals);
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, separator)}${shown === '' ? '' : point + shown}`;
}

/** Ruby's BigDecimal as text. */
function rubyDecimal(text: string): string | undefined {
  const [mantissa = '', power = ''] = Number(text).toExponential().split('e');
  const found = /^(-?)(\d)\.?(\d*)$/.exec(mantissa);
  return found === null ? undefined : `${found[1]}0.${found[2]}${found[3]}e${Number(power) + 1}`;
}

/** Every binary digit of a double, as a decimal type shows it that was made from one. */
function allDigits(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) < 1e21 && !/e/i.test(text) ? value.toFixed(100).replace(/\.?0+$/, '') : text;
}

/** Texts that one number becomes; undefined where it does not have such a form. `asText` puts quotation marks around it. */
const numberTexts: readonly (readonly [
  id: ValueChangeId,
  detail: Detail,
  style: (text: string) => string | undefined,
  asText: 'number' | 'text' | 'both',
  weight: number,
])[] = [
  ['times', words('times', '100'), (text) => scaled(text, 2), 'both', 10],
  ['times', words('divided-by', '100'), (text) => scaled(text, -2), 'both', 10],
  ['times', words('times', '1000'), (text) => scaled(text, 3), 'number', 3],
  ['times', words('divided-by', '1000'), (text) => scaled(text, -3), 'number', 3],
  ['times', words('times', '10'), (text) => scaled(text, 1), 'number', 2],
  ['times', words('divided-by', '10'), (text) => scaled(text, -1), 'number', 2],
  ['times', words('times', '1000000'), (text) => scaled(text, 6), 'number', 2],
  ['times', words('times', '-1'), (text) => (text.startsWith('-') ? text.slice(1) : `-${text}`), 'number', 1],
  ['number-text', '1,234.5', (text) => grouped(text, ',', '.', undefined), 'both', 8],
  ['number-text', '1,234.50', (text) => grouped(text, ',', '.', 2), 'both', 8],
  ['number-text', '1.234,5', (text) => grouped(text, '.', ',', undefined), 'both', 6],
  ['number-text', '1.234,50', (text) => grouped(text, '.', ',', 2), 'both', 6],
  ['number-text', '1 234.5', (text) => grouped(text, ' ', '.', undefined), 'text', 3],
  ['number-text', '1 234.50', (text) => grouped(text, ' ', '.', 2), 'text', 3],
  ['number-text', '1 234,5', (text) => grouped(text, ' ', ',', undefined), 'text', 3],
  ['number-text', '1 234,50', (text) => grouped(text, ' ', ',', 2), 'text', 3],
  ['number-text', words('no-break-space', '1 234,50'), (text) => grouped(text, '\u00a0', ',', 2), 'text', 2],
  ['number-text', words('narrow-space', '1 234,50'), (text) => grouped(text, '\u202f', ',', 2), 'text', 2],
  ['number-text', "1'234.50", (text) => grouped(text, "'", '.', 2), 'text', 2],
  ['number-text', '1234,5', (text) => grouped(text, '', ',', undefined), 'both', 6],
  ['number-text', '1234,50', (text) => grouped(text, '', ',', 2), 'both', 6],
  ['number-text', '1234.50', (text) => grouped(text, '', '.', 2), 'both', 4],
  ['number-text', '1234.500', (text) => grouped(text, '', '.', 3), 'both', 3],
  ['number-text', '1234.5000', (text) => grouped(text, '', '.', 4), 'both', 3],
  ['number-text', '1234.500000', (text) => grouped(text, '', '.', 6), 'both', 2],
  ['number-text', '1234.50000000', (text) => grouped(text, '', '.', 8), 'both', 2],
  ['number-text', '1234.5000000000', (text) => grouped(text, '', '.', 10), 'both', 1],
  ['number-text', '1234', (text) => grouped(text, '', '', 0), 'both', 4],
  ['number-text', '1.2345E+3', (text) => Number(text).toExponential().toUpperCase(), 'both', 2],
  ['number-text', '1.2345e+3', (text) => Number(text).toExponential(), 'both', 2],
  ['number-text', '0.12345e4', rubyDecimal, 'both', 4],
  [
    'number-text',
    '1.234500e+03',
    (text) =>
      Number(text)
        .toExponential(6)
        .replace(/e([+-])(\d)$/, 'e$10$2'),
    'both',
    2,
  ],
  [
    'number-text',
    '1.234500E+003',
    (text) =>
      Number(text)
        .toExponential(6)
        .replace(/e([+-])(\d)$/, 'E$100$2'),
    'both',
    1,
  ],
  ['number-written', words('with-all-binary-digits'), allDigits, 'both', 6],
  ['number-written', words('of-32-bits'), (text) => String(Math.fround(Number(text))), 'number', 3],
  ['number-written', words('rounded'), (text) => String(Math.round(Number(text))), 'both', 4],
  ['number-written', words('rounded-up'), (text) => String(Math.ceil(Number(text))), 'number', 2],
  ['number-written', words('in-hex'), (text) => (/^\d+$/.test(text) ? `0x${BigInt(text).toString(16)}` : undefined), 'both', 1],
  ['number-written', words('with-plus'), (text) => `+${text}`, 'text', 1],
  ['number-written', words('with-noise-of-float'), (text) => runtimeNumbers.phpSeventeen(text), 'number', 4],
];

interface NumberMember {
  readonly name: string;
  readonly isText: boolean;
  readonly text: string;
}

/** The distinct members of a tree that are numbers, or texts of one, with the amount before others. */
function numbersIn(tree: JsonTree): readonly NumberMember[] {
  const found = new Map<string, NumberMember>();
  const visit = (value: JsonTree, name: string): void => {
    if (value.kind === 'array') for (const item of value.items) visit(item, name);
    else if (value.kind === 'object') for (const [own, inner] of value.members) visit(inner, own);
    else if (value.kind === 'number') {
      if (!found.has(name)) found.set(name, { name, isText: false, text: value.text });
    } else if (value.kind === 'string' && /^-?\d{1,15}\.\d+$/.test(value.value) && !found.has(name))
      found.set(name, { name, isText: true, text: value.value });
  };
  visit(tree, '');
  return [...found.values()].toSorted((a, b) => Number(/amount|total|price/i.test(b.name)) - Number(/amount|total|price/i.test(a.name)));
}

function numberChanges(tree: JsonTree, most: number): readonly ValueChange[] {
  return numbersIn(tree)
    .slice(0, most)
    .flatMap(({ name, isText, text }, index) =>
      numberTexts.flatMap(([id, detail, style, as, weight]): readonly ValueChange[] => {
        const forms = as === 'both' ? (['number', 'text'] as const) : [as];
        return forms.flatMap((form): readonly ValueChange[] => {
          const wanted = isText ? 'text' : form;
          const first = style(text);
          // The sent form of the sent text is what was sent.
          if (first === undefined || (first === text && (wanted === 'text') === isText)) return [];
          const make = everyValue((value, own) => {
            if (own !== name || (isText ? value.kind !== 'string' : value.kind !== 'number')) return value;
            const changed = style(value.kind === 'number' ? value.text : value.kind === 'string' ? value.value : '');
            if (changed === undefined) return value;
            return wanted === 'text' ? { kind: 'string', value: changed } : { kind: 'number', text: changed };
          });
          return [
            {
              id,
              detail: typeof detail === 'string' ? { member: name, forms: [], text: detail } : { ...detail, member: name },
              make,
              weight: index === 0 ? weight : weight / 2,
              common: index === 0 && weight >= 8,
            },
          ];
        });
      }),
    );
}

export const isoText = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const dayFirstText = /^(\d{2})[/.-](\d{2})[/.-](\d{4})$/;

/** Other spellings of a text that is a date. */
export const dateSpellings: readonly (readonly [detail: Detail, spell: (found: RegExpExecArray) => string | undefined])[] = [
  [
    words('fraction-without-zeros'),
    ([text, , , , , , , fraction]) =>
      fraction && text.replace(`.${fraction}`, fraction.replace(/0+$/, '') === '' ? '' : `.${fraction.replace(/0+$/, '')}`),
  ],
  [words('no-fraction'), ([text, , , , , , , fraction]) => fraction && text.replace(`.${fraction}`, '')],
  ...[3, 6, 7, 9].map(
    (digits) =>
      [
        words('digits-of-fraction', String(digits)),
        ([text, , , , , , second, fraction]: RegExpExecArray) => {
          if (second === undefined) return undefined;
          const shown = (fraction ?? '').padEnd(digits, '0').slice(0, digits);
          return fraction === undefined ? text.replace(/(:\d{2}:\d{2})/, `$1.${shown}`) : text.replace(`.${fraction}`, `.${shown}`);
        },
      ] as const,
  ),
  ['+00:00', ([text, ...parts]) => (parts[7] === 'Z' ? text.replace('Z', '+00:00') : undefined)],
  ['+0000', ([text, ...parts]) => (parts[7] === 'Z' || parts[7] === '+00:00' ? text.replace(/Z|\+00:00$/, '+0000') : undefined)],
  ['Z', ([text, ...parts]) => (/^[+-]00:?00$/.test(parts[7] ?? '') ? text.replace(/[+-]00:?00$/, 'Z') : undefined)],
  [words('no-zone'), ([text, ...parts]) => parts[7] && text.slice(0, -parts[7].length)],
  [words('z-added'), ([text, ...parts]) => (parts[3] !== undefined && parts[7] === undefined ? `${text}Z` : undefined)],
  [words('space-for-t'), ([text]) => text.replace('T', ' ')],
  [
    words('space-for-t-no-zone'),
    ([text, ...parts]) => text.replace('T', ' ').replace(/(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/, '') + (parts[3] === undefined ? '\0' : ''),
  ],
  [words('t-for-space'), ([text]) => text.replace(' ', 'T')],
  [words('date-only'), ([, year, month, day]) => `${year}-${month}-${day}`],
  [words('with-time'), ([text, ...parts]) => (parts[3] === undefined ? `${text}T00:00:00` : undefined)],
  [words('with-time-and-z'), ([text, ...parts]) => (parts[3] === undefined ? `${text}T00:00:00Z` : undefined)],
  [words('with-time-milliseconds-and-z'), ([text, ...parts]) => (parts[3] === undefined ? `${text}T00:00:00.000Z` : undefined)],
  [words('with-time-and-utc-offset'), ([text, ...parts]) => (parts[3] === undefined ? `${text}T00:00:00+00:00` : undefined)],
  [words('with-time-behind-space'), ([text, ...parts]) => (parts[3] === undefined ? `${text} 00:00:00` : undefined)],
  [words('day-first-slashes'), ([, year, month, day]) => `${day}/${month}/${year}`],
  [words('day-first-hyphens'), ([, year, month, day]) => `${day}-${month}-${year}`],
  [words('day-first-dots'), ([, year, month, day]) => `${day}.${month}.${year}`],
  [words('month-first'), ([, year, month, day]) => `${month}/${day}/${year}`],
  [words('slashes'), ([, year, month, day]) => `${year}/${month}/${day}`],
  [words('digits-only'), ([, year, month, day]) => `${year}${month}${day}`],
  [words('not-padded'), ([, year, month, day]) => `${year}-${Number(month)}-${Number(day)}`],
  [words('month-first-not-padded'), ([, year, month, day]) => `${Number(month)}/${Number(day)}/${year}`],
  [words('as-javascript-writes'), ([text]) => isoOf(text)],
  [words('seconds-since-1970'), ([text]) => (Number.isNaN(Date.parse(text)) ? undefined : String(Math.floor(Date.parse(text) / 1000)))],
  [words('milliseconds-since-1970'), ([text]) => (Number.isNaN(Date.parse(text)) ? undefined : String(Date.parse(text)))],
  [words('one-day-earlier'), ([text]) => moved(text, -86_400_000)],
  [words('one-day-later'), ([text]) => moved(text, 86_400_000)],
  ...[-8, -7, -6, -5, -4, -3, -2, 1, 2, 3, 5.5, 8, 9].map(
    (hours) =>
      [
        words('local-time-of', String(hours)),
        ([text, ...parts]: RegExpExecArray) => (parts[3] === undefined ? undefined : moved(text, hours * 3_600_000)),
      ] as const,
  ),
];

function isoOf(text: string): string | undefined {
  const moment = Date.parse(text.includes('T') && !/Z|[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

function moved(text: string, ms: number): string | undefined {
  const iso = isoOf(text.replace(' ', 'T'));
  if (iso === undefined) return undefined;
  const at = new Date(Date.parse(iso) + ms).toISOString();
  return text.replace(/^\d{4}-\d{2}-\d{2}/, at.slice(0, 10)).replace(/\d{2}:\d{2}:\d{2}/, at.slice(11, 19));
}

function dateChanges(values: readonly string[]): readonly ValueChange[] {
  if (!values.some((text) => isoText.test(text) || dayFirstText.test(text))) return [];
  const found: ValueChange[] = dateSpellings.map(([detail, spell]) => ({
    id: 'dates',
    detail,
    make: texts((text) => {
      const parts = isoText.exec(text);
      const spelled = parts === null ? undefined : spell(parts);
      return spelled === undefined || spelled.endsWith('\0') ? text : spelled;
    }),
    weight: 6,
    common: false,
  }));
  for (const form of ['seconds-since-1970', 'milliseconds-since-1970'] as const) {
    found.push({
      id: 'dates',
      detail: words([form, 'as-number']),
      make: everyValue((value) => {
        if (value.kind !== 'string' || !isoText.test(value.value) || Number.isNaN(Date.parse(value.value))) return value;
        const at = Date.parse(value.value);
        return { kind: 'number', text: String(form === 'milliseconds-since-1970' ? at : Math.floor(at / 1000)) };
      }),
      weight: 4,
      common: false,
    });
  }
  const iso = (text: string, order: 'day' | 'month'): string =>
    text.replace(dayFirstText, (_all, a: string, b: string, year: string) => (order === 'day' ? `${year}-${b}-${a}` : `${year}-${a}-${b}`));
  for (const order of ['day', 'month'] as const)
    found.push({ id: 'dates', detail: words('year-first'), make: texts((text) => iso(text, order)), weight: 4, common: false });
  return found;
}

/** What templates have where a variable was not filled in yet. */
const templateForms: readonly ((name: string) => string)[] = [
  (name) => `{{${name}}}`,
  (name) => `{{ ${name} }}`,
  (name) => `\${${name}}`,
  (name) => `{${name}}`,
  (name) => `<${name}>`,
  (name) => `%${name}%`,
  (name) => `:${name}`,
  (name) => `__${name}__`,
];

/** Variables that Postman makes by itself. */
const dynamicVariables = ['$guid', '$randomUUID', '$timestamp', '$isoTimestamp', '$randomInt'];

function templateChanges(members: readonly Member[]): readonly ValueChange[] {
  const found: ValueChange[] = [];
  const leaves = members.filter(([, value]) => value.kind === 'string' || value.kind === 'number').slice(0, 24);
  const styled = (name: string): readonly string[] => [...new Set([name, ...nameStyles.slice(0, 5).map(([, style]) => style(name))])];
  for (const [name, value] of leaves) {
    for (const [at, form] of templateForms.entries()) {
      const variables = at === 0 ? [...styled(name), ...dynamicVariables] : [name];
      for (const variable of variables) {
        for (const kind of value.kind === 'number' ? (['number', 'string'] as const) : (['string'] as const)) {
          const put: JsonTree = kind === 'number' ? { kind, text: form(variable) } : { kind, value: form(variable) };
          const make = everyValue((own, ownName) => (ownName === name && own.kind === value.kind ? put : own));
          found.push({ id: 'template', detail: form(variable), make, weight: 3, common: false });
        }
      }
    }
  }
  for (const form of templateForms.slice(0, 4)) {
    const make = everyValue((value, name) => {
      if (name === undefined) return value;
      if (value.kind === 'string') return { kind: 'string', value: form(name) };
      return value.kind === 'number' ? { kind: 'number', text: form(name) } : value;
    });
    found.push({ id: 'template', detail: form('…'), make, weight: 3, common: false });
  }
  return found;
}

/** What replaces a value that is nested too deep: a placeholder of a printer, or nothing. */
const deepForms: readonly (readonly [shown: string, put: JsonTree | undefined])[] = [
  ['null', nullTree],
  ['', undefined],
  ['{}', { kind: 'object', members: [] }],
  ['"[Object]"', { kind: 'string', value: '[Object]' }],
  ['[Object]', { kind: 'number', text: '[Object]' }],
  ['"[object Object]"', { kind: 'string', value: '[object Object]' }],
  ['"..."', { kind: 'string', value: '...' }],
  ['"Array"', { kind: 'string', value: 'Array' }],
  ['""', { kind: 'string', value: '' }],
];

function cutAt(depth: number, put: JsonTree | undefined): (tree: JsonTree) => JsonTree {
  const cut = (tree: JsonTree, left: number): JsonTree | undefined => {
    if (tree.kind !== 'object' && tree.kind !== 'array') return tree;
    if (left === 0) return put;
    if (tree.kind === 'array') return { kind: 'array', items: tree.items.flatMap((item) => cut(item, left - 1) ?? []) };
    return {
      kind: 'object',
      members: tree.members.flatMap(([name, value]): readonly Member[] => {
        const made = cut(value, left - 1);
        return made === undefined ? [] : [[name, made]];
      }),
    };
  };
  return (tree) => cut(tree, depth) ?? nullTree;
}

function depthOf(tree: JsonTree): number {
  if (tree.kind === 'array') return 1 + Math.max(0, ...tree.items.map(depthOf));
  return tree.kind === 'object' ? 1 + Math.max(0, ...tree.members.map(([, value]) => depthOf(value))) : 0;
}

export function objectOf(members: readonly Member[]): JsonTree {
  return { kind: 'object', members };
}

/** Choices of members that are left out: every one of few, else one to three of them and each run. */
function leftOut(count: number): readonly ReadonlySet<number>[] {
  if (count <= 8) {
    return Array.from(
      { length: 2 ** count - 1 },
      (_, bits) => new Set(Array.from({ length: count }, (_, at) => at).filter((at) => bits & (1 << at))),
    )
      .slice(1)
      .filter(({ size }) => size < count);
  }
  const choices: ReadonlySet<number>[] = [];
  for (let from = 0; from < count; from++)
    for (let to = from + 1; to <= count && to - from < count; to++)
      choices.push(new Set(Array.from({ length: to - from }, (_, at) => from + at)));
  for (let a = 0; a < count; a++) for (let b = a + 2; b < count; b++) choices.push(new Set([a, b]));
  return choices;
}

const usualControllers =
  'webhooks webhook notifications notification callbacks callback deposits deposit payments payment orders order invoices checkout api'.split(
    ' ',
  );
const usualActions = 'create receive index show update new store notify webhook callback handle process'.split(' ');

function memberChanges(members: readonly Member[], path: string): readonly ValueChange[] {
  const found: ValueChange[] = [];
  const outside = (make: (own: readonly Member[]) => readonly Member[]) => (tree: JsonTree) =>
    tree.kind === 'object' ? objectOf(make(tree.members)) : tree;
  for (const out of leftOut(Math.min(members.length, 24))) {
    const names = members.filter((_, at) => out.has(at)).map(([name]) => name);
    found.push({
      id: 'members-dropped',
      detail: names.slice(0, 6).join(', '),
      make: outside((own) => own.filter((_, at) => !out.has(at))),
      weight: out.size === 1 ? 2 : 1.5,
      common: out.size === 1,
    });
  }
  for (const [outer, value] of members) {
    if (value.kind !== 'object') continue;
    for (const [inner] of value.members)
      found.push({
        id: 'members-dropped',
        detail: `${outer}.${inner}`,
        make: outside((own) =>
          own.map(([name, kept]): Member => {
            if (name !== outer || kept.kind !== 'object') return [name, kept];
            return [name, objectOf(kept.members.filter(([own]) => own !== inner))];
          }),
        ),
        weight: 2,
        common: false,
      });
  }
  const last =
    path
      .split('?')[0]
      ?.split('/')
      .filter((part) => part !== '') ?? [];
  const resource = last.findLast((part) => /^[a-z_]+$/.test(part)) ?? 'deposits';
  const single = resource.replace(/s$/, '');
  const text = (value: string): JsonTree => ({ kind: 'string', value });
  const controllers = [
    resource,
    single,
    last.join('/'),
    `api/${last.join('/')}`,
    ...last.slice(0, -1).map((_, at) => last.slice(at).join('/')),
  ];
  for (const controller of new Set([...controllers, ...usualControllers])) {
    for (const action of usualActions) {
      const added: readonly Member[] = [
        ['controller', text(controller)],
        ['action', text(action)],
      ];
      const add = (what: Detail, weight: number, make: (own: readonly Member[]) => readonly Member[]): void => {
        found.push({ id: 'members-added', detail: what, make: outside(make), weight, common: false });
      };
      add(words('controller-and-action'), 3, (own) => [...own, ...added]);
      if (!controllers.includes(controller)) continue;
      add(words('controller-and-action'), 1.2, (own) => [...own, ...added.toReversed()]);
      add(words(['controller-and-action', 'and'], single), 2, (own) => [...own, ...added, [single, objectOf(own)]]);
      add(words(['controller-and-action', 'and'], single), 1.2, (own) => [...own, [single, objectOf(own)], ...added]);
    }
  }
  for (const wrapper of new Set([...wrappers, resource, single])) {
    found.push({
      id: 'wrapped',
      detail: wrapper,
      make: (tree) => objectOf([[wrapper, tree]]),
      weight: wrapper === single ? 5 : 3,
      common: false,
    });
    found.push({
      id: 'members-added',
      detail: wrapper,
      make: outside((own) => [...own, [wrapper, objectOf(own)]]),
      weight: 2,
      common: false,
    });
  }
  found.push({ id: 'wrapped', detail: '[ ]', make: (tree) => ({ kind: 'array', items: [tree] }), weight: 3, common: false });
  for (const [name, value] of [
    ['signature', ''],
    ['hash', ''],
    ['sign', ''],
    ['_method', 'POST'],
    ['_token', ''],
    ['__type', ''],
    ['q', path],
    ['url', path],
    ['path', path],
    ['route', path],
  ] as const)
    for (const put of value === '' ? [text(''), nullTree] : [text(value)])
      found.push({ id: 'members-added', detail: name, make: outside((own) => [...own, [name, put]]), weight: 1, common: false });
  return found;
}

/** From this many absent members on, no three of them are tried together. */
const mostTriples = 12;

/** Optional members that a typed model writes as null: the names that its contract knows, after the sent ones or in their own order. */
function absentMembers(members: readonly Member[], known: readonly string[]): readonly ValueChange[] {
  const absent = known.filter((name) => !members.some(([own]) => own === name));
  const found: ValueChange[] = [];
  const outside = (make: (own: readonly Member[]) => readonly Member[]) => (tree: JsonTree) =>
    tree.kind === 'object' ? objectOf(make(tree.members)) : tree;
  const asNull = (name: string): Member => [name, nullTree];
  const offer = (names: readonly string[], weight: number): void => {
    const detail = names.slice(0, 6).join(', ');
    found.push({ id: 'members-added', detail, make: outside((own) => [...own, ...names.map(asNull)]), weight, common: false });
    if (names.length !== 2)
      found.push({ id: 'members-added', detail, make: outside((own) => [...names.map(asNull), ...own]), weight: 1, common: false });
  };
  for (const [at, name] of absent.entries()) {
    offer([name], 3);
    for (const [after, second] of absent.entries()) {
      if (second === name) continue;
      offer([name, second], 1.6);
      if (absent.length > mostTriples || after < at) continue;
      for (const third of absent.slice(after + 1)) offer([name, second, third], 1.5);
    }
  }
  if (absent.length > 2) offer(absent, 4);
  if (absent.length > 1)
    found.push({
      id: 'members-added',
      detail: absent.slice(0, 6).join(', '),
      make: outside((own) => {
        const values = new Map(own);
        return [...known.map((name): Member => [name, values.get(name) ?? nullTree]), ...own.filter(([name]) => !known.includes(name))];
      }),
      weight: 3,
      common: false,
    });
  const unknown = members.filter(([name]) => !known.includes(name));
  if (unknown.length > 0 && known.length > 0)
    found.push({
      id: 'members-dropped',
      detail: unknown
        .map(([name]) => name)
        .slice(0, 6)
        .join(', '),
      make: outside((own) => own.filter(([name]) => known.includes(name))),
      weight: 4,
      common: false,
    });
  return found;
}

function orderChanges(tree: JsonTree): readonly ValueChange[] {
  if (tree.kind !== 'object') return [];
  const everywhere = (order: MemberOrder) => everyValue((value) => (value.kind === 'object' ? objectOf(order(value.members)) : value));
  const change = (detail: Detail, make: (own: JsonTree) => JsonTree, weight: number): ValueChange => ({
    id: 'members-ordered',
    detail,
    make,
    weight,
    common: true,
  });
  return [
    change(words('sorted'), everywhere(orders.sorted), 8),
    change(words('sorted-outside'), (own) => (own.kind === 'object' ? objectOf(orders.sorted(own.members)) : own), 8),
    change(words('sorted-ignoring-case'), everywhere(orders.sortedIgnoringCase), 4),
    change(words('backwards'), everywhere(orders.backwards), 3),
    change(words('shorter-name-first'), everywhere(orders.byLength), 3),
  ];
}

function stringsIn(tree: JsonTree): readonly string[] {
  if (tree.kind === 'string') return [tree.value];
  if (tree.kind === 'array') return tree.items.flatMap(stringsIn);
  return tree.kind === 'object' ? tree.members.flatMap(([, value]) => stringsIn(value)) : [];
}

const lengths = [
  10, 13, 15, 16, 20, 24, 25, 30, 32, 35, 36, 40, 45, 48, 50, 60, 64, 80, 100, 120, 128, 140, 150, 160, 200, 250, 254, 255, 256,
];

function textChanges(values: readonly string[]): readonly ValueChange[] {
  const all = values.join('\n');
  const found: ValueChange[] = [];
  const offer = (
    id: ValueChangeId,
    detail: Detail,
    weight: number,
    common: boolean,
    change: (text: string, name: string | undefined) => string,
  ): void => {
    found.push({ id, detail, make: texts(change), weight, common });
  };
  if (/['"\\]/.test(all)) {
    offer('backslashes-added', '\' " \\', 8, true, (text) => text.replace(/['"\\]/g, '\\$&'));
    offer('backslashes-added', "'", 6, true, (text) => text.replaceAll("'", "\\'"));
    offer('backslashes-added', '"', 4, false, (text) => text.replaceAll('"', '\\"'));
    offer('backslashes-added', '\\', 3, false, (text) => text.replaceAll('\\', '\\\\'));
    offer('quotes-doubled', "'", 2, false, (text) => text.replaceAll("'", "''"));
    offer('backslashes-removed', '', 5, true, (text) => text.replace(/\\(.)/gs, '$1'));
    offer('backslashes-removed', '', 3, false, (text) => text.replaceAll('\\', ''));
    offer('backslashes-removed', "'", 3, false, (text) => text.replaceAll("\\'", "'"));
  }
  found.push(...htmlChanges(all));
  if (all.includes('&')) offer('html-unescaped', '', 8, true, unescapedHtml);
  if (beyondAscii.test(all)) {
    const isApostrophe = (own: string): string => own;
    for (const base of [(text: string) => text.replace(/[&<>"]/g, (own) => htmlForms[own]?.[0] ?? own), isApostrophe] as const) {
      offer('entities', words('by-name'), 5, false, (text) =>
        base(text).replace(beyondAscii, (own) => (nameOfLetter.has(own) ? `&${nameOfLetter.get(own)};` : own)),
      );
      offer('entities', words('by-number'), 4, false, (text) => base(text).replace(beyondAscii, (own) => `&#${own.codePointAt(0)};`));
      offer('entities', words('by-number-in-hex'), 3, false, (text) =>
        base(text).replace(beyondAscii, (own) => `&#x${own.codePointAt(0)?.toString(16)};`),
      );
      offer('entities', words('by-number-in-hex'), 3, false, (text) =>
        base(text).replace(beyondAscii, (own) => `&#x${own.codePointAt(0)?.toString(16).toUpperCase()};`),
      );
    }
    offer('transliterated', '', 8, true, plainLetters);
    offer('transliterated', words('umlauts-as-two-letters'), 3, false, (text) =>
      plainLetters(text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (own) => german[own] ?? own)),
    );
    offer('transliterated', words('others-dropped'), 3, false, (text) => plainLetters(text).replace(beyondAscii, ''));
    offer('transliterated', words('others-as-question-marks'), 3, false, (text) => plainLetters(text).replace(beyondAscii, '?'));
    offer('ascii-only', '', 5, true, (text) => text.replace(beyondAscii, ''));
    offer('question-marks', '', 5, true, (text) => text.replace(beyondAscii, '?'));
    if (/[\u{10000}-\u{10ffff}]/u.test(all))
      offer('astral-question-marks', '', 5, true, (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'));
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) offer('normalised', form, 3, false, (text) => text.normalize(form));
    offer('plain-quotes', '', 3, false, (text) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'));
    offer('plain-quotes', '–', 2, false, (text) =>
      text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-').replaceAll('…', '...'),
    );
  }
  if (all.includes('<')) offer('tags-removed', '', 4, true, (text) => text.replace(/<[^>]*>/g, ''));
  offer('percent-encoded', '', 4, false, (text) => encodeURIComponent(text.toWellFormed()));
  offer('percent-encoded', '+', 3, false, (text) => encodeURIComponent(text.toWellFormed()).replace(/%20/g, '+'));
  offer('percent-encoded', 'URI', 2, false, (text) => encodeURI(text.toWellFormed()));
  if (/%[0-9a-fA-F]{2}/.test(all)) offer('percent-decoded', '', 4, false, decodedPercent);
  if (all.includes('+')) offer('percent-decoded', words('plus-as-space'), 4, false, (text) => decodedPercent(text.replaceAll('+', ' ')));
  offer('trimmed', '', 8, true, (text) => text.trim());
  offer('trimmed', words('end'), 3, false, (text) => text.trimEnd());
  offer('trimmed', words('start'), 2, false, (text) => text.trimStart());
  const isSpaced = values.some((text) => /\s\s|^\s|\s$/.test(text));
  offer('spaces-joined', '', 4, isSpaced, (text) => text.trim().replace(/\s+/g, ' '));
  offer('spaces-joined', '', 3, false, (text) => text.replace(/\s+/g, ' '));
  offer('spaces-removed', '', 2, false, (text) => text.replace(/\s+/g, ''));
  offer('lower-case', '', 4, true, (text) => text.toLowerCase());
  offer('upper-case', '', 4, true, (text) => text.toUpperCase());
  offer('lower-case', words('e-mail'), 4, false, (text) => (text.includes('@') ? text.toLowerCase() : text));
  offer('capitalised', words('each-word'), 2, false, (text) => text.toLowerCase().replace(/(^|\s)\p{L}/gu, (own) => own.toUpperCase()));
  offer('capitalised', words('each-word'), 2, false, (text) => text.replace(/(^|\s)\p{L}/gu, (own) => own.toUpperCase()));
  offer('capitalised', words('first'), 1, false, (text) => text.slice(0, 1).toUpperCase() + text.slice(1));
  if (/[\r\n]/.test(all)) {
    offer('line-ends', 'LF', 4, false, (text) => text.replace(/\r\n?/g, '\n'));
    offer('line-ends', 'CRLF', 4, false, (text) => text.replace(/\r\n?|\n/g, '\r\n'));
    offer('line-ends', words('none'), 3, false, (text) => text.replace(/[\r\n]+/g, ''));
    offer('line-ends', words('space'), 3, false, (text) => text.replace(/\r\n?|\n/g, ' '));
    offer('line-ends', '<br />', 2, false, (text) => text.replace(/\r\n?|\n/g, '<br />$&'));
  }
  const longest = Math.max(0, ...values.map(({ length }) => length));
  for (const length of lengths)
    if (length < longest) offer('texts-cut', String(length), 2, false, (text) => [...text].slice(0, length).join(''));
  offer('digits-only', '', 2, false, (text) => (/^[\d+() ./-]{5,}$/.test(text) ? text.replace(/\D/g, '') : text));
  return found;
}

function decodedPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isEmptyText = (value: JsonTree): boolean => value.kind === 'string' && value.value === '';
const isNull = (value: JsonTree): boolean => value.kind === 'null';
const isHollow = (value: JsonTree): boolean =>
  (value.kind === 'array' && value.items.length === 0) || (value.kind === 'object' && value.members.length === 0);

function emptinessChanges(): readonly ValueChange[] {
  const without = (isGone: (value: JsonTree) => boolean) =>
    everyValue((value, name) => (name !== undefined && isGone(value) ? undefined : value));
  const trimmed = texts((text) => text.trim());
  const emptyNull = everyValue((value) => (isEmptyText(value) ? nullTree : value));
  return [
    { id: 'trimmed-empty-null', detail: '', make: (tree) => emptyNull(trimmed(tree)), weight: 8, common: true },
    { id: 'empty-null', detail: '', make: emptyNull, weight: 6, common: true },
    {
      id: 'null-empty',
      detail: '',
      make: everyValue((value) => (isNull(value) ? { kind: 'string', value: '' } : value)),
      weight: 4,
      common: true,
    },
    { id: 'nulls-dropped', detail: '', make: without(isNull), weight: 8, common: true },
    { id: 'empty-dropped', detail: '', make: without(isEmptyText), weight: 5, common: true },
    { id: 'empty-dropped', detail: 'null', make: without((value) => isEmptyText(value) || isNull(value)), weight: 6, common: true },
    { id: 'hollow-dropped', detail: '', make: without(isHollow), weight: 4, common: false },
    {
      id: 'hollow-dropped',
      detail: 'null',
      make: without((value) => isHollow(value) || isNull(value) || isEmptyText(value)),
      weight: 4,
      common: false,
    },
  ];
}

/** What else is known about the request of a body: its path, and the members that its operation has. */
export interface Knowledge {
  readonly path: string;
  readonly members: readonly string[];
  /** Texts of headers by a word for each: a program that signs them may put them into the body too. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * The changes of values that a program may have made to this tree before it wrote it, the general ones first. Changes without an effect are included.
 */
export function valueChanges(tree: JsonTree, { path, members: known }: Knowledge): readonly ValueChange[] {
  const values = stringsIn(tree);
  const members = tree.kind === 'object' ? tree.members : [];
  const usual: readonly ValueChange[] = [
    ...textChanges(values),
    ...emptinessChanges(),
    ...dateChanges(values),
    ...nameStyles.map(
      ([detail, style, weight]): ValueChange => ({ id: 'names', detail, make: named(style, false), weight, common: weight >= 5 }),
    ),
    ...numberChanges(tree, 12),
    ...orderChanges(tree),
  ];
  const depth = depthOf(tree);
  const inner = members.length === 1 ? members[0]?.[1] : undefined;
  return [
    ...usual,
    ...nameStyles.slice(0, 8).map(
      ([detail, style, weight]): ValueChange => ({
        id: 'names',
        detail: alsoSaying(detail, 'outside'),
        make: named(style, true),
        weight: weight / 2,
        common: false,
      }),
    ),
    ...(inner === undefined
      ? []
      : [{ id: 'unwrapped', detail: members[0]?.[0] ?? '', make: () => inner, weight: 5, common: false } as const]),
    ...[1, 2, 3, 4]
      .filter((at) => at < depth)
      .flatMap((at) =>
        deepForms.map(
          ([shown, put]): ValueChange => ({
            id: 'depth-cut',
            detail: put === undefined ? words('nothing-at', String(at)) : `${at}: ${shown}`,
            make: cutAt(at, put),
            weight: 2,
            common: false,
          }),
        ),
      ),
    ...(members.length === 0 ? [] : [...memberChanges(members, path), ...absentMembers(members, known), ...templateChanges(members)]),
  ];
}
