import type { JsonTree } from '../json.ts';
import type { Layout, MemberOrder, Spelling, StringStyle } from './json-spelling.ts';
import { asWritten, layouts, orders, spelled, stringStyles } from './json-spelling.ts';
import type { NumberStyle } from './number-text.ts';
import { runtimeNumbers } from './number-text.ts';

/** One call of one language's library, and the text that it makes of a value that it has read. */
export interface Writer {
  /** The language and the call, as people know it: `Python json.dumps(value)`. */
  readonly id: string;
  readonly write: (tree: JsonTree) => string;
  /** Whether the text is JSON; else it is a language's own text, or a form. */
  readonly isJson: boolean;
  readonly weight: number;
  /** Whether specs/vectors/serialisers.json holds what the real one wrote. */
  readonly isRecorded: boolean;
}

function json(
  id: string,
  strings: StringStyle,
  numbers: NumberStyle,
  layout: Layout,
  order: MemberOrder,
  more: Partial<Spelling> & { readonly weight?: number; readonly isRecorded?: boolean } = {},
): Writer {
  const spelling: Spelling = { ...asWritten, strings, names: strings, numbers, layout, order, ...more };
  return { id, write: (tree) => spelled(tree, spelling), isJson: true, weight: more.weight ?? 5, isRecorded: more.isRecorded ?? true };
}

const isNull = (value: JsonTree): boolean => value.kind === 'null';

/** Null, an empty text, an empty array and an empty object. */
export function isEmpty(value: JsonTree): boolean {
  if (value.kind === 'null') return true;
  if (value.kind === 'string') return value.value === '';
  if (value.kind === 'array') return value.items.length === 0;
  return value.kind === 'object' && value.members.length === 0;
}

/** As Jackson's NON_EMPTY sees it: an object of which every member would be left out is empty, too. */
function isHollow(value: JsonTree): boolean {
  return value.kind === 'object' ? value.members.every(([, inner]) => isHollow(inner)) : isEmpty(value);
}

/** What PHP's associative arrays make from an object: an empty one, and one whose names count from 0, is a list. */
function listsOfObjects(value: JsonTree): JsonTree {
  if (value.kind !== 'object' || !value.members.every(([name], index) => name === String(index))) return value;
  return { kind: 'array', items: value.members.map(([, item]) => item) };
}

/** JSON_FORCE_OBJECT. */
export function objectsOfLists(value: JsonTree): JsonTree {
  return value.kind === 'array' ? { kind: 'object', members: value.items.map((item, index) => [String(index), item]) } : value;
}

/** JSON_NUMERIC_CHECK: texts that are numbers become numbers. */
export function numbersOfTexts(value: JsonTree): JsonTree {
  return value.kind === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.value)
    ? { kind: 'number', text: value.value }
    : value;
}

const { compact, spaced, two, four, tab, twoCrlf } = layouts;
const { mapped, sorted } = orders;
const number = runtimeNumbers;
const style = stringStyles;

const javaScript: readonly Writer[] = [
  json('JavaScript JSON.stringify(value)', style.javaScript, number.javaScript, compact, orders.javaScript, { weight: 12 }),
  json('JavaScript JSON.stringify(value, null, 2)', style.javaScript, number.javaScript, two, orders.javaScript, { weight: 6 }),
  json('JavaScript JSON.stringify(value, null, 4)', style.javaScript, number.javaScript, four, orders.javaScript),
  json("JavaScript JSON.stringify(value, null, '\\t')", style.javaScript, number.javaScript, tab, orders.javaScript),
  json('JavaScript JSON.stringify(value), members sorted', style.javaScript, number.javaScript, compact, (members) =>
    orders.javaScript(orders.sortedByUnit(members)),
  ),
];

