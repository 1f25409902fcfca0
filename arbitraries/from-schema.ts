import fc from 'fast-check';
import type { JsonValue } from '../core/json.ts';
import type { JsonSchema } from '../schemas/contract.ts';
import { alternativesOf, type Keywords, type Kind } from './alternative.ts';
import { breachesOf } from './breach.ts';
import { valuesBy } from './valid-value.ts';

type Weight = NonNullable<JsonSchema['x-countersign-basis']>;

type Members = Readonly<Record<string, JsonValue>>;

/** Two values of one member: a body differs from its control only in them. */
export interface Pair {
  /** Fits the member's schema; never null. */
  readonly right: JsonValue;
  /** Breaks the one keyword; undefined where the member is to be left out. */
  readonly wrong: JsonValue | undefined;
}

/** One keyword that can be broken by itself, at one place of the values of a schema. */
export interface KeywordViolation {
  /** JSON pointer of the member that is wrong or missing; empty for the whole value, and with `/0` for an item. */
  readonly pointer: string;
  readonly keyword: string;
  /** Whether it is a violation by every interpretation: a marked member that is missing or of the wrong kind (END-03), or a body of the wrong kind. */
  readonly unambiguous: boolean;
  /** Level of the statement that is broken: the keyword's own, else the member's, else that of its parent. */
  readonly basis: Weight | undefined;
  /** The ambiguity about the member, undefined for unambiguous violations. */
  readonly ambiguity: string | undefined;
  readonly cases: fc.Arbitrary<Pair>;
  /** The kinds of the right values. */
  readonly kinds: readonly Kind[];
  /** The wrong values of the cases, where they are a list. */
  readonly wrongs?: readonly JsonValue[];
}

function below(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const make = valuesBy({});

/** The kinds of a schema's values, without null. */
function kindsOf(schema: JsonSchema): readonly Kind[] {
  return [...new Set(alternativesOf(schema).map(({ kind }) => kind))].filter((kind) => kind !== 'null');
}

function notNull(values: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return values.filter((value) => value !== null);
}

/** The place of a member, and what is known about it from outside. */
interface Place {
  readonly schema: JsonSchema;
  readonly pointer: string;
  readonly inherited: Weight | undefined;
  readonly optional: boolean;
}

function keywordBasis(schema: JsonSchema, keyword: string): Weight | undefined {
  const own = schema['x-countersign-keyword-basis']?.[keyword];
  return own ?? alternativesOf(schema).flatMap((way) => way.schema['x-countersign-keyword-basis']?.[keyword] ?? [])[0];
}

/** Array values with the keyword broken, made from a right array of one item or more. */
function arrayChanges(schema: Keywords): ReadonlyMap<string, (right: readonly JsonValue[]) => JsonValue> {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems = false } = schema;
  const changes = new Map<string, (right: readonly JsonValue[]) => JsonValue>();
  if (minItems > 0) changes.set('minItems', (right) => right.slice(0, minItems - 1));
  if (Number.isFinite(maxItems) && !uniqueItems) {
    changes.set('maxItems', (right) => Array.from({ length: maxItems + 1 }, (_, index) => right[index % right.length] ?? null));
  }
  if (uniqueItems && maxItems > 1) changes.set('uniqueItems', (right) => [...right.slice(0, maxItems - 1), right[0] ?? null]);
  return changes;
}

function violationsAt(place: Place): readonly KeywordViolation[] {
  const { schema, pointer, optional } = place;
  const marked = schema['x-countersign-unambiguous'] === true;
  const basis = schema['x-countersign-basis'] ?? place.inherited;
  const kinds = kindsOf(schema);
  const entry = (keyword: string, cases: fc.Arbitrary<Pair>, wrongs?: readonly JsonValue[]): KeywordViolation => {
    const unambiguous = (keyword === 'type' || keyword === 'required') && (marked || pointer === '');
    const ambiguity = unambiguous ? undefined : schema['x-countersign-ambiguity'];
    const known = { pointer, keyword, unambiguous, basis: keywordBasis(schema, keyword) ?? basis, ambiguity, cases, kinds };
    return wrongs === undefined ? known : { ...known, wrongs };
  };

  const breaches = breachesOf(schema, { optional, fractionIsWrong: !marked });
  const right = notNull(make(schema, []));
  const own = [...breaches].map(([keyword, wrongs]) => entry(keyword, fc.record({ right, wrong: fc.constantFrom(...wrongs) }), wrongs));

  const ways = alternativesOf(schema);
  // Where several alternatives are objects, or arrays, what breaks one may fit another.
  const arrays = ways.filter(({ kind }) => kind === 'array');
  const array = arrays.length === 1 ? arrays[0]?.schema : undefined;
  const objects = ways.filter(({ kind }) => kind === 'object');
  const object = objects.length === 1 ? objects[0]?.schema : undefined;
  return [...own, ...(array === undefined ? [] : inArray(array)), ...(object === undefined ? [] : inObject(object))];

  function inArray(keywords: Keywords): readonly KeywordViolation[] {
    const filled = make(schema, ['0']).filter((value) => Array.isArray(value));
    const changed = [...arrayChanges(keywords)].map(([keyword, change]) =>
      entry(
        keyword,
        filled.map((value) => ({ right: value, wrong: change(Array.isArray(value) ? value : []) })),
      ),
    );
    if (keywords.items === undefined || keywords.enum !== undefined) return changed;
    return [...changed, ...violationsAt({ schema: keywords.items, pointer: below(pointer, '0'), inherited: basis, optional: false })];
  }

  function inObject(keywords: Keywords): readonly KeywordViolation[] {
    if (keywords.enum !== undefined || keywords.const !== undefined) return [];
    const { properties = {}, required = [], additionalProperties } = keywords;
    const members = Object.entries(properties).flatMap(([name, member]) => {
      const isRequired = required.includes(name);
      const within = violationsAt({ schema: member, pointer: below(pointer, name), inherited: basis, optional: !isRequired });
      if (!isRequired) return within;
      const unambiguous = member['x-countersign-unambiguous'] === true;
      const missing: KeywordViolation = {
        pointer: below(pointer, name),
        keyword: 'required',
        unambiguous,
        kinds: kindsOf(member),
        basis: keywords['x-countersign-keyword-basis']?.required ?? member['x-countersign-basis'] ?? basis,
        ambiguity: unambiguous ? undefined : (member['x-countersign-ambiguity'] ?? schema['x-countersign-ambiguity']),
        cases: notNull(make(member, [])).map((value) => ({ right: value, wrong: undefined })),
      };
      return [missing, ...within];
    });
    if (additionalProperties !== false) return members;
    const closed = make(schema, []).filter((value) => kindIsObject(value));
    return [
      ...members,
      entry(
        'additionalProperties',
        closed.map((value) => ({ right: value, wrong: { ...membersOf(value), unknown_member: true } })),
      ),
    ];
  }
}

function kindIsObject(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf(value: JsonValue | undefined): Members {
  return kindIsObject(value) ? (value as Members) : {};
}

/**
 * Every keyword that can be broken by itself, with its place: derived from the schema, so that a new keyword in the contract makes new cases without
 * code. The unambiguous ones belong to END-03, the others to END-08 where their basis allows it.
 */
export function violations(schema: JsonSchema): readonly KeywordViolation[] {
  return violationsAt({ schema, pointer: '', inherited: schema['x-countersign-basis'], optional: false });
}
