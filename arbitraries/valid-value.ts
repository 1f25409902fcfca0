import fc from 'fast-check';
import { type Amount, addAmounts, compareAmounts, parseAmount, subtractAmounts } from '../core/contract/amounts.ts';
import { type BoundKeyword, boundText, brokenBound } from '../core/contract/bounds.ts';
import type { JsonValue } from '../core/json.ts';
import type { JsonSchema } from '../schemas/contract.ts';
import { compile } from '../schemas/validate.ts';
import { type Alternative, alternativesOf, type Keywords } from './alternative.ts';
import { formatOf } from './format.ts';
import { visibleCharacter } from './text.ts';

export interface ValueOptions {
  /** Whether open objects get members that the schema does not name. False by default: how a party handles them is not documented. */
  readonly unknownMembers?: boolean;
}

/** Reference tokens of a JSON pointer; below an array any token is its first item. */
type Path = readonly string[];

type Members = Readonly<Record<string, JsonValue>>;

function oneOf<T>(arbitraries: readonly fc.MaybeWeightedArbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof(...arbitraries);
}

/** The exact bounds of these keywords, the least first. */
function boundsOf(schema: Keywords, keywords: readonly BoundKeyword[]): readonly Amount[] {
  return keywords.flatMap((keyword) => parseAmount(boundText(schema, keyword) ?? '') ?? []).toSorted(compareAmounts);
}

/** A plain decimal number as an exact integer of 10^-scale. */
function scaled(exact: Amount, scale: number): { readonly floor: bigint; readonly ceil: bigint } {
  if (exact.scale <= scale) {
    const units = exact.units * 10n ** BigInt(scale - exact.scale);
    return { floor: units, ceil: units };
  }
  const divisor = 10n ** BigInt(exact.scale - scale);
  const quotient = exact.units / divisor;
  const rest = exact.units % divisor;
  return { floor: rest < 0n ? quotient - 1n : quotient, ceil: rest > 0n ? quotient + 1n : quotient };
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return a > 0n ? (a + b - 1n) / b : a / b;
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? a / b : -((-a + b - 1n) / b);
}

/** A double holds every decimal of 15 digits, so such a number is spelled as it was made and never with binary noise (29.949999999999999). */
const exactDigits = 10n ** 15n;

const least = -1_000_000;
const greatest = 1_000_000_000;
/** Ids go beyond 32 bits (Deposits API docs: 3000000001). */
const greatestLong = 1_000_000_000_000_000;

const whole = (value: number): Amount => ({ units: BigInt(value), scale: 0 });

function numbers(schema: Keywords): fc.Arbitrary<number> {
  const step = schema.multipleOf ?? (schema.type === 'integer' ? 1 : 0.01);
  const stepAmount = parseAmount(String(step));
  if (stepAmount === undefined || stepAmount.units <= 0n) throw new RangeError(`multipleOf ${step} is not a positive number`);
  const { scale, units: stepUnits } = stepAmount;
  const lower = boundsOf(schema, ['minimum', 'exclusiveMinimum']).at(-1);
  const upper = boundsOf(schema, ['maximum', 'exclusiveMaximum'])[0];
  const most = whole(schema.format === 'int64' ? greatestLong : greatest);
  const lowest = [whole(least), ...(upper === undefined ? [] : [subtractAmounts(upper, whole(greatest))])].toSorted(compareAmounts)[0];
  const highest = [most, ...(lower === undefined ? [] : [addAmounts(lower, whole(greatest))])].toSorted(compareAmounts).at(-1);
  const from = scaled(lower ?? lowest ?? whole(least), scale).ceil;
  const to = scaled(upper ?? highest ?? most, scale).floor;
  let min = ceilDivide(from > -exactDigits ? from : -exactDigits, stepUnits);
  let max = floorDivide(to < exactDigits ? to : exactDigits, stepUnits);
  const asNumber = (multiple: bigint) => Number(`${multiple * stepUnits}e-${scale}`);
  const isBeyond = (multiple: bigint) => brokenBound(schema, { units: multiple * stepUnits, scale }) !== undefined;
  if (isBeyond(min)) min += 1n;
  if (isBeyond(max)) max -= 1n;
  if (min > max) throw new RangeError(`No multiple of ${step} lies within the bounds of the schema`);
  const start = min > 0n ? min : max < 0n ? max : 0n;
  const near = fc.bigInt({ min: start - 100_000n > min ? start - 100_000n : min, max: start + 100_000n < max ? start + 100_000n : max });
  const multiples = oneOf([{ weight: 3, arbitrary: near }, fc.bigInt({ min, max }), fc.constantFrom(min, max)]);
  // The validator divides doubles, and so refuses some large amounts as multiples of 0.01; values that it cannot judge are not used.
  const fits = compile(schema);
  return multiples.map(asNumber).filter((value) => fits(value).length === 0);
}

function strings(schema: Keywords): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength } = schema;
  const fits = compile(schema);
  const fitting = (text: string) => fits(text).length === 0;
  const format = schema.format === undefined ? undefined : formatOf(schema.format);
  const ways: fc.MaybeWeightedArbitrary<string>[] = [];
  const met = (schema['x-countersign-known-values'] ?? []).filter(fitting);
  if (met.length > 0) ways.push({ weight: 3, arbitrary: fc.constantFrom(...met) });
  if (format !== undefined) {
    ways.push({ weight: 2, arbitrary: format.valid().filter(fitting) });
  } else if (pattern !== undefined) {
    const matching = fc.stringMatching(new RegExp(pattern, 'u'), maxLength === undefined ? {} : { maxLength });
    ways.push({ weight: 2, arbitrary: matching.filter(fitting) });
  } else {
    const most = Math.min(maxLength ?? minLength + 24, minLength + 24);
    const free = fc.array(visibleCharacter(), { minLength, maxLength: most }).map((characters) => characters.join(''));
    // A format that this room cannot make may still be one that the validator knows.
    ways.push({ weight: 2, arbitrary: schema.format === undefined ? free : free.filter(fitting) });
  }
  const longest = maxLength === undefined || maxLength > 4096 ? undefined : textOfLength(schema, maxLength);
  if (longest !== undefined) ways.push({ weight: 1, arbitrary: fc.constant(longest) });
  return oneOf(ways);
}