const python: readonly Writer[] = [
  json('Python json.dumps(value)', style.python, number.python, spaced, mapped, { weight: 12 }),
  json("Python json.dumps(value, separators=(',', ':'))", style.python, number.python, compact, mapped, { weight: 10 }),
  json('Python json.dumps(value, ensure_ascii=False)', style.pythonUtf8, number.python, spaced, mapped, { weight: 8 }),
  json("Python json.dumps(value, separators=(',', ':'), ensure_ascii=False)", style.pythonUtf8, number.python, compact, mapped, {
    weight: 8,
  }),
  json('Python json.dumps(value, sort_keys=True)', style.python, number.python, spaced, sorted, { weight: 8 }),
  json("Python json.dumps(value, sort_keys=True, separators=(',', ':'))", style.python, number.python, compact, sorted, { weight: 8 }),
  json(
    "Python json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)",
    style.pythonUtf8,
    number.python,
    compact,
    sorted,
  ),
  json('Python json.dumps(value, indent=2)', style.python, number.python, two, mapped),
  json('Python json.dumps(value, indent=4)', style.python, number.python, four, mapped),
  json('Python json.dumps(value, indent=2, ensure_ascii=False)', style.pythonUtf8, number.python, two, mapped),
  json('Python json.dumps(value, indent=4, ensure_ascii=False)', style.pythonUtf8, number.python, four, mapped),
];

const phpAssociative = { reshape: listsOfObjects };

const php: readonly Writer[] = [
  json('PHP json_encode($value)', style.phpDefault, number.php, compact, mapped, { weight: 12 }),
  json('PHP json_encode($array)', style.phpDefault, number.php, compact, mapped, { weight: 12, ...phpAssociative }),
  json('PHP json_encode($value, JSON_UNESCAPED_SLASHES)', style.phpSlashes, number.php, compact, mapped, { weight: 10 }),
  json('PHP json_encode($value, JSON_UNESCAPED_UNICODE)', style.phpUnicode, number.php, compact, mapped, { weight: 10 }),
  json('PHP json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)', style.phpBoth, number.php, compact, mapped, {
    weight: 10,
  }),
  json('PHP json_encode($array, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)', style.phpBoth, number.php, compact, mapped, {
    weight: 8,
    ...phpAssociative,
  }),
  json('PHP json_encode($value, JSON_PRETTY_PRINT)', style.phpDefault, number.php, four, mapped),
  json(
    'PHP json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)',
    style.phpBoth,
    number.php,
    four,
    mapped,
  ),
  json('PHP json_encode($value, JSON_PRESERVE_ZERO_FRACTION)', style.phpDefault, number.phpZeroFraction, compact, mapped),
  json(
    'PHP json_encode($value, JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)',
    style.phpBoth,
    number.phpZeroFraction,
    compact,
    mapped,
  ),
  json('PHP json_encode($value, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT)', style.phpHex, number.php, compact, mapped),
  json('PHP json_encode($array, JSON_FORCE_OBJECT)', style.phpDefault, number.php, compact, mapped, { reshape: objectsOfLists }),
  json('PHP json_encode($value), serialize_precision=17', style.phpDefault, number.phpSeventeen, compact, mapped),
  json('PHP json_encode($array), ksort', style.phpDefault, number.php, compact, sorted, { ...phpAssociative, isRecorded: false }),
];

const go: readonly Writer[] = [
  json('Go json.Marshal(map)', style.go, number.go, compact, sorted, { weight: 10 }),
  json('Go json.NewEncoder(w).Encode(map)', style.go, number.go, compact, sorted, { weight: 8, end: '\n' }),
  json('Go json.NewEncoder(w).Encode(map), SetEscapeHTML(false)', style.goPlain, number.go, compact, sorted, { end: '\n' }),
  json('Go json.Marshal(map), UseNumber', style.go, number.asWritten, compact, sorted),
  json('Go json.Marshal(struct)', style.go, number.asWritten, compact, mapped, { weight: 10 }),
  json('Go json.NewEncoder(w).Encode(struct)', style.go, number.asWritten, compact, mapped, { weight: 8, end: '\n' }),
  json('Go json.NewEncoder(w).Encode(struct), SetEscapeHTML(false)', style.goPlain, number.asWritten, compact, mapped, { end: '\n' }),
  json('Go json.Marshal(struct), float64', style.go, number.go, compact, mapped, { isRecorded: false }),
  json('Go json.MarshalIndent(map, "", "  ")', style.go, number.go, two, sorted),
  json('Go json.MarshalIndent(map, "", "\\t")', style.go, number.go, tab, sorted),
];

