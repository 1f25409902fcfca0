import type { JsonTree } from '../json.ts';
import { asWritten, type Member, spelled, stringStyles } from './json-spelling.ts';
import {
  alsoSaying,
  type ChangeForm,
  capital,
  type Detail,
  dateSpellings,
  everyValue,
  htmlEscapers,
  isoText,
  type Knowledge,
  letterEntity,
  named,
  objectOf,
  plainLetters,
  texts,
  type ValueChange,
  type ValueChangeId,
  words,
  wordsIn,
} from './value-change.ts';

type Make = (tree: JsonTree) => JsonTree;

const nullTree: JsonTree = { kind: 'null' };
const textOf = (value: string): JsonTree => ({ kind: 'string', value });
const numberOf = (text: string): JsonTree => ({ kind: 'number', text });
const javaScript = { ...asWritten, strings: stringStyles.javaScript, names: stringStyles.javaScript };
const jsonText = (tree: JsonTree): string => spelled(tree, javaScript);

function change(id: ValueChangeId, detail: Detail, make: Make, weight = 1): ValueChange {
  return { id, detail, make, weight, common: false };
}

/** Every member of a tree that is not an object or a list, the first of each name. */
function leavesOf(tree: JsonTree): readonly Member[] {
  const found = new Map<string, JsonTree>();
  const visit = (value: JsonTree, name: string): void => {
    if (value.kind === 'array') for (const item of value.items) visit(item, name);
    else if (value.kind === 'object') for (const [own, inner] of value.members) visit(inner, own);
    else if (name !== '' && !found.has(name)) found.set(name, value);
  };
  visit(tree, '');
  return [...found].slice(0, 40);
}

const textStyles: readonly (readonly [form: ChangeForm, style: (text: string) => string])[] = [
  ['in-upper-case', (text) => text.toUpperCase()],
  ['in-lower-case', (text) => text.toLowerCase()],
  ['trimmed', (text) => text.trim()],
  ['without-spaces', (text) => text.replace(/\s+/g, '')],
  ['with-digits-only', (text) => text.replace(/\D/g, '')],
  ['with-digits-and-plus-only', (text) => text.replace(/[^\d+]/g, '')],
  ['with-letters-and-digits-only', (text) => text.replace(/[^\p{L}\p{N}]/gu, '')],
  ['with-capitals', (text) => text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (own) => own.toUpperCase())],
  ['with-one-capital', (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()],
  ['in-ascii', plainLetters],
  ['percent-encoded', (text) => encodeURIComponent(text.toWellFormed())],
  ['with-space-before', (text) => ` ${text}`],
  ['with-space-behind', (text) => `${text} `],
  ['with-line-feed-behind', (text) => `${text}\n`],
  ['without-zeros-at-start', (text) => text.replace(/^\+?0+(?=.)/, '')],
  ['without-plus', (text) => text.replace(/^\+/, '')],
  ['with-plus-before', (text) => `+${text}`],
  ['without-last-character', (text) => text.slice(0, -1)],
];

/** How many of these are frequent enough to be tried with other serialisers. */
const frequentStyles = 6;

/** One member with another value, wherever it is; or all members of one kind of name. */
function* memberChanges(tree: JsonTree): Generator<ValueChange> {
  const at = (name: string, map: (value: JsonTree) => JsonTree): Make =>
    everyValue((value, own) => (own === name && value.kind !== 'object' && value.kind !== 'array' ? map(value) : value));
  for (const [name, value] of leavesOf(tree)) {
    const put = (form: ChangeForm, map: (own: JsonTree) => JsonTree, weight = 1): ValueChange =>
      change('member-changed', { member: name, forms: [form] }, at(name, map), weight);
    for (const [form, other] of [
      ['as-null', nullTree],
      ['as-empty-text', textOf('')],
    ] as const)
      yield put(form, () => other);
    if (value.kind === 'string') {
      for (const [index, [shown, style]] of textStyles.entries())
        yield put(shown, (own) => (own.kind === 'string' ? textOf(style(own.value)) : own), index < frequentStyles ? 1.5 : 1);
      if (/^-?\d+(\.\d+)?$/.test(value.value)) {
        yield put('as-number', (own) => (own.kind === 'string' ? numberOf(own.value) : own));
        yield put('as-number', (own) => (own.kind === 'string' ? numberOf(String(Number(own.value))) : own));
      }
    } else if (value.kind === 'number') yield put('as-text', (own) => (own.kind === 'number' ? textOf(own.text) : own));
    else if (value.kind === 'boolean') {
      yield put('exchanged', (own) => (own.kind === 'boolean' ? { kind: 'boolean', value: !own.value } : own));
      yield put('as-text', (own) => (own.kind === 'boolean' ? textOf(String(own.value)) : own));
      yield put('as-number', (own) => (own.kind === 'boolean' ? numberOf(own.value ? '1' : '0') : own));
    }
    yield put('in-list', (own) => ({ kind: 'array', items: [own] }));
  }
  for (const [group, isMeant] of [
    ['names', /name/i],
    ['addresses-of-pages', /url|uri|link|callback/i],
    ['mail-addresses', /mail/i],
    ['documents-and-phones', /document|phone|cpf|cnpj|tax/i],
  ] as const)
    for (const [form, of] of textStyles)
      yield change(
        'member-changed',
        { group, forms: [form] },
        everyValue((value, own) => (own !== undefined && isMeant.test(own) && value.kind === 'string' ? textOf(of(value.value)) : value)),
      );
}