const fillers = ['a', 'A', '0', '1', '-', ' '] as const;

/** A text of exactly that many characters that fits everything else that a string schema says; undefined where none is found. */
export function textOfLength(schema: Keywords, length: number): string | undefined {
  const { minLength: _least, maxLength: _most, ...rest } = schema;
  const fits = compile(kept(schema, rest));
  const made = schema.format === undefined ? undefined : formatOf(schema.format)?.ofLength?.(length);
  const candidates = [...(made === undefined ? [] : [made]), ...fillers.map((filler) => filler.repeat(length))];
  return candidates.find((text) => fits(text).length === 0);
}

const withoutLength = new WeakMap<object, Keywords>();

/** One object for a schema without its lengths, so that its validator is made once. */
function kept(schema: Keywords, rest: Keywords): Keywords {
  const before = withoutLength.get(schema);
  if (before !== undefined) return before;
  withoutLength.set(schema, rest);
  return rest;
}

function scalars(): fc.Arbitrary<JsonValue> {
  return oneOf<JsonValue>([
    fc.integer({ min: -1000, max: 1000 }),
    fc.boolean(),
    fc.array(visibleCharacter(), { maxLength: 8 }).map((c) => c.join('')),
  ]);
}

function sameJson(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Makes arbitraries of schemas: values that fit, and that have something at the end of the path. One arbitrary per schema object, so that a wide
 * contract stays cheap.
 * Values are made from type, enum, const, pattern, format, lengths, bounds, multipleOf (exact decimals), properties, required, additionalProperties,
 * items, anyOf and allOf. Where branches of oneOf are of one kind, or a keyword is not among these, the validator filters them.
 *
 * @throws TypeError (the function that is made) where the keywords exclude each other, RangeError where no number is between the bounds
 */
export function valuesBy(options: ValueOptions): (schema: JsonSchema, path: Path) => fc.Arbitrary<JsonValue> {
  const made = new WeakMap<object, fc.Arbitrary<JsonValue>>();

  function arrays(schema: Keywords, path: Path): fc.Arbitrary<JsonValue> {
    const { minItems = 0, maxItems = minItems + 3 } = schema;
    const items = schema.items === undefined ? scalars() : make(schema.items, []);
    const [, ...rest] = path;
    const least = Math.max(minItems, path.length > 0 ? 1 : 0);
    const bounds = { minLength: least, maxLength: Math.max(least, Math.min(maxItems, least + 3)) };
    const many = schema.uniqueItems === true ? fc.uniqueArray(items, { ...bounds, comparator: sameJson }) : fc.array(items, bounds);
    if (rest.length === 0 || schema.items === undefined) return many;
    return fc.tuple(make(schema.items, rest), many).map(([first, others]) => [first, ...others.slice(1)]);
  }

  function objects(schema: Keywords, path: Path): fc.Arbitrary<JsonValue> {
    const [next, ...rest] = path;
    const declared = Object.entries(schema.properties ?? {});
    const model = Object.fromEntries(declared.map(([name, member]) => [name, make(member, name === next ? rest : [])]));
    const required = [...(schema.required ?? []), ...(next === undefined ? [] : [next])];
    for (const name of required) {
      if (!Object.hasOwn(model, name)) model[name] = scalars();
    }
    const named: fc.Arbitrary<Members> = fc.record(model, {
      requiredKeys: required.filter((name) => Object.hasOwn(model, name)),
      noNullPrototype: true,
    });
    const others = schema.additionalProperties;
    const free =
      typeof others === 'object' ? make(others, []) : others !== false && options.unknownMembers === true ? scalars() : undefined;
    if (free === undefined) return named;
    const names = fc.stringMatching(/^[a-z][a-z_]{2,12}$/).filter((name) => !Object.hasOwn(model, name));
    const extra = fc.dictionary(names, free, { maxKeys: 2, noNullPrototype: true });
    return fc.tuple(named, extra).map(([members, more]) => ({ ...members, ...more }));
  }

  function alternative({ kind, schema }: Alternative, path: Path): fc.Arbitrary<JsonValue> {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) {
      const fits = compile(schema);
      return fc.constantFrom(...schema.enum.filter((value) => fits(value).length === 0));
    }
    switch (kind) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'number':
        return numbers(schema);
      case 'string':
        return strings(schema);
      case 'array':
        return arrays(schema, path);
      case 'object':
        return objects(schema, path);
    }
  }

  function make(schema: JsonSchema, path: Path): fc.Arbitrary<JsonValue> {
    const before = path.length === 0 ? made.get(schema) : undefined;
    if (before !== undefined) return before;
    const all = alternativesOf(schema);
    const able = path.length === 0 ? all : all.filter((way) => way.kind === 'object' || way.kind === 'array');
    if (able.length === 0) throw new TypeError('No value can fit a schema whose keywords exclude each other');
    const any = oneOf(able.map((way) => ({ weight: way.kind === 'null' ? 1 : 3, arbitrary: alternative(way, path) })));
    const result = able.every(({ exact }) => exact) ? any : any.filter((value) => compile(schema)(value).length === 0);
    if (path.length === 0) made.set(schema, result);
    return result;
  }

  return make;
}
