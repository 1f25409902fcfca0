import { isEnvelope, jsonIn, pathOf } from '../core/contract/answer-body.ts';
import type { Contract, JsonSchema, JsonValue, Operation } from './contract.ts';
import { violationsOf } from './exact.ts';
import { compile } from './validate.ts';

type Members = Readonly<Record<string, JsonValue>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An error in the envelope of numbered codes (C20), by which a documented form is tried. */
const numbered = { code: 400, description: 'refused' };

/** What an operation documents for an error of that status. */
function documentedFor({ responses }: Pick<Operation, 'responses'>, status: number) {
  return responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
}

/**
 * Whether the body of an error has a documented form: what the operation documents for that status and, where that takes numbered codes (C20), either
 * envelope of them. Where it documents no body, every body is right.
 */
export function isDocumentedError(operation: Pick<Operation, 'responses'>, status: number, body: Uint8Array): boolean {
  const schema = documentedFor(operation, status)?.schema;
  if (schema === undefined || (isEnvelope(body) && compile(schema)(numbered).length === 0)) return true;
  const tree = jsonIn(body);
  return tree !== undefined && violationsOf(schema, tree).length === 0;
}

/** What an error says, whatever its form. */
export interface ErrorFacts {
  readonly status: number;
  readonly code: number | string;
  readonly description: string;
}

/** The least value that a schema without an example seems to take: nothing checks it here. */
function leastOf(schema: JsonSchema): JsonValue {
  const { anyOf, oneOf, ...rest } = schema;
  const [first] = anyOf ?? oneOf ?? [];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (first !== undefined) return leastOf({ ...rest, ...first });
  switch ([schema.type ?? 'object'].flat()[0]) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, leastOf(schema.properties?.[name] ?? { type: 'string' })]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => leastOf(schema.items ?? { type: 'string' }));
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'string':
      return 'x'.repeat(schema.minLength ?? 1);
    default:
      return schema.minimum ?? 0;
  }
}

/** The same members with a value at a place below them; objects on the way are made. */
function withAt(members: Members, [name = '', ...rest]: readonly string[], value: JsonValue): Members {
  const below = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: rest.length === 0 ? value : withAt(isMembers(below) ? below : {}, rest, value) };
}

/** The members of error bodies by the fact that they state, the usual names first. */
const names = {
  status: ['status'],
  code: ['code', 'error_code', 'errorCode', 'error', 'type'],
  description: ['description', 'message', 'error_description', 'detail', 'title', 'reason'],
} as const;

/**
 * The body of an error in the form that the contract documents: its example, with the facts in place of its own where they fit, or where errors.yaml
 * names their members. Undefined where the documented form is that of numbered codes, or where none is documented.
 *
 * @param operation undefined where none was asked for: the first operation with a documented form counts then
 */
export function documentedError(contract: Contract, operation: string | undefined, facts: ErrorFacts): JsonValue | undefined {
  const candidates = contract.operations.filter(({ id }) => operation === undefined || id === operation);
  const documented = candidates.map((each) => documentedFor(each, facts.status)).find((each) => each?.schema !== undefined);
  const schema = documented?.schema ?? {};
  const { errorMembers: own } = contract;
  if (own === undefined && compile(schema)(numbered).length === 0) return undefined;
  const fits = (value: JsonValue): boolean => compile(schema)(value).length === 0;
  const form = [...(documented?.examples ?? []), leastOf(schema)].find((each) => isMembers(each) && fits(each));
  if (!isMembers(form)) return undefined;
  const named = { status: undefined, code: own?.code, description: own?.message };
  const around = own === undefined ? (isMembers(form.error) ? ['error'] : []) : pathOf(own.code).slice(0, -1);
  const inner = around.reduce<JsonValue | undefined>((node, name) => (isMembers(node) ? node[name] : undefined), form);
  const usual = (fact: keyof ErrorFacts): readonly (readonly string[])[] =>
    names[fact].filter((name) => isMembers(inner) && Object.hasOwn(inner, name)).map((name) => [...around, name]);
  let body = form;
  for (const fact of ['status', 'code', 'description'] as const) {
    const place = named[fact];
    const values = [facts[fact], String(facts[fact])];
    const tried = (place === undefined ? usual(fact) : [pathOf(place)]).flatMap((at) => values.map((value) => withAt(body, at, value)));
    body = tried.find(fits) ?? body;
  }
  return body;
}

/** The body of an error whose text for people is another; the same body where it has none. */
export function withWords({ errorMembers }: Contract, body: JsonValue, other: (words: string) => string): JsonValue {
  const place = pathOf(errorMembers?.message ?? '/description');
  const words = place.reduce<JsonValue | undefined>((node, name) => (isMembers(node) ? node[name] : undefined), body);
  return isMembers(body) && typeof words === 'string' ? withAt(body, place, other(words)) : body;
}

/** The body of an error, as an answer of the API has it. */
export function errorBody(contract: Contract, operation: string | undefined, facts: ErrorFacts): JsonValue {
  const { code, description } = facts;
  return documentedError(contract, operation, facts) ?? { code, description };
}
