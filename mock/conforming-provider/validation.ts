import type { Problem } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { JsonTree, JsonValue } from '../../core/json.ts';
import type { Contract, JsonSchema, Operation } from '../../schemas/contract.ts';
import { beyondBounds } from '../../schemas/exact.ts';
import { compile, type SchemaViolation } from '../../schemas/validate.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { queryOf } from '../query.ts';
import { isList, isRecord } from './json-kind.ts';

/** Which rules of the contract a body or a parameter breaks. */
export function validationDecisions(
  contract: Contract,
  interpretations: Interpretations,
): Pick<ProviderDecisions, 'parameterProblems' | 'problems'> {
  const problemsOfBody = new Map(contract.operations.map((operation) => [operation.id, bodyRules(operation, interpretations)]));
  const problemsOfParameters = new Map(contract.operations.map((operation) => [operation.id, parameterRules(operation)]));

  return {
    parameterProblems: (call) => problemsOfParameters.get(call.operation.id)?.(call) ?? noProblems,
    problems: (body, call, tree) => problemsOfBody.get(call.operation.id)?.(body, tree) ?? noProblems,
  };
}

const noProblems: readonly Problem[] = [];

/** One problem for each place: a number that should be text breaks every branch of an anyOf, and is one mistake. */
function oneEach(violations: readonly SchemaViolation[]): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const { pointer, keyword, message } of violations) {
    const missing = keyword === 'required' ? /'([^']+)'/.exec(message)?.[1] : undefined;
    const place = missing === undefined ? pointer : `${pointer}/${missing}`;
    if (!problems.has(place)) problems.set(place, { pointer: place, rule: missing === undefined ? message : 'must not be null' });
  }
  return [...problems.values()];
}

/** Null means an unset member: the PHP client sends it for every one (Deposits API docs, request; SDKs). */
function withoutNulls(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(withoutNulls);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function bodyRules(
  operation: Operation,
  interpretations: Interpretations,
): ((body: JsonValue, tree?: JsonTree) => readonly Problem[]) | undefined {
  const schema = operation.requestBody;
  if (schema === undefined) return undefined;
  const validate = compile(schema);
  const documented = interpretations.C45 === 'documented-required' ? (schema['x-countersign-required-by-docs'] ?? []) : [];
  return (body, tree) => {
    const given = withoutNulls(body);
    const problems = [...oneEach([...validate(given), ...(tree === undefined ? [] : beyondBounds(schema, tree))])];
    if (!isRecord(given)) return problems;
    const add = (pointer: string, rule: string): void => {
      if (!problems.some((problem) => problem.pointer === pointer)) problems.push({ pointer, rule });
    };
    for (const name of documented) {
      if (!Object.hasOwn(given, name)) add(`/${name}`, 'must not be null');
    }
    if (interpretations.C15 === 'numbers-only' && typeof given.amount === 'string') add('/amount', 'must be number');
    const alphanumeric = /^[A-Za-z0-9]*$/;
    const refuses = (member: JsonValue | undefined): boolean => typeof member === 'string' && !alphanumeric.test(member);
    if (interpretations.C16 === 'alphanumeric' && refuses(given.invoice_id)) add('/invoice_id', 'must match "^[A-Za-z0-9]*$"');
    const payer = isRecord(given.payer) ? given.payer : undefined;
    if (interpretations.C17 === 'strict' && refuses(payer?.id)) add('/payer/id', 'must match "^[A-Za-z0-9]*$"');
    return problems.length === 0 ? noProblems : problems;
  };
}

interface ParameterRule {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly violations: (text: string) => readonly SchemaViolation[];
}

/** A parameter's text as the JSON kind of its schema; text of another kind stays text, and breaks the schema. */
function readerOf(schema: JsonSchema): (text: string) => JsonValue {
  if (schema.type === 'integer') return (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);
  if (schema.type === 'number') return (text) => (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text);
  if (schema.type === 'boolean') return (text) => (text === 'true' ? true : text === 'false' ? false : text);
  return (text) => text;
}

/** What a parameter's text breaks; for a number, also a bound that its double cannot hold. */
function parameterJudge(schema: JsonSchema): (text: string) => readonly SchemaViolation[] {
  const [read, validate] = [readerOf(schema), compile(schema)];
  return (text) => {
    const value = read(text);
    const violations = validate(value);
    return violations.length > 0 || typeof value !== 'number' ? violations : beyondBounds(schema, { kind: 'number', text });
  };
}

function parameterRules(operation: Operation): ((call: Call) => readonly Problem[]) | undefined {
  if (operation.parameters.length === 0) return undefined;
  const rules = operation.parameters.map(
    ({ name, in: place, required, schema }): ParameterRule => ({
      name,
      in: place,
      required,
      violations: parameterJudge(schema),
    }),
  );
  return (call) => {
    const query = queryOf(call.arrival.request.target);
    const problems: Problem[] = [];
    for (const { name, in: place, required, violations } of rules) {
      const text = place === 'path' ? call.parameters[name] : (query.get(name) ?? undefined);
      if (text === undefined) {
        if (required) problems.push({ pointer: `/${name}`, rule: 'must not be null' });
        continue;
      }
      const [violation] = violations(text);
      if (violation !== undefined) problems.push({ pointer: `/${name}`, rule: violation.message });
    }
    return problems.length === 0 ? noProblems : problems;
  };
}
