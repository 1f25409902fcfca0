import { type JsonValue, tree } from '../core/json.ts';
import type { JsonSchema } from '../schemas/contract.ts';
import { violationsOf } from '../schemas/exact.ts';
import { compile } from '../schemas/validate.ts';
import { type Alternative, alternativesOf, foreignKinds, type Keywords, type Kind, kindOf } from './alternative.ts';
import { formatOf } from './format.ts';
import { textOfLength } from './valid-value.ts';

/**
 * Values of each kind that are not a spelling of another kind: no text with digits (amounts and ids are sent as text too, C15, C18), no array around
 * a right value.
 */
const ofKind: Readonly<Record<Kind, readonly JsonValue[]>> = {
  null: [null],
  boolean: [true],
  number: [7],
  string: ['wrong'],
  array: [[], ['wrong']],
  object: [{}, { wrong: true }],
};

const longestText = 20_000;

function spoilt(text: string): readonly string[] {
  const head = text.slice(0, -1);
  return [
    head,
    text.slice(1),
    `${text}x`,
    `${text}1`,
    `${text}X`,
    `${text} `,
    ` ${text}`,
    `${text}\n`,
    text.toLowerCase(),
    text.toUpperCase(),
    ...['ñ', '!', '1', 'x', ' ', '/', '.', '日', '😀'].map((last) => head + last),
  ];
}

/** What looks like a number, a date or a code, but is not one. */
function lookalikes(text: string): readonly string[] {
  if (/^\d{8}$/.test(text)) return [text.replace(/(..)(..)$/, '-$1-$2')];
  if (/^\d+$/.test(text)) return [`0x${text}`, `${text}00.001`, `${text},5`, text.padEnd(19, '0')];
  return /^[A-Za-z]{1,3}$/.test(text) ? [`${text}-${text.toUpperCase()}`] : [];
}

/** The likeliest to be taken for it: other letter case, one character more, blanks around it, and a character less or of another class. */
function likeliest(text: string): readonly string[] {
  const [head, last] = [text.slice(0, -1), text.slice(-1)];
  return [
    ...[text.toLowerCase(), text.toUpperCase(), `${text}x`, `${text} `, ` ${text}`, `x${text}`, `${text}${last}`, head],
    ...lookalikes(text),
    ...[last.toLowerCase(), '1', '_', '.', '/', '\u00f1'].map((other) => head + other),
    `${text}\n`,
  ];
}

function texts(schema: Keywords): readonly string[] {
  const { minLength = 0, maxLength } = schema;
  const fits = compile(schema);
  const found = Array.from({ length: 40 }, (_, length) => textOfLength(schema, length)).find(
    (text) => text !== undefined && text !== '' && fits(text).length === 0,
  );
  const format = schema.format === undefined ? undefined : formatOf(schema.format);
  const listed = (schema.enum ?? []).filter((value) => typeof value === 'string');
  const met = schema['x-countersign-known-values'] ?? [];
  // A changed text of some format may well be another text of that format: those have their own lists.
  const right = [...listed, ...met, ...(found === undefined || format !== undefined ? [] : [found])];
  const lengths = [minLength - 1, 0, ...(maxLength === undefined ? [] : [maxLength + 1, maxLength + 2, 2 * maxLength + 1, 10 * maxLength])];
  return [
    // The likeliest come first.
    ...right.slice(0, 1).flatMap(likeliest),
    ...lengths.filter((length) => length >= 0 && length <= longestText).map((length) => textOfLength(schema, length) ?? 'x'.repeat(length)),
    ...right.slice(0, 4).flatMap(spoilt),
    ...(format?.invalid ?? []),
    ...(format?.unusual ?? []),
    'wrong',
    'NOT_LISTED',
  ];
}

function numbers(schema: Keywords): readonly number[] {
  const step = schema.multipleOf ?? (schema.type === 'integer' ? 1 : 0.01);
  const lower = [schema.minimum, schema.exclusiveMinimum].filter((bound) => bound !== undefined);
  const upper = [schema.maximum, schema.exclusiveMaximum].filter((bound) => bound !== undefined);
  // Rounded to 15 digits, so that a difference of decimals is a decimal too.
  const round = (value: number) => Number(value.toPrecision(15));
  return [
    ...lower.flatMap((bound) => [bound, round(bound - step), round(bound - 1), round(bound - 100 * step)]),
    ...upper.flatMap((bound) => [bound, round(bound + step), round(bound + 1), round(bound * 10), round(bound * 1000)]),
    ...[0, 1, 10, 100].flatMap((base) => [round(base + step / 2), round(base + step * 1.1), base + 0.5]),
    0,
    -1,
    -0.01,
  ];
}

function pool({ kind, schema }: Alternative): readonly JsonValue[] {
  if (kind === 'string') return texts(schema);
  if (kind === 'number') return numbers(schema);
  // Another value of the kind, where enum or const fix it.
  return kind === 'boolean' ? [true, false] : [];
}

/** The only keyword that a value breaks, whatever alternative it is compared with; undefined where it fits, or breaks more than one. */
function onlyKeyword(schema: JsonSchema, value: JsonValue): string | undefined {
  const spelled = tree(value);
  if (violationsOf(schema, spelled).length === 0) return undefined;
  const sameKind = alternativesOf(schema).filter(({ kind }) => kind === kindOf(value));
  if (sameKind.length === 0) return 'type';
  const broken = sameKind.map((way) => violationsOf(way.schema, spelled));
  const keywords = new Set(broken.flat().map(({ pointer, keyword }) => (pointer === '' ? keyword : undefined)));
  const [only] = keywords;
  return keywords.size === 1 && broken.every((list) => list.length > 0) ? only : undefined;
}

/** Values that break exactly one keyword of a schema at its root, by keyword. */
export type Breaches = ReadonlyMap<string, readonly JsonValue[]>;

export interface BreachOptions {
  /**
   * Whether a member may be unset. Then null is not a value of the wrong kind, because the PHP client sends it for every unset member; nor does the
   * empty text break a pattern.
   */
  readonly optional: boolean;
  /** Whether a number with a fraction counts as the wrong kind for an integer: in JSON both are numbers, so by some interpretations it does not. */
  readonly fractionIsWrong: boolean;
}

/**
 * Values that break exactly one keyword of the schema: found by trying values next to its bounds, lengths, patterns, formats and lists, and asking
 * the validator which keyword each one breaks.
 * A keyword that cannot be broken by itself (a length that the pattern implies) has none.
 */
export function breachesOf(schema: JsonSchema, { optional, fractionIsWrong }: BreachOptions): Breaches {
  const foreign = foreignKinds(schema).filter((kind) => !optional || kind !== 'null');
  const candidates = [...foreign.flatMap((kind) => ofKind[kind]), ...alternativesOf(schema).flatMap(pool)];
  const found = new Map<string, JsonValue[]>();
  const seen = new Set<string>();
  for (const value of candidates) {
    const spelling = JSON.stringify(value);
    if (seen.has(spelling)) continue;
    seen.add(spelling);
    const keyword = onlyKeyword(schema, value);
    if (keyword === undefined) continue;
    if (value === '' && optional && keyword !== 'minLength') continue;
    if (keyword === 'type' && typeof value === 'number' && !fractionIsWrong && !foreign.includes('number')) continue;
    found.set(keyword, [...(found.get(keyword) ?? []), value]);
  }
  return found;
}