const java: readonly Writer[] = [
  json('Jackson writeValueAsString(JsonNode)', style.jackson, number.javaDouble, compact, mapped, { weight: 10 }),
  json('Jackson writeValueAsString(JsonNode), USE_BIG_DECIMAL_FOR_FLOATS', style.jackson, number.bigDecimalStripped, compact, mapped, {
    weight: 6,
  }),
  json('Jackson writeValueAsString(Map), USE_BIG_DECIMAL_FOR_FLOATS', style.jackson, number.bigDecimal, compact, mapped, { weight: 6 }),
  json('Jackson writeValueAsString(JsonNode), ESCAPE_NON_ASCII', style.jacksonAscii, number.javaDouble, compact, mapped),
  json('Jackson JsonNode.toPrettyString()', style.jackson, number.javaDouble, layouts.jackson, mapped),
  json('Jackson writeValueAsString(Map), ORDER_MAP_ENTRIES_BY_KEYS', style.jackson, number.javaDouble, compact, orders.sortedByUnit),
  json('Jackson writeValueAsString(Map), NON_NULL', style.jackson, number.javaDouble, compact, mapped, { drops: isNull, weight: 8 }),
  json('Jackson writeValueAsString(Map), NON_EMPTY', style.jackson, number.javaDouble, compact, mapped, { drops: isHollow }),
  json('Jackson writeValueAsString(HashMap)', style.jackson, number.javaDouble, compact, orders.hashMap, { weight: 6 }),
  json('Jackson JsonNode.toPrettyString(), CRLF', style.jackson, number.javaDouble, layouts.jacksonCrlf, mapped, { isRecorded: false }),
  json('Gson toJson(JsonElement)', style.gson, number.asWritten, compact, mapped, { drops: isNull, weight: 8 }),
  json('Gson toJson(JsonElement), serializeNulls', style.gson, number.asWritten, compact, mapped, { weight: 6 }),
  json('Gson toJson(JsonElement), serializeNulls, disableHtmlEscaping', style.gsonPlain, number.asWritten, compact, mapped),
  json('Gson toJson(JsonElement), disableHtmlEscaping', style.gsonPlain, number.asWritten, compact, mapped, { drops: isNull }),
  json('Gson toJson(Map)', style.gson, number.gsonObject, compact, mapped, { drops: isNull }),
  json('Gson toJson(Map), serializeNulls', style.gson, number.gsonObject, compact, mapped),
  json('Gson toJson(JsonElement), setPrettyPrinting', style.gson, number.asWritten, two, mapped, { drops: isNull }),
  json('json-simple JSONObject.toJSONString()', style.jsonSimple, number.javaDouble, compact, orders.hashMap),
];

const ruby: readonly Writer[] = [
  json('Ruby JSON.generate(value)', style.ruby, number.ruby, compact, mapped, { weight: 8 }),
  json('Ruby JSON.pretty_generate(value)', style.ruby, number.ruby, layouts.hollow, mapped),
  json('Ruby JSON.pretty_generate(value), json 2.10', style.ruby, number.ruby, two, mapped, { isRecorded: false }),
  json('Ruby JSON.generate(value, ascii_only: true)', style.rubyAscii, number.ruby, compact, mapped),
  json('Ruby JSON.generate(value, escape_slash: true)', style.rubySlashes, number.ruby, compact, mapped),
  json('Ruby JSON.generate(value, script_safe: true)', style.rubyScriptSafe, number.ruby, compact, mapped, { isRecorded: false }),
  json('Rails to_json', style.rails, number.ruby, compact, mapped, { weight: 8, isRecorded: false }),
];

