import type { JsonValue } from '../core/json.ts';
import type { JsonSchema } from '../schemas/contract.ts';

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const kinds: readonly Kind[] = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** Keywords of JSON Schema 2020-12 that a contract may use in addition to those of `JsonSchema`. */
export interface Keywords extends JsonSchema {
  readonly allOf?: readonly JsonSchema[];
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly uniqueItems?: boolean;
  readonly additionalProperties?: boolean | JsonSchema;
  /** OpenAPI 3.0's way to say `type: [..., 'null']`. */
  readonly nullable?: boolean;
}

/** One way to fit a schema: one kind of JSON value, with all keywords that apply to it. */
export interface Alternative {
  readonly kind: Kind;
  /** Only keywords about that kind; `type` is a single name (`integer` for whole numbers). */
  readonly schema: Keywords;
  /** Whether a value that fits `schema` certainly fits the whole: false where branches exclude each other or a keyword could not be included. */
  readonly exact: boolean;
}

/** The kind of a JSON value. */
export function kindOf(value: JsonValue): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

const annotations: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
]);
const general: ReadonlySet<string> = new Set(['enum', 'const']);
const combining: ReadonlySet<string> = new Set(['type', 'nullable', 'allOf', 'anyOf', 'oneOf']);

const about: Readonly<Record<Kind, ReadonlySet<string>>> = {
  null: new Set(),
  boolean: new Set(),
  number: new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format']),
  string: new Set(['pattern', 'format', 'minLength', 'maxLength']),
  array: new Set(['items', 'minItems', 'maxItems', 'uniqueItems']),
  object: new Set(['properties', 'required', 'additionalProperties']),
};

function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || keyword.startsWith('x-');
}

function isKnown(keyword: string): boolean {
  return isAnnotation(keyword) || general.has(keyword) || combining.has(keyword) || kinds.some((kind) => about[kind].has(keyword));
}

type Entry = readonly [keyword: string, value: unknown];

interface Merged {
  readonly schema: Keywords;
  readonly exact: boolean;
}

/** The combination of two values of one keyword; undefined where only one of them can be kept. */
const joined: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  minimum: (a: number, b: number) => Math.max(a, b),
  exclusiveMinimum: (a: number, b: number) => Math.max(a, b),
  minLength: (a: number, b: number) => Math.max(a, b),
  minItems: (a: number, b: number) => Math.max(a, b),
  maximum: (a: number, b: number) => Math.min(a, b),
  exclusiveMaximum: (a: number, b: number) => Math.min(a, b),
  maxLength: (a: number, b: number) => Math.min(a, b),
  maxItems: (a: number, b: number) => Math.min(a, b),
  required: (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])],
  properties: (a: Readonly<Record<string, JsonSchema>>, b: Readonly<Record<string, JsonSchema>>) => {
    const shared = Object.keys(a).filter((name) => Object.hasOwn(b, name));
    return { ...a, ...b, ...Object.fromEntries(shared.map((name) => [name, { allOf: [a[name], b[name]] }])) };
  },
  items: (a: JsonSchema, b: JsonSchema) => ({ allOf: [a, b] }),
};

function typesOf(schema: Keywords): readonly string[] | undefined {
  if (schema.type === undefined) return undefined;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return schema.nullable === true && !types.includes('null') ? [...types, 'null'] : types;
}

function sharedTypes(a: Keywords, b: Keywords): readonly string[] | undefined {
  const [left, right] = [typesOf(a), typesOf(b)];
  if (left === undefined || right === undefined) return left ?? right;
  const wide = (types: readonly string[], name: string) => types.includes(name) || (name === 'integer' && types.includes('number'));
  return [...new Set([...left.filter((name) => wide(right, name)), ...right.filter((name) => wide(left, name))])];
}

