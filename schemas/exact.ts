/** Checks JSON against schemas, with its numbers as they are written. */
import { parseAmount } from '../core/contract/amounts.ts';
import { boundRule, brokenBound } from '../core/contract/bounds.ts';
import { type JsonTree, plain } from '../core/json.ts';
import type { JsonSchema } from './contract.ts';
import { below } from './extensions.ts';
import { compile, type SchemaViolation } from './validate.ts';

/** Whether a schema has, anywhere in it, a bound whose double is another number. */
const hasExact = new WeakMap<object, boolean>();

function mayBreak(schema: JsonSchema): boolean {
  const known = hasExact.get(schema);
  if (known !== undefined) return known;
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...alternatives(schema)];
  const found = schema['x-countersign-exact'] !== undefined || inner.some(mayBreak);
  hasExact.set(schema, found);
  return found;
}

function alternatives({ anyOf = [], oneOf = [] }: JsonSchema): readonly JsonSchema[] {
  return [...anyOf, ...oneOf];
}

const takesNumbers = ({ type }: JsonSchema): boolean => [type ?? ['number']].flat().some((each) => each === 'number' || each === 'integer');

function* beyond(schema: JsonSchema, tree: JsonTree, pointer: string): Generator<SchemaViolation> {
  if (!mayBreak(schema)) return;
  if (tree.kind === 'object') {
    for (const [name, value] of tree.members) {
      const member = schema.properties?.[name];
      if (member !== undefined) yield* beyond(member, value, below(pointer, name));
    }
  }
  if (tree.kind === 'array' && schema.items !== undefined) {
    for (const [index, item] of tree.items.entries()) yield* beyond(schema.items, item, below(pointer, index));
  }
  const amount = tree.kind === 'number' ? parseAmount(tree.text) : undefined;
  if (amount === undefined) return;
  const ways = alternatives(schema).length === 0 ? [schema] : alternatives(schema).filter(takesNumbers);
  const broken = ways.map((way) => ({ way, keyword: brokenBound(way, amount) }));
  const [first] = broken;
  if (first?.keyword !== undefined && broken.every(({ keyword }) => keyword !== undefined)) {
    yield { pointer, keyword: first.keyword, message: boundRule(first.way, first.keyword) };
  }
}

/**
 * What a JSON text breaks: as `compile` says of its value and, for numbers at a bound that a double cannot hold, whether the written number is beyond
 * it.
 */
export function violationsOf(schema: JsonSchema, tree: JsonTree): readonly SchemaViolation[] {
  const violations = compile(schema)(plain(tree));
  return violations.length > 0 ? violations : [...beyond(schema, tree, '')];
}

/** Only the numbers of a tree: those beyond a bound that a double cannot hold. */
export function beyondBounds(schema: JsonSchema, tree: JsonTree): readonly SchemaViolation[] {
  return [...beyond(schema, tree, '')];
}
