/** The one place that knows the JSON Schema validator. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAmount } from '../core/contract/amounts.ts';
import { type Bounded, boundKeywords, boundRule } from '../core/contract/bounds.ts';
import extensions from './contract/extensions.schema.json' with { type: 'json' };

/** One broken keyword: where in the value (JSON pointer, empty for the whole), which keyword, and the rule in words. */
export interface SchemaViolation {
  readonly pointer: string;
  readonly keyword: string;
  readonly message: string;
}

/** Lists what a value breaks, in the schema's order; an empty list says that it fits. Never throws. */
export type Validate = (value: unknown) => readonly SchemaViolation[];

/** Whether the shortest decimal text of a number is a whole multiple of that of the step. */
function isMultiple(value: number, step: number): boolean {
  const [amount, unit] = [parseAmount(String(value)), parseAmount(String(step))];
  if (amount === undefined || unit === undefined || unit.units === 0n) return false;
  const scale = Math.max(amount.scale, unit.scale);
  return (amount.units * 10n ** BigInt(scale - amount.scale)) % (unit.units * 10n ** BigInt(scale - unit.scale)) === 0n;
}

function createValidator(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // What JSON Schema allows: a keyword without its type, `required` without `properties`, and a tuple of any length.
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    // `type: [string, 'null']` is how optional members tolerate the nulls that the PHP client sends.
    allowUnionTypes: true,
    // Schemas are cached below by identity; two versions of one schema may have the same $id.
    addUsedSchema: false,
    // For a broken bound, the schema beside it has the exact text.
    verbose: true,
  });
  addFormats.default(ajv);
  // The validator's own `multipleOf` divides doubles: with `0.01` it refuses valid amounts, with a precision still those near 10^9. Decimals are exact.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (step: number, value: number) => isMultiple(value, step),
    error: { message: ({ schema }) => `must be multiple of ${String(schema)}` },
  });
  for (const name of [...Object.keys(extensions.properties), ...openApiKeywords]) ajv.addKeyword(name);
  return ajv;
}

/** What OpenAPI 3.1 adds to JSON Schema; none of it says which values fit. */
const openApiKeywords = ['example', 'xml', 'discriminator', 'externalDocs'] as const;

/** The formats that a schema names, in any part of it. */
function formatsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, part]) => (name === 'format' && typeof part === 'string' ? [part] : formatsIn(part)));
}

const ajv = createValidator();
const compiled = new WeakMap<object, Validate>();
const fits: readonly SchemaViolation[] = [];

/** Words of one error. They quote the rule and never the value, which may hold personal data. */
function violation(error: ErrorObject): SchemaViolation {
  const bound = boundKeywords.find((keyword) => keyword === error.keyword);
  const types = error.keyword === 'type' ? [error.params.type as string | readonly string[]].flat().join(' or ') : undefined;
  const rule =
    types !== undefined
      ? `must be ${types}`
      : bound === undefined
        ? (error.message ?? `must satisfy ${error.keyword}`)
        : boundRule((error.parentSchema ?? {}) as Bounded, bound);
  const allowed: unknown = error.params.allowedValues ?? error.params.allowedValue;
  const extra: unknown = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const detail = allowed !== undefined ? `: ${JSON.stringify(allowed)}` : extra !== undefined ? `: ${JSON.stringify(extra)}` : '';
  return { pointer: error.instancePath, keyword: error.keyword, message: rule + detail };
}

/**
 * Makes a validator of a JSON Schema 2020-12, our `x-countersign-*` annotations allowed. The same schema object gives the same function.
 *
 * @param beside schemas that it refers to, by the URI to which its references resolve
 * @throws Error when the schema itself is broken: an unknown keyword, a wrong value of one, a bad pattern
 */
export function compile(schema: object, beside: Readonly<Record<string, object>> = {}): Validate {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  for (const [uri, other] of Object.entries(beside)) if (ajv.getSchema(uri) === undefined) ajv.addSchema(other, uri);
  // A format of one's own says nothing that could be checked.
  for (const format of formatsIn(schema)) if (ajv.formats[format] === undefined) ajv.addFormat(format, true);
  const validate = ajv.compile(schema);
  const check: Validate = (value) => (validate(value) ? fits : (validate.errors ?? []).map(violation));
  compiled.set(schema, check);
  return check;
}