/** Both schemas at once. */
function merge(a: Merged, b: Merged): Merged {
  let exact = a.exact && b.exact;
  const members = new Map<string, unknown>(Object.entries(a.schema));
  for (const [keyword, value] of Object.entries(b.schema) as readonly Entry[]) {
    const own = members.get(keyword);
    if (own === undefined) members.set(keyword, value);
    // Types are joined below; of two annotations the outer one is about the member.
    if (own === undefined || keyword === 'type' || isAnnotation(keyword) || JSON.stringify(own) === JSON.stringify(value)) continue;
    const join = joined[keyword];
    if (join === undefined) exact = false;
    else members.set(keyword, join(own as never, value as never));
  }
  members.delete('nullable');
  const types = sharedTypes(a.schema, b.schema);
  if (types !== undefined) members.set('type', types);
  return { schema: Object.fromEntries(members), exact };
}

/** The schema without combining keywords, once per choice of branches. */
function branches(schema: Keywords): readonly Merged[] {
  const { allOf = [], anyOf, oneOf, ...own } = schema;
  let open: readonly Merged[] = [{ schema: own, exact: Object.keys(own).every(isKnown) }];
  const choices = [...allOf.map((part) => [part]), ...(anyOf === undefined ? [] : [anyOf]), ...(oneOf === undefined ? [] : [oneOf])];
  for (const choice of choices) {
    const parts = choice.flatMap((part) => branches(part));
    open = open.flatMap((left) => parts.map((right) => merge(left, right)));
  }
  // With `oneOf` a second branch may fit too, which the validator detects, unless their kinds differ.
  return oneOf === undefined || disjoint(oneOf) ? open : open.map(({ schema: merged }) => ({ schema: merged, exact: false }));
}

function disjoint(parts: readonly JsonSchema[]): boolean {
  const seen = parts.map((part) => new Set(alternativesOf(part).map(({ kind }) => kind)));
  return seen.every((mine, index) => seen.slice(index + 1).every((other) => mine.isDisjointFrom(other)));
}

/** The kinds that a schema without `type` is about: by its fixed values, else by its keywords, else all. */
function impliedTypes(schema: Keywords): readonly string[] {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined) return [...new Set(values.map(kindOf))];
  const spoken = kinds.filter((kind) => Object.keys(schema).some((keyword) => about[kind].has(keyword) && keyword !== 'format'));
  if (spoken.length > 0) return spoken;
  return schema.format === undefined ? kinds : ['string'];
}

function isKind(name: string): name is Kind {
  return kinds.some((kind) => kind === name);
}

function fitting(type: string, values: readonly JsonValue[]): readonly JsonValue[] {
  return values.filter((value) => (type === 'integer' ? Number.isInteger(value) : kindOf(value) === type));
}

function alternative(type: string, { schema, exact }: Merged): Alternative | undefined {
  const kind = type === 'integer' ? 'number' : type;
  if (!isKind(kind)) throw new TypeError(`${type} is not a type of JSON Schema`);
  const kept = Object.entries(schema).filter(([keyword]) => isAnnotation(keyword) || about[kind].has(keyword));
  const fixed = schema.const === undefined ? schema.enum : [schema.const];
  const values = fixed === undefined ? undefined : fitting(type, fixed);
  if (values?.length === 0) return undefined;
  const fixedKeyword = values === undefined ? {} : schema.const === undefined ? { enum: values } : { const: schema.const };
  return { kind, exact, schema: { ...Object.fromEntries(kept), type, ...fixedKeyword } };
}

const known = new WeakMap<object, readonly Alternative[]>();

/**
 * The ways to fit a schema, by kind of JSON value: `type` lists, `anyOf`, `oneOf`, `allOf` and `nullable` separated. The same schema object gives the
 * same list.
 * A schema that says nothing about a kind does not count as allowing it when its keywords are about another one.
 *
 * @throws TypeError for a `type` that JSON Schema does not have
 */
export function alternativesOf(schema: JsonSchema): readonly Alternative[] {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const found = branches(schema).flatMap((branch) =>
    (typesOf(branch.schema) ?? impliedTypes(branch.schema)).flatMap((type) => alternative(type, branch) ?? []),
  );
  known.set(schema, found);
  return found;
}

/** The kinds that fit no alternative of a schema: what a value of the wrong kind may be. */
export function foreignKinds(schema: JsonSchema): readonly Kind[] {
  const own = new Set(alternativesOf(schema).map(({ kind }) => kind));
  return kinds.filter((kind) => !own.has(kind));
}
