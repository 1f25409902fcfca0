/** Bounds of numbers as the decimals that a contract writes: a double with more than 15 digits is another number. */
import { type Amount, compareAmounts, parseAmount } from './amounts.ts';

export const boundKeywords = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

export type BoundKeyword = (typeof boundKeywords)[number];

/** What a schema says about a number. `x-countersign-exact` has the texts of those bounds whose double is another number. */
export interface Bounded extends Readonly<Partial<Record<BoundKeyword, number>>> {
  readonly 'x-countersign-exact'?: Readonly<Partial<Record<BoundKeyword, string>>>;
}

const signs: Readonly<Record<BoundKeyword, string>> = { minimum: '>=', exclusiveMinimum: '>', maximum: '<=', exclusiveMaximum: '<' };

/** A bound as exact decimal text; undefined where the schema has none. */
export function boundText(schema: Bounded, keyword: BoundKeyword): string | undefined {
  const double = schema[keyword];
  const exact = schema['x-countersign-exact']?.[keyword];
  // Where schemas were merged, the text may belong to a bound that another one replaced.
  if (exact !== undefined && Number(exact) === double) return exact;
  return double === undefined ? undefined : String(double);
}

/** The rule of a bound in words that name the exact bound: `must be <= 999999999999999999.99`. */
export function boundRule(schema: Bounded, keyword: BoundKeyword): string {
  return `must be ${signs[keyword]} ${boundText(schema, keyword)}`;
}

const breaks: Readonly<Record<BoundKeyword, (order: -1 | 0 | 1) => boolean>> = {
  minimum: (order) => order < 0,
  exclusiveMinimum: (order) => order <= 0,
  maximum: (order) => order > 0,
  exclusiveMaximum: (order) => order >= 0,
};

/** The first bound of a schema that a decimal breaks; undefined where it breaks none. */
export function brokenBound(schema: Bounded, amount: Amount): BoundKeyword | undefined {
  return boundKeywords.find((keyword) => {
    const bound = parseAmount(boundText(schema, keyword) ?? '');
    return bound !== undefined && breaks[keyword](compareAmounts(amount, bound));
  });
}