// The system packages no runtime of these: their rules are from their documentation.
const others: readonly Writer[] = [
  json('.NET JsonSerializer.Serialize(value)', style.dotNet, number.dotNetDouble, compact, mapped, { weight: 10, isRecorded: false }),
  json('.NET JsonSerializer.Serialize(JsonNode)', style.dotNet, number.asWritten, compact, mapped, { weight: 10, isRecorded: false }),
  json('.NET JsonSerializer.Serialize(JsonNode), UnsafeRelaxedJsonEscaping', style.dotNetRelaxed, number.asWritten, compact, mapped, {
    isRecorded: false,
  }),
  json('.NET JsonSerializer.Serialize(JsonNode), WriteIndented', style.dotNet, number.asWritten, two, mapped, { isRecorded: false }),
  json('.NET JsonSerializer.Serialize(JsonNode), WriteIndented, CRLF', style.dotNet, number.asWritten, twoCrlf, mapped, {
    isRecorded: false,
  }),
  json('.NET JsonSerializer.Serialize(JsonNode), WhenWritingNull', style.dotNet, number.asWritten, compact, mapped, {
    drops: isNull,
    isRecorded: false,
  }),
  json('.NET JsonConvert.SerializeObject(value)', style.newtonsoft, number.newtonsoft, compact, mapped, { weight: 8, isRecorded: false }),
  json('.NET JsonConvert.SerializeObject(value), decimal', style.newtonsoft, number.asWritten, compact, mapped, { isRecorded: false }),
  json('.NET JsonConvert.SerializeObject(value, Formatting.Indented)', style.newtonsoft, number.newtonsoft, two, mapped, {
    isRecorded: false,
  }),
  json('.NET JsonConvert.SerializeObject(value, Formatting.Indented), CRLF', style.newtonsoft, number.newtonsoft, twoCrlf, mapped, {
    isRecorded: false,
  }),
  json('Swift JSONEncoder().encode(value)', style.rubySlashes, number.asWritten, compact, mapped, { weight: 6, isRecorded: false }),
  json('Swift JSONEncoder().encode(value), .sortedKeys', style.rubySlashes, number.asWritten, compact, sorted, { isRecorded: false }),
  json('Swift JSONEncoder().encode(value), .prettyPrinted', style.rubySlashes, number.asWritten, layouts.swift, mapped, {
    isRecorded: false,
  }),
  json('Swift JSONEncoder().encode(value), [.prettyPrinted, .sortedKeys]', style.rubySlashes, number.asWritten, layouts.swift, sorted, {
    isRecorded: false,
  }),
  json(
    'Swift JSONEncoder().encode(value), [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]',
    style.javaScript,
    number.asWritten,
    layouts.swift,
    sorted,
    { isRecorded: false },
  ),
  json("PostgreSQL jsonb's text", style.javaScript, number.asWritten, spaced, orders.byLength, { isRecorded: false }),
  json('PHP json_encode($array), ksort, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE', style.phpBoth, number.php, compact, sorted, {
    ...phpAssociative,
    isRecorded: false,
  }),
  json('Rust serde_json::to_string(value)', style.rust, number.rust, compact, sorted, { isRecorded: false }),
  json('Rust serde_json::to_string(value), preserve_order', style.rust, number.rust, compact, mapped, { isRecorded: false }),
];

const pythonShort: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** Characters that Python does not print: everything that is not a letter, mark, number, sign or the plain space. */
const unprintable = /(?! )[\p{C}\p{Z}\\]/gu;

/** Python's repr of a text: single quotation marks unless it holds those and no double ones. */
const pythonRepr: StringStyle = (value) => {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const shown = value.replace(unprintable, (found) => {
    const code = found.codePointAt(0) ?? 0;
    const [letter, width] = code < 0x100 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8];
    return pythonShort[found] ?? `\\${letter}${code.toString(16).padStart(Number(width), '0')}`;
  });
  return `${quote}${quote === "'" ? shown.replaceAll("'", "\\'") : shown}${quote}`;
};

const rubyShort: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\u000b': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