const truths: readonly (readonly [yes: JsonTree, no: JsonTree])[] = [
  [textOf('true'), textOf('false')],
  [numberOf('1'), numberOf('0')],
  [textOf('1'), textOf('0')],
  [textOf('1'), textOf('')],
  [textOf('True'), textOf('False')],
  [textOf('yes'), textOf('no')],
  [textOf('on'), textOf('off')],
  [textOf('Y'), textOf('N')],
];

/** Values of a kind that are another kind in the signed text. */
function* kindChanges(): Generator<ValueChange> {
  const all = (detail: Detail, map: (value: JsonTree, name: string | undefined) => JsonTree | undefined): ValueChange =>
    change('value-kinds', detail, everyValue(map), 2);
  const isText = (value: JsonTree): boolean => value.kind === 'string';
  const bare = (value: JsonTree): string => (value.kind === 'string' ? value.value : jsonText(value));
  for (const [yes, no] of truths)
    yield all(
      yes.kind === 'string' && yes.value === 'true' ? words('booleans-as-texts') : words('booleans-as', jsonText(yes), jsonText(no)),
      (value) => (value.kind === 'boolean' ? (value.value ? yes : no) : value),
    );
  yield all(words('numbers-as-texts'), (value) => (value.kind === 'number' ? textOf(value.text) : value));
  const isWhole = (text: string): boolean => /^-?\d+$/.test(text);
  const extended = (name: string, text: string): JsonTree => objectOf([[name, textOf(text)]]);
  for (const kindOf of [
    (text: string) => (isWhole(text) ? undefined : '$numberDecimal'),
    () => '$numberDecimal',
    (text: string) => (isWhole(text) ? (Math.abs(Number(text)) < 2 ** 31 ? '$numberInt' : '$numberLong') : '$numberDouble'),
    (text: string) => (isWhole(text) ? '$numberLong' : undefined),
  ])
    yield all(words('numbers-as-extended-json'), (value) => {
      const kind = value.kind === 'number' ? kindOf(value.text) : undefined;
      return value.kind === 'number' && kind !== undefined ? extended(kind, value.text) : value;
    });
  yield all(words('numbers-and-booleans-as-texts'), (value) =>
    value.kind === 'number' || value.kind === 'boolean' ? textOf(jsonText(value)) : value,
  );
  yield all(words('all-but-texts-as-texts'), (value) =>
    value.kind === 'number' || value.kind === 'boolean' || value.kind === 'null' ? textOf(jsonText(value)) : value,
  );
  yield all(words('php-texts'), (value) =>
    value.kind === 'boolean'
      ? textOf(value.value ? '1' : '')
      : value.kind === 'number'
        ? textOf(value.text)
        : value.kind === 'null'
          ? textOf('')
          : value,
  );
  yield all(words('null-as-text'), (value) => (value.kind === 'null' ? textOf('null') : value));
  for (const whole of [true, false])
    yield all(words('texts-of-numbers-as-numbers'), (value) =>
      value.kind === 'string' && (whole ? /^-?\d{1,15}(\.\d+)?$/ : /^-?\d{1,15}$/).test(value.value)
        ? numberOf(String(Number(value.value)))
        : value,
    );
  yield all(words('falsy-values-gone'), (value, name) =>
    name !== undefined && ['""', 'null', 'false', '0', '"0"', '[]', '{}'].includes(jsonText(value)) ? undefined : value,
  );
  yield change(
    'value-kinds',
    words('outer-falsy-values-gone'),
    (tree) =>
      tree.kind === 'object'
        ? objectOf(tree.members.filter(([, value]) => !['""', 'null', 'false', '0', '"0"', '[]', '{}'].includes(jsonText(value))))
        : tree,
    2,
  );
  for (const between of [',', ', ', ' ', '|', ';'])
    yield all(words('lists-joined', between), (value) =>
      value.kind === 'array' && value.items.every((item) => item.kind !== 'object' && item.kind !== 'array')
        ? textOf(value.items.map(bare).join(between))
        : value,
    );
  yield all(words('lists-of-one-as-value'), (value) =>
    value.kind === 'array' && value.items.length === 1 ? (value.items[0] ?? value) : value,
  );
  yield all(words('lists-as-json-texts'), (value, name) =>
    value.kind === 'array' && name !== undefined ? textOf(jsonText(value)) : value,
  );
  yield all(words('lists-backwards'), (value) => (value.kind === 'array' ? { kind: 'array', items: value.items.toReversed() } : value));
  yield all(words('lists-sorted'), (value) =>
    value.kind === 'array' && value.items.every(isText)
      ? { kind: 'array', items: value.items.toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1)) }
      : value,
  );
  yield all(words('lists-without-last-item'), (value) =>
    value.kind === 'array' ? { kind: 'array', items: value.items.slice(0, -1) } : value,
  );
  yield all(words('lists-without-first-item'), (value) =>
    value.kind === 'array' ? { kind: 'array', items: value.items.slice(1) } : value,
  );
  yield all(words('lists-with-first-item-only'), (value) =>
    value.kind === 'array' ? { kind: 'array', items: value.items.slice(0, 1) } : value,
  );
  yield all(words('lists-empty'), (value) => (value.kind === 'array' ? { kind: 'array', items: [] } : value));
  const outer = (detail: Detail, map: (value: JsonTree) => JsonTree): ValueChange =>
    change(
      'value-kinds',
      detail,
      (tree) => (tree.kind === 'object' ? objectOf(tree.members.map(([name, value]): Member => [name, map(value)])) : tree),
      2,
    );
  const isNested = (value: JsonTree): boolean => value.kind === 'object' || value.kind === 'array';
  yield outer(words('nested-values-as-json-texts'), (value) => (isNested(value) ? textOf(jsonText(value)) : value));
  yield outer(words('nested-objects-as-json-texts'), (value) => (value.kind === 'object' ? textOf(jsonText(value)) : value));
  yield outer(words('object-object'), (value) =>
    value.kind === 'object'
      ? textOf('[object Object]')
      : value.kind === 'array'
        ? textOf(value.items.map((item) => (item.kind === 'object' ? '[object Object]' : bare(item))).join(','))
        : value,
  );
  yield outer(words('object-and-array'), (value) => (isNested(value) ? textOf(value.kind === 'array' ? '[Array]' : '[Object]') : value));
  yield outer(words('nested-values-empty'), (value) =>
    value.kind === 'object' ? objectOf([]) : value.kind === 'array' ? { kind: 'array', items: [] } : value,
  );
  yield outer(words('every-value-text'), (value) => textOf(bare(value)));
  yield outer(words('every-value-list'), (value) => ({ kind: 'array', items: [value] }));
  for (const [shown, join] of [
    ['a.b', (a: string, b: string) => `${a}.${b}`],
    ['a_b', (a: string, b: string) => `${a}_${b}`],
    ['a[b]', (a: string, b: string) => `${a}[${b}]`],
    ['a-b', (a: string, b: string) => `${a}-${b}`],
    ['a/b', (a: string, b: string) => `${a}/${b}`],
    ['b', (_: string, b: string) => b],
  ] as const) {
    const flat = (value: JsonTree, path: string, withLists: boolean): readonly Member[] => {
      const children =
        value.kind === 'object'
          ? value.members
          : value.kind === 'array' && withLists
            ? value.items.map((item, index): Member => [String(index), item])
            : undefined;
      return children === undefined
        ? [[path, value]]
        : children.flatMap(([name, inner]) => flat(inner, path === '' ? name : join(path, name), withLists));
    };
    for (const withLists of [true, false])
      yield change('value-kinds', words('nested-outside', shown), (tree) => objectOf(flat(tree, '', withLists)), 2);
  }
}

/** Escapes for HTML of specials and of letters together, or twice. */
function* htmlChanges(): Generator<ValueChange> {
  const letters: readonly (readonly [form: ChangeForm, style: (letter: string) => string])[] = [
    ['by-name', (letter) => letterEntity(letter) ?? letter],
    ['by-name-or-number', (letter) => letterEntity(letter) ?? `&#${letter.codePointAt(0)};`],
    ['by-number', (letter) => `&#${letter.codePointAt(0)};`],
    ['by-number-in-hex', (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`],
    ['by-number-in-hex', (letter) => `&#x${letter.codePointAt(0)?.toString(16).toUpperCase()};`],
  ];
  const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
  const characterOf = (form: string): string => {
    const code = /^&#(x?)(\w+);$/.exec(form);
    return code === null ? (named[form] ?? '') : String.fromCharCode(Number.parseInt(code[2] ?? '', code[1] === 'x' ? 16 : 10));
  };
  for (const forms of htmlEscapers) {
    const of = new Map(forms.split(' ').map((form) => [characterOf(form), form]));
    const escaped = (text: string): string => text.replace(/[&<>"'/`=]/g, (own) => of.get(own) ?? own);
    for (const [form, style] of letters)
      yield change(
        'entities',
        words([form, 'and'], forms),
        texts((text) => escaped(text).replace(/[\u0080-\u{10ffff}]/gu, style)),
        3,
      );
    yield change(
      'html-escaped',
      words('twice', forms),
      texts((text) => escaped(escaped(text))),
      2,
    );
    yield change(
      'tags-removed',
      words('and', forms),
      texts((text) => escaped(text.replace(/<[^>]*>/g, ''))),
      2,
    );
    yield change(
      'trimmed',
      words('and-escaped-for-html', forms),
      texts((text) => escaped(text.trim())),
      2,
    );
  }
  for (const decode of [/&#(\d+);/g, /&#x([0-9a-f]+);/gi])
    yield change(
      'html-unescaped',
      '',
      texts((text) =>
        text.replace(decode, (_, code: string) =>
          String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, decode.flags === 'g' ? 10 : 16))),
        ),
      ),
      2,
    );
  const marks: Readonly<Record<string, string>> = {
    '\u0300': '`',
    '\u0301': "'",
    '\u0302': '^',
    '\u0303': '~',
    '\u0308': '"',
    '\u0327': ',',
  };
  yield change(
    'transliterated',
    words('as-glibc-writes-them'),
    texts((text) =>
      text.normalize('NFD').replace(/(.)([\u0300-\u036f])/gu, (_, letter: string, mark: string) => (marks[mark] ?? '') + letter),
    ),
    2,
  );
  yield change(
    'transliterated',
    words('with-marks'),
    texts((text) => text.normalize('NFD').replace(/[\u0300-\u036f]/gu, (mark) => marks[mark] ?? '')),
    2,
  );
  for (let length = 5; length <= 128; length++)
    yield change(
      'texts-cut',
      String(length),
      texts((text) => [...text].slice(0, length).join('')),
    );
  for (const style of [
    (text: string) => text.replace(/\b[a-z]/g, (own) => own.toUpperCase()),
    (text: string) => text.toLowerCase().replace(/\b[a-z]/g, (own) => own.toUpperCase()),
    (text: string) => text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (own) => own.toUpperCase()),
  ])
    yield change('capitalised', words('each-word'), texts(style));
  for (const style of [(text: string) => encodeURIComponent(text), encodeURI])
    yield change(
      'percent-encoded',
      words('in-addresses-of-pages'),
      texts((text) => (/^https?:/.test(text) ? style(text.toWellFormed()) : text)),
    );
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Spellings of dates beyond the usual ones, and the usual ones of days or of moments only. */
function* dateChanges(): Generator<ValueChange> {
  const spelledBy = (
    isMeant: (parts: RegExpExecArray) => boolean,
    spell: (parts: RegExpExecArray) => JsonTree | string | undefined,
  ): Make =>
    everyValue((value) => {
      if (value.kind !== 'string') return value;
      const parts = isoText.exec(value.value);
      if (parts === null || !isMeant(parts)) return value;
      const made = spell(parts);
      if (made === undefined) return value;
      return typeof made === 'string' ? (made.endsWith('\0') ? value : textOf(made)) : made;
    });
  const isMoment = (parts: RegExpExecArray): boolean => parts[4] !== undefined;
  const isDay = (parts: RegExpExecArray): boolean => parts[4] === undefined;
  const any = (): boolean => true;
  const time = ([text]: RegExpExecArray): string => text.slice(10);
  const clock = (parts: RegExpExecArray): string => `${parts[4]}:${parts[5]}:${parts[6] ?? '00'}`;
  for (const [detail, spell] of dateSpellings) {
    yield change('dates', detail, spelledBy(isMoment, spell), 2);
    yield change('dates', detail, spelledBy(isDay, spell), 2);
  }
  for (const mark of ['/', '-', '.']) {
    for (const [form, day] of [
      ['day-first-with', ([, y, m, d]: RegExpExecArray) => [d, m, y].join(mark)],
      ['month-first-with', ([, y, m, d]: RegExpExecArray) => [m, d, y].join(mark)],
      ['year-first-with', ([, y, m, d]: RegExpExecArray) => [y, m, d].join(mark)],
      ['day-first-not-padded-with', ([, y, m, d]: RegExpExecArray) => [Number(d), Number(m), y].join(mark)],
    ] as const)
      for (const isMeant of [any, isMoment, isDay]) {
        yield change(
          'dates',
          words(form, mark),
          spelledBy(isMeant, (parts) => day(parts) + time(parts)),
          2,
        );
        yield change(
          'dates',
          words(form, mark),
          spelledBy(isMeant, (parts) => (isMoment(parts) ? `${day(parts)} ${clock(parts)}` : day(parts))),
          2,
        );
        yield change('dates', words(form, mark), spelledBy(isMeant, day), 2);
      }
  }
  const at = (parts: RegExpExecArray): Date | undefined => {
    const date = new Date(parts[0].includes('T') && parts[8] === undefined ? `${parts[0]}Z` : parts[0]);
    return Number.isNaN(date.getTime()) ? undefined : date;
  };
  const written = (local: Date): string =>
    `${weekdays[local.getUTCDay()]}, ${two(local.getUTCDate())} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()} ${local.toISOString().slice(11, 19)}`;
  const moments: readonly (readonly [Detail, (date: Date, zone: string) => JsonTree | string])[] = [
    [words('as-in-http'), (date) => `${written(date)} GMT`],
    [words('as-in-mails'), (date) => `${written(date)} +0000`],
    ['/Date(…)/', (date) => `/Date(${date.getTime()})/`],
    [
      words('list-of-numbers'),
      (date) => ({
        kind: 'array',
        items: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()].map((own) => numberOf(String(own))),
      }),
    ],
    [words('seconds-as-number'), (date) => numberOf(String(Math.floor(date.getTime() / 1000)))],
    [words('milliseconds-as-number'), (date) => numberOf(String(date.getTime()))],
    [words('fractional-seconds-as-number'), (date) => numberOf(String(date.getTime() / 1000))],
    [words('as-javascript-writes'), (date) => date.toISOString()],
    [words('without-fraction'), (date) => `${date.toISOString().slice(0, 19)}Z`],
    [words('an-object'), () => objectOf([])],
    [words('object-with-date'), (date) => objectOf([['$date', textOf(date.toISOString())]])],
  ];
  for (const [detail, spell] of moments)
    for (const isMeant of [any, isMoment, isDay])
      yield change(
        'dates',
        detail,
        spelledBy(isMeant, (parts) => {
          const date = at(parts);
          return date === undefined ? undefined : spell(date, '');
        }),
        2,
      );
  for (const hours of [-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 5.5, 7, 8, 9, 10])
    for (const colon of [':', ''])
      for (const end of [19, 23])
        yield change(
          'dates',
          words('zone-of', String(hours)),
          spelledBy(isMoment, (parts) => {
            const date = at(parts);
            if (date === undefined) return undefined;
            const local = new Date(date.getTime() + hours * 3_600_000).toISOString().slice(0, end);
            const size = Math.abs(hours);
            return `${local}${hours < 0 ? '-' : '+'}${two(Math.floor(size))}${colon}${two((size % 1) * 60)}`;
          }),
        );
}

function pascal(name: string): string {
  return wordsIn(name).map(capital).join('');
}

function camel(name: string): string {
  return pascal(name).replace(/^./, (own) => own.toLowerCase());
}

const prefixes =
  '_ __ $ @ : # ? - x_ x- X- p_ s_ m_ d_ get_ set_ my_ str_ req_ data_ body_ payload_ deposit_ deposits_ order_ payment_ transaction_ invoice_ customer_ onekey_ okp_ d24_ d24- data. body. deposit. request. $. payload. root.'.split(
    ' ',
  );

/** Names of members as other languages and frameworks keep them. */
function* nameChanges(): Generator<ValueChange> {
  const styles: [Detail, (name: string) => string][] = prefixes.map((prefix) => [words('before-each', prefix), (name) => prefix + name]);
  for (const prefix of ['get', 'set', 'm', 'my', 'str', 'fld', 'p', '_', 'deposit', 'Deposit', 'x', 'is', '$'])
    styles.push([words(['before-each', 'pascal-case'], prefix), (name) => prefix + pascal(name)]);
  for (const prefix of ['_', '$', '@', 'm_', 'x_', ':', '__'])
    styles.push([words(['before-each', 'camel-case'], prefix), (name) => prefix + camel(name)]);
  for (const suffix of ['_', '__', 'Field', '_field', 'Value', '_value', '[]', ':', ' ', '__c', '$', '_1'])
    styles.push(
      [words('behind-each', suffix), (name) => name + suffix],
      [words(['behind-each', 'camel-case'], suffix), (name) => camel(name) + suffix],
    );
  styles.push(
    [words('as-net-names-fields'), (name) => `<${pascal(name)}>k__BackingField`],
    [words('as-net-names-fields'), (name) => `<${camel(name)}>k__BackingField`],
    [words('as-php-names-protected-fields'), (name) => `\0*\0${name}`],
    [words('as-php-names-protected-fields'), (name) => `\0*\0${camel(name)}`],
    ...['Deposit', 'DepositRequest', 'CreateDepositRequest', 'Request', 'App\\Deposit'].map((own): [Detail, (name: string) => string] => [
      words('as-php-names-private-fields'),
      (name) => `\0${own}\0${name}`,
    ]),
    [words('in-quotes'), (name) => `'${name}'`],
    [words('in-quotes'), (name) => `"${name}"`],
    [words('in-brackets'), (name) => `[${name}]`],
    [words('in-braces'), (name) => `{${name}}`],
    [words('in-capitals-with-spaces'), (name) => wordsIn(name).map(capital).join(' ')],
    [words('first-word-with-capital-with-spaces'), (name) => capital(wordsIn(name).join(' '))],
    ['Upper_Snake', (name) => wordsIn(name).map(capital).join('_')],
    [words('without-vowels'), (name) => name.replace(/[aeiou]/g, '')],
    [words('with-id-as-id'), (name) => camel(name).replace(/Id$/, 'ID')],
    [words('with-id-and-url-in-capitals'), (name) => camel(name).replace(/Id$/, 'ID').replace(/Url$/, 'URL').replace(/Ip$/, 'IP')],
    [words('with-id-and-url-in-capitals'), (name) => pascal(name).replace(/Id$/, 'ID').replace(/Url$/, 'URL').replace(/Ip$/, 'IP')],
    [words('names-without-last-character'), (name) => name.slice(0, -1)],
    [
      words('by-first-letters'),
      (name) =>
        wordsIn(name)
          .map((word) => word.slice(0, 1))
          .join(''),
    ],
  );
  for (const [detail, style] of styles) {
    yield change('names', detail, named(style, false), 2);
    yield change('names', alsoSaying(detail, 'outside'), named(style, true));
  }
}

const moreWrappers =
  'depositRequest DepositRequest createDepositRequest CreateDepositRequest deposit_request createDeposit create_deposit Deposit jsonBody rawBody json_body raw root form fields entity resource attributes query model dto command Data Body Payload Request Content Message Value Result values info details notification webhook callback transaction payment Payment records items list parameters options post variables input requestBody request_body RequestBody response arguments 0 d p'.split(
    ' ',
  );

/** The body within another object, as a text of it, or a copy of it. */
function* wrappings(path: string): Generator<ValueChange> {
  const resource =
    path
      .split('?')[0]
      ?.split('/')
      .findLast((part) => /^[a-z_]+$/.test(part)) ?? 'deposits';
  const usual = 'data body payload request json params event message deposit'.split(' ');
  for (const wrapper of new Set([...usual, resource, resource.replace(/s$/, ''), ...moreWrappers])) {
    yield change('wrapped', wrapper, (tree) => objectOf([[wrapper, tree]]), 2);
    yield change('wrapped', words('as-text', wrapper), (tree) => objectOf([[wrapper, textOf(jsonText(tree))]]), 2);
    yield change('wrapped', words('in-list', wrapper), (tree) => objectOf([[wrapper, { kind: 'array', items: [tree] }]]));
    yield change('members-added', wrapper, (tree) => (tree.kind === 'object' ? objectOf([...tree.members, [wrapper, tree]]) : tree));
    yield change('members-added', wrapper, (tree) => (tree.kind === 'object' ? objectOf([[wrapper, tree], ...tree.members]) : tree));
    yield change('members-added', wrapper, (tree) =>
      tree.kind === 'object' ? objectOf([...tree.members, [wrapper, textOf(jsonText(tree))]]) : tree,
    );
  }
  const beside: readonly Member[] = [
    ...['event', 'type', 'action', 'name'].flatMap((name) =>
      ['deposit', 'deposits', 'create', 'create_deposit', 'deposit.created', 'payment', 'webhook', 'notification', 'request'].map(
        (value): Member => [name, textOf(value)],
      ),
    ),
    ['method', textOf('POST')],
    ['status', textOf('ok')],
    ['status', numberOf('200')],
    ['success', { kind: 'boolean', value: true }],
    ['headers', objectOf([])],
    ['headers', { kind: 'array', items: [] }],
    ['id', nullTree],
    ['error', nullTree],
    ['meta', objectOf([])],
  ];
  for (const wrapper of ['data', 'body', 'payload', 'params', 'json', 'message'])
    for (const own of beside) {
      yield change('wrapped', words('beside', wrapper, own[0]), (tree) => objectOf([own, [wrapper, tree]]));
      yield change('wrapped', words('beside', wrapper, own[0]), (tree) => objectOf([[wrapper, tree], own]));
    }
}

const addedNames =
  'id uuid type status state created_at updated_at createdAt updatedAt deleted_at timestamp date time x_date X-Date x-date xDate login x_login X-Login x-login xLogin api_key apiKey api_signature apiSignature signature Signature sign hash hmac token _token csrf_token nonce method _method format action controller version v __v _id $id $type @type @class __type __typename class metadata meta extra custom test mobile source lang locale merchant_id user_id customer_id idempotency_key idempotencyKey x_idempotency_key reference external_id'.split(
    ' ',
  );

/** Members that were added before or behind the sent ones, with a usual value or the text of a header. */
function* additions(tree: JsonTree, { members: known, headers }: Knowledge): Generator<ValueChange> {
  if (tree.kind !== 'object') return;
  const own = new Set(tree.members.map(([name]) => name));
  const put = function* (name: string, value: JsonTree, weight: number): Generator<ValueChange> {
    yield change('members-added', name, (sent) => (sent.kind === 'object' ? objectOf([...sent.members, [name, value]]) : sent), weight);
    yield change('members-added', name, (sent) => (sent.kind === 'object' ? objectOf([[name, value], ...sent.members]) : sent), weight / 2);
  };
  const empty: readonly JsonTree[] = [
    nullTree,
    textOf(''),
    { kind: 'boolean', value: false },
    numberOf('0'),
    { kind: 'array', items: [] },
    objectOf([]),
    { kind: 'boolean', value: true },
  ];
  for (const name of known) if (!own.has(name)) for (const value of empty) yield* put(name, value, 2);
  for (const name of addedNames) if (!own.has(name)) for (const value of empty.slice(0, 4)) yield* put(name, value, 1.5);
  for (const [header, value] of headers)
    for (const name of addedNames)
      if (!own.has(name) && wordsIn(name).some((word) => header.includes(word.toLowerCase()))) yield* put(name, textOf(value), 2);
  for (const [name, value] of [
    ['_method', textOf('POST')],
    ['_method', textOf('PUT')],
    ['method', textOf('POST')],
    ['format', textOf('json')],
    ['type', textOf('deposit')],
    ['$id', textOf('1')],
    ['__v', numberOf('0')],
    ['v', numberOf('1')],
    ['version', textOf('v3')],
    ['version', numberOf('3')],
    ...['Deposit', 'DepositRequest', 'CreateDepositRequest', 'com.example.Deposit'].flatMap((text) =>
      ['$type', '@type', '@class', '__type', '__typename', 'class'].map((name): Member => [name, textOf(text)]),
    ),
  ] as const satisfies readonly Member[])
    yield* put(name, value, 1.5);
  const absent = known.filter((name) => !own.has(name));
  for (const value of empty.slice(1, 4))
    yield change('members-added', absent.slice(0, 6).join(', '), (sent) =>
      sent.kind === 'object' ? objectOf([...sent.members, ...absent.map((name): Member => [name, value])]) : sent,
    );
}

/** Members of a kind or a place that are gone, and the few that were kept. */
function* omissions(tree: JsonTree): Generator<ValueChange> {
  if (tree.kind !== 'object') return;
  const kept = (detail: Detail, isKept: (member: Member, index: number) => boolean): ValueChange =>
    change('members-dropped', detail, (own) => (own.kind === 'object' ? objectOf(own.members.filter(isKept)) : own), 2);
  yield kept(words('those-with-members-of-own'), ([, value]) => value.kind !== 'object' && value.kind !== 'array');
  yield kept(words('those-with-members-but-lists'), ([, value]) => value.kind !== 'object');
  yield kept(words('lists'), ([, value]) => value.kind !== 'array');
  yield kept(words('true-and-false'), ([, value]) => value.kind !== 'boolean');
  yield kept(words('numbers'), ([, value]) => value.kind !== 'number');
  yield kept(words('addresses-of-pages'), ([name]) => !/url|uri|link/i.test(name));
  yield kept(words('names-that-begin-with'), ([name]) => !name.startsWith('_'));
  const names = tree.members.map(([name]) => name).slice(0, 16);
  for (const [a, first] of names.entries())
    for (const [b, second] of names.entries()) {
      if (b <= a) continue;
      yield change('members-dropped', words('all-but', first, second), (own) =>
        own.kind === 'object' ? objectOf(own.members.filter(([name]) => name === first || name === second)) : own,
      );
      for (const third of names.slice(b + 1))
        yield change('members-dropped', `${first}, ${second}, ${third}`, (own) =>
          own.kind === 'object' ? objectOf(own.members.filter(([name]) => name !== first && name !== second && name !== third)) : own,
        );
    }
  const inner = new Set<string>();
  const visit = (value: JsonTree, isOuter: boolean): void => {
    if (value.kind === 'array') for (const item of value.items) visit(item, false);
    if (value.kind !== 'object') return;
    for (const [name, own] of value.members) {
      if (!isOuter) inner.add(name);
      visit(own, false);
    }
  };
  visit(tree, true);
  for (const name of [...inner].slice(0, 40))
    yield change(
      'members-dropped',
      name,
      everyValue((value, own) => (own === name ? undefined : value)),
      2,
    );
}

const fillers: readonly ((name: string) => string)[] = [
  (name) => `{{${name}}}`,
  (name) => `\${${name}}`,
  (name) => `{{ ${name} }}`,
  (name) => `{${name}}`,
  (name) => `<${name}>`,
  (name) => `$${name}`,
  (name) => `#{${name}}`,
  (name) => `[[${name}]]`,
  (name) => `@${name}@`,
  (name) => `{{{${name}}}}`,
  (name) => `<%= ${name} %>`,
  (name) => `%(${name})s`,
  (name) => `%{${name}}`,
  (name) => `$(${name})`,
  (name) => `:${name}`,
  (name) => `%${name}%`,
  (name) => `<<${name}>>`,
  (name) => `[${name}]`,
  (name) => `@{${name}}`,
  (name) => `{%${name}%}`,
  (name) => `{% ${name} %}`,
  (name) => `%%${name}%%`,
  (name) => `{$${name}}`,
  (name) => `$[${name}]`,
  (name) => `$$${name}$$`,
  (name) => `\${{${name}}}`,
  (name) => `#${name}#`,
  (name) => `__${name}__`,
  (name) => `<%${name}%>`,
  (name) => `@${name}`,
  (name) => `!${name}!`,
  (name) => `|${name}|`,
  (name) => `*${name}*`,
  (name) => `<< ${name} >>`,
  (name) => `[% ${name} %]`,
  (name) => `*|${name}|*`,
];
const dynamic = [
  '{{$guid}}',
  '{{$randomUUID}}',
  '{{$timestamp}}',
  '{{$isoTimestamp}}',
  '{{$uuid}}',
  '{{uuid}}',
  '{{guid}}',
  '{{timestamp}}',
  `\${__UUID()}`,
  `\${__UUID}`,
  `\${__time()}`,
  `\${__time}`,
  '{{$randomInt}}',
  '{{$randomNumber}}',
  '%s',
  '%d',
  '?',
  '{}',
  '{0}',
];

/** Variables of a template in one member anywhere, in a part of its value, and in two of them. */
function* templates(tree: JsonTree): Generator<ValueChange> {
  const leaves = leavesOf(tree).filter(([, value]) => value.kind === 'string' || value.kind === 'number');
  const put = (name: string, text: string, asNumber: boolean): Make =>
    everyValue((value, own) =>
      own !== name || (value.kind !== 'string' && value.kind !== 'number') ? value : asNumber ? numberOf(text) : textOf(text),
    );
  for (const [name, value] of leaves) {
    const variables = [
      ...new Set([name, camel(name), pascal(name), name.toUpperCase(), ...wordsIn(name), `data.${name}`, `order.${name}`]),
    ];
    const texts = [...fillers.flatMap((form, at) => (at < 3 ? variables : [name, camel(name)]).map(form)), ...dynamic];
    for (const text of texts) {
      yield change('template', text, put(name, text, false), 2);
      if (value.kind === 'number') yield change('template', text, put(name, text, true), 2);
      if (value.kind !== 'string') continue;
      const start = /^.*[-_ .:/]/.exec(value.value)?.[0];
      const letters = /^[^\d]+(?=\d)/.exec(value.value)?.[0];
      for (const front of new Set([start, letters]))
        if (front !== undefined) yield change('template', front + text, put(name, front + text, false));
      if (start === undefined) continue;
      const part = value.value.slice(start.length);
      for (const word of ['id', 'order_id', 'orderId', 'number'])
        if (text === fillers[0]?.(name) && part !== '')
          yield change('template', `${start}{{${word}}}`, put(name, `${start}{{${word}}}`, false));
    }
  }
  for (const [at, [first]] of leaves.slice(0, 16).entries())
    for (const [second] of leaves.slice(at + 1, 16))
      for (const form of fillers.slice(0, 3))
        for (const style of [(name: string) => name, camel]) {
          const detail = `${form(style(first))}, ${form(style(second))}`;
          yield change('template', detail, (own) => put(second, form(style(second)), false)(put(first, form(style(first)), false)(own)));
        }
}

/** Changes of values that are rare, or rare in combination: the search makes them when nothing else explains a signature. */
export function* rareValueChanges(tree: JsonTree, around: Knowledge): Generator<ValueChange> {
  yield* kindChanges();
  yield* htmlChanges();
  yield* dateChanges();
  yield* nameChanges();
  yield* omissions(tree);
  yield* memberChanges(tree);
  yield* wrappings(around.path);
  yield* additions(tree, around);
  yield* templates(tree);
}