const rubyInspect: StringStyle = (value) =>
  `"${value
    .replace(
      /(?!\u0085)[\p{Cc}\p{Zl}\p{Zp}"\\]/gu,
      (found) => rubyShort[found] ?? `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .replace(/#(?=[{$@])/g, '\\#')}"`;

function text(id: string, spelling: Spelling, isRecorded: boolean): Writer {
  return { id, write: (tree) => spelled(tree, spelling), isJson: false, weight: 4, isRecorded };
}

/** Python's str leaves a text as it is, and quotes only nested texts. */
function bareTexts(writer: Writer): Writer {
  return { ...writer, write: (tree) => (tree.kind === 'string' ? tree.value : writer.write(tree)) };
}

const pythonSpelling: Spelling = {
  ...asWritten,
  strings: pythonRepr,
  names: pythonRepr,
  numbers: number.python,
  layout: spaced,
  order: mapped,
  words: { true: 'True', false: 'False', null: 'None' },
};
const pythonSortedSpelling: Spelling = { ...pythonSpelling, order: sorted };

/** Python's repr of a value. */
export function pythonText(tree: JsonTree): string {
  return spelled(tree, pythonSpelling);
}

/** Python's repr of a value whose names are sorted first. */
export function pythonSorted(tree: JsonTree): string {
  return spelled(tree, pythonSortedSpelling);
}

const bare: StringStyle = (value) => value;

const languageTexts: readonly Writer[] = [
  bareTexts(text('Python str(value)', pythonSpelling, true)),
  text(
    'Ruby value.inspect',
    {
      ...asWritten,
      strings: rubyInspect,
      names: rubyInspect,
      numbers: number.ruby,
      layout: { ...spaced, colon: '=>' },
      order: mapped,
      words: { true: 'true', false: 'false', null: 'nil' },
    },
    true,
  ),
  text(
    'Ruby value.inspect, 3.4',
    {
      ...asWritten,
      strings: rubyInspect,
      names: rubyInspect,
      numbers: number.ruby,
      layout: { ...spaced, colon: ' => ' },
      order: mapped,
      words: { true: 'true', false: 'false', null: 'nil' },
    },
    false,
  ),
  text(
    'Java Map.toString()',
    { ...asWritten, strings: bare, names: bare, numbers: number.javaDouble, layout: { ...spaced, colon: '=' }, order: mapped },
    true,
  ),
  text(
    'Java HashMap.toString()',
    { ...asWritten, strings: bare, names: bare, numbers: number.javaDouble, layout: { ...spaced, colon: '=' }, order: orders.hashMap },
    true,
  ),
  text(
    'Go fmt.Sprint(map)',
    {
      ...asWritten,
      strings: bare,
      names: bare,
      numbers: number.goText,
      layout: { ...compact, comma: ' ', emptyObject: 'map[]' },
      order: sorted,
      words: { true: 'true', false: 'false', null: '<nil>' },
      object: ['map[', ']'],
    },
    true,
  ),
];

function formEncoded(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/[!'()*~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A member of a form's pairs: names of nested values in square brackets, as PHP writes them. */
function inner(outer: string, own: string): string {
  return outer === '' ? own : `${outer}[${own}]`;
}

/** Pairs of a form; null is left out. */
function formPairs(tree: JsonTree, name: string): readonly string[] {
  if (tree.kind === 'object') return mapped(tree.members).flatMap(([own, value]) => formPairs(value, inner(name, own)));
  if (tree.kind === 'array') return tree.items.flatMap((item, index) => formPairs(item, inner(name, String(index))));
  if (tree.kind === 'null') return [];
  const value = tree.kind === 'boolean' ? (tree.value ? '1' : '0') : tree.kind === 'number' ? number.phpText(tree.text) : tree.value;
  return [`${formEncoded(name)}=${formEncoded(value)}`];
}

const forms: readonly Writer[] = [
  { id: 'PHP http_build_query($array)', write: (tree) => formPairs(tree, '').join('&'), isJson: false, weight: 4, isRecorded: true },
];

/** Every writer that the search knows. Where several write the same bytes, the order here is the order in which they are named. */
export const writers: readonly Writer[] = [
  ...javaScript,
  ...python,
  ...php,
  ...go,
  ...java,
  ...ruby,
  ...others,
  ...languageTexts,
  ...forms,
];

/** How a text becomes a JSON string, by language: for what was stringified twice. */
export const stringWriters: readonly (readonly [id: string, style: StringStyle])[] = [
  ['JavaScript JSON.stringify(text)', style.javaScript],
  ['PHP json_encode($text)', style.phpDefault],
  ['PHP json_encode($text, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)', style.phpBoth],
  ['PHP json_encode($text, JSON_UNESCAPED_SLASHES)', style.phpSlashes],
  ['PHP json_encode($text, JSON_UNESCAPED_UNICODE)', style.phpUnicode],
  ['Python json.dumps(text)', style.python],
  ['Go json.Marshal(text)', style.go],
  ['Jackson writeValueAsString(text)', style.jackson],
  ['Gson toJson(text)', style.gson],
  ['.NET JsonSerializer.Serialize(text)', style.dotNet],
];
