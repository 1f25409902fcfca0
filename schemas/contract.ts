/**
 * A contract's folder as typed operations: the one reading of its files that suites, mock and reports share.
 * A new operation, parameter or keyword in the document shows up here without code.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import type {
  Authentication,
  Basis,
  CountryRule,
  ErrorCode,
  ErrorGroup,
  IdempotencyRule,
  KnownStatus,
  RetryRule,
  StatusTransition,
} from './extensions.ts';
import * as read from './extensions.ts';

/** A JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A resolved JSON Schema 2020-12: no `$ref` is left in it. Only keywords that contract documents use have a name here. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly default?: JsonValue;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly 'x-countersign-basis'?: Basis;
  readonly 'x-countersign-keyword-basis'?: Readonly<Record<string, Basis>>;
  readonly 'x-countersign-dispute'?: string;
  readonly 'x-countersign-undisputed'?: true;
  readonly 'x-countersign-required-by-docs'?: readonly string[];
  readonly 'x-countersign-known-values'?: readonly string[];
}

/** A path or query parameter. `example` is a known-good value, undefined where the document has none. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example: JsonValue | undefined;
  readonly basis: Basis | undefined;
  readonly dispute: string | undefined;
}

/** A documented response. `schema` is undefined where no JSON body is documented. */
export interface DocumentedResponse {
  readonly schema: JsonSchema | undefined;
  readonly examples: readonly JsonValue[];
  readonly basis: Basis | undefined;
  readonly dispute: string | undefined;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

/** One operation. `path` is the template, such as `/v3/deposits/{deposit_id}`; `responses` go by status, `4XX` or `default`. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly authentication: Authentication;
  readonly idempotency: IdempotencyRule;
  /** How far X-Date may be from the server's clock, in ms; undefined where no date is judged. */
  readonly dateToleranceMs: number | undefined;
  /** What the operation creates, such as `deposit`. */
  readonly creates: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly requestBody: JsonSchema | undefined;
  readonly requestExamples: readonly JsonValue[];
  readonly responses: ReadonlyMap<string, DocumentedResponse>;
  /** Schema of an object of header values by lower-case name. */
  readonly headers: JsonSchema;
  readonly basis: Basis | undefined;
  readonly dispute: string | undefined;
}

/** One call from the provider to the merchant. */
export interface Webhook {
  readonly id: string;
  readonly method: Method;
  readonly requestBody: JsonSchema | undefined;
  readonly requestExamples: readonly JsonValue[];
  readonly responses: ReadonlyMap<string, DocumentedResponse>;
  readonly headers: JsonSchema;
  /** The only ports that the provider connects to; empty where the document is silent. */
  readonly ports: readonly number[];
  readonly retry: RetryRule | undefined;
}

export interface Contract {
  /** The name of its folder, such as `deposits-v3`. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Webhook[];
  readonly errorCodes: readonly ErrorCode[];
  readonly errorGroups: readonly ErrorGroup[];
  readonly depositStatuses: readonly KnownStatus[];
  readonly depositTransitions: readonly StatusTransition[];
  readonly refundStatuses: readonly KnownStatus[];
  readonly countries: readonly CountryRule[];
  /** SHA-256 of the texts of its files, in lower-case hex. */
  readonly digest: string;
  /** The operation of that id. Throws an Error that names the ids there are. */
  operation(id: string): Operation;
}

type Node = Readonly<Record<string, unknown>>;

const methods: ReadonlyMap<string, Method> = new Map([
  ['get', 'GET'],
  ['put', 'PUT'],
  ['post', 'POST'],
  ['delete', 'DELETE'],
  ['options', 'OPTIONS'],
  ['head', 'HEAD'],
  ['patch', 'PATCH'],
  ['trace', 'TRACE'],
]);

function lookUp(root: unknown, reference: string, pointer: string): unknown {
  if (!reference.startsWith('#/')) throw new Error(`${pointer}: ${reference} is not a reference inside the document`);
  let node = root;
  for (const token of reference.slice(2).split('/')) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    if (!read.isRecord(node) || !Object.hasOwn(node, name)) throw new Error(`${pointer}: ${reference} leads nowhere`);
    node = node[name];
  }
  return node;
}

/**
 * Makes the function that puts targets in the place of `$ref`s. Members beside a `$ref` win over those of the target (JSON Schema 2020-12
 * allows both). One target gives one object, so that a validator can be cached by identity.
 */
function resolver(root: unknown): (node: unknown, pointer: string) => unknown {
  const targets = new Map<string, unknown>();
  const open = new Set<string>();

  function target(reference: string, pointer: string): unknown {
    if (targets.has(reference)) return targets.get(reference);
    if (open.has(reference)) throw new Error(`${pointer}: ${reference} refers to itself`);
    open.add(reference);
    const resolved = resolve(lookUp(root, reference, pointer), reference.slice(1));
    open.delete(reference);
    targets.set(reference, resolved);
    return resolved;
  }

  function resolve(node: unknown, pointer: string): unknown {
    if (Array.isArray(node)) return node.map((item, index) => resolve(item, read.below(pointer, index)));
    if (!read.isRecord(node)) return node;
    const members = Object.entries(node).filter(([name]) => name !== '$ref');
    const own = Object.fromEntries(members.map(([name, value]) => [name, resolve(value, read.below(pointer, name))]));
    if (!Object.hasOwn(node, '$ref')) return own;
    const referenced = target(read.text(node.$ref, read.below(pointer, '$ref')), pointer);
    if (members.length === 0) return referenced;
    return { ...read.record(referenced, pointer), ...own };
  }

  return resolve;
}

/** Holds every extension in the document against its shape, and names in `required` against the declared members. */
function checkExtensions(node: unknown, pointer: string): void {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) checkExtensions(item, read.below(pointer, index));
    return;
  }
  if (!read.isRecord(node)) return;
  for (const [name, value] of Object.entries(node)) {
    const here = read.below(pointer, name);
    if (name.startsWith(read.extensionPrefix)) {
      const reader = read.extensions.get(name);
      if (reader === undefined) throw new Error(`${here}: is not an extension; known are ${[...read.extensions.keys()].join(', ')}`);
      reader(value, here);
    } else {
      checkExtensions(value, here);
    }
  }
  if (!read.isRecord(node.properties)) return;
  for (const keyword of ['required', 'x-countersign-required-by-docs']) {
    if (!Array.isArray(node[keyword])) continue;
    for (const member of node[keyword]) {
      if (!Object.hasOwn(node.properties, String(member))) {
        throw new Error(`${read.below(pointer, keyword)}: ${String(member)} is not among the properties`);
      }
    }
  }
}

function schemaAt(value: unknown, pointer: string): JsonSchema {
  // The keywords are checked by the validator, which refuses a broken schema when it compiles it.
  return read.record(value, pointer) as JsonSchema;
}

function examplesOf(media: Node, pointer: string): readonly JsonValue[] {
  const examples = read.maybe(read.record)(media.examples, read.below(pointer, 'examples')) ?? {};
  const named = Object.entries(examples).map(([name, example]) => {
    const here = read.below(read.below(pointer, 'examples'), name);
    const given = read.record(example, here);
    if (!Object.hasOwn(given, 'value')) throw new Error(`${here}: must have a value`);
    // YAML's core schema yields JSON values only.
    return given.value as JsonValue;
  });
  return Object.hasOwn(media, 'example') ? [media.example as JsonValue, ...named] : named;
}

interface Body {
  readonly schema: JsonSchema | undefined;
  readonly examples: readonly JsonValue[];
}

function bodyOf(node: unknown, pointer: string): Body {
  const content = read.maybe(read.record)(read.maybe(read.record)(node, pointer)?.content, read.below(pointer, 'content'));
  if (content === undefined) return { schema: undefined, examples: [] };
  const here = read.below(read.below(pointer, 'content'), 'application/json');
  const media = read.record(content['application/json'], here);
  return { schema: schemaAt(media.schema, read.below(here, 'schema')), examples: examplesOf(media, here) };
}

function weightOf(node: Node, pointer: string): { readonly basis: Basis | undefined; readonly dispute: string | undefined } {
  return {
    basis: read.maybe(read.basis)(node['x-countersign-basis'], read.below(pointer, 'x-countersign-basis')),
    dispute: read.maybe(read.disputeId)(node['x-countersign-dispute'], read.below(pointer, 'x-countersign-dispute')),
  };
}

function responsesOf(node: unknown, pointer: string): ReadonlyMap<string, DocumentedResponse> {
  const responses = Object.entries(read.record(node, pointer)).map(([status, response]): [string, DocumentedResponse] => {
    const here = read.below(pointer, status);
    if (!/^([1-5](XX|[0-9]{2})|default)$/.test(status)) throw new Error(`${here}: must be a status, a class such as 2XX, or default`);
    return [status, { ...bodyOf(response, here), ...weightOf(read.record(response, here), here) }];
  });
  return new Map(responses);
}

function parametersOf(node: unknown, pointer: string): readonly Parameter[] {
  return (read.maybe(read.list(read.record))(node, pointer) ?? []).map((given, index) => {
    const here = read.below(pointer, index);
    const place = given.in;
    if (place !== 'path' && place !== 'query') {
      throw new Error(`${read.below(here, 'in')}: must be path or query; headers are described by x-countersign-headers`);
    }
    return {
      name: read.text(given.name, read.below(here, 'name')),
      in: place,
      required: given.required === true,
      schema: schemaAt(given.schema, read.below(here, 'schema')),
      example: given.example as JsonValue | undefined,
      ...weightOf(given, here),
    };
  });
}

const headersFile = 'headers.json';

/** Resolves a reference into the document of the headers. */
type HeaderResolver = (node: unknown, pointer: string) => unknown;

function headersOf(node: Node, resolveHeaders: HeaderResolver, pointer: string): JsonSchema {
  const here = read.below(pointer, 'x-countersign-headers');
  const reference = read.text(node['x-countersign-headers'], here);
  if (!reference.startsWith(`${headersFile}#/`)) throw new Error(`${here}: must begin with ${headersFile}#/`);
  return schemaAt(resolveHeaders({ $ref: reference.slice(headersFile.length) }, here), here);
}

const placeholder = /\{([^{}]+)\}/g;

function operationOf(
  node: Node,
  shared: unknown,
  resolveHeaders: HeaderResolver,
  method: Method,
  path: string,
  pointer: string,
): Operation {
  const at = (name: string) => read.below(pointer, name);
  const authentication = read.authentication(node['x-countersign-authentication'], at('x-countersign-authentication'));
  const window = read.maybe(read.dateWindow)(node['x-countersign-date-window'], at('x-countersign-date-window'));
  if (authentication === 'signed' && window === undefined) {
    throw new Error(`${at('x-countersign-date-window')}: must be given, for the operation is signed and so dated`);
  }
  const parameters = [...parametersOf(shared, read.below(read.below('/paths', path), 'parameters'))];
  for (const own of parametersOf(node.parameters, at('parameters'))) {
    const inherited = parameters.findIndex(({ name, in: place }) => name === own.name && place === own.in);
    if (inherited === -1) parameters.push(own);
    else parameters[inherited] = own;
  }
  const inTemplate = [...path.matchAll(placeholder)].map(([, name]) => name);
  for (const { name, in: place } of parameters) {
    if (place === 'path' && !inTemplate.includes(name)) throw new Error(`${at('parameters')}: ${name} does not stand in ${path}`);
  }
  for (const name of inTemplate) {
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) {
      throw new Error(`${at('parameters')}: ${name} of ${path} is not described`);
    }
  }
  const body = bodyOf(node.requestBody, at('requestBody'));
  return {
    id: read.text(node.operationId, at('operationId')),
    method,
    path,
    authentication,
    idempotency: read.idempotency(node['x-countersign-idempotency'], at('x-countersign-idempotency')),
    dateToleranceMs: window?.toleranceMs,
    creates: read.maybe(read.text)(node['x-countersign-creates'], at('x-countersign-creates')),
    parameters,
    requestBody: body.schema,
    requestExamples: body.examples,
    responses: responsesOf(node.responses, at('responses')),
    headers: headersOf(node, resolveHeaders, pointer),
    ...weightOf(node, pointer),
  };
}

function webhookOf(node: Node, resolveHeaders: HeaderResolver, method: Method, pointer: string): Webhook {
  const at = (name: string) => read.below(pointer, name);
  const body = bodyOf(node.requestBody, at('requestBody'));
  return {
    id: read.text(node.operationId, at('operationId')),
    method,
    requestBody: body.schema,
    requestExamples: body.examples,
    responses: responsesOf(node.responses, at('responses')),
    headers: headersOf(node, resolveHeaders, pointer),
    ports: read.maybe(read.ports)(node['x-countersign-ports'], at('x-countersign-ports')) ?? [],
    retry: read.maybe(read.retry)(node['x-countersign-retry'], at('x-countersign-retry')),
  };
}

/** Visits every operation below `paths` or `webhooks`, with the name it stands under and its JSON pointer. */
function* operationsBelow(node: unknown, pointer: string): Generator<{ name: string; item: Node; method: Method; node: Node; at: string }> {
  for (const [name, value] of Object.entries(read.maybe(read.record)(node, pointer) ?? {})) {
    const here = read.below(pointer, name);
    const item = read.record(value, here);
    for (const [key, method] of methods) {
      const at = read.below(here, key);
      if (Object.hasOwn(item, key)) yield { name, item, method, node: read.record(item[key], at), at };
    }
  }
}

/** The text of a file of a contract's folder, by its path there; undefined where the folder has no such file. */
export type ContractFiles = (path: string) => string | undefined;

/** Prefixes what is wrong in a file with the file's name. */
function within<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`is not YAML: ${error.message}`);
  return document.toJS();
}

/**
 * Reads a contract from its folder: an OpenAPI 3.1 document with our extensions, and what stands beside it.
 *
 * @throws Error that begins with the name of the file and the JSON pointer of what is wrong
 */
export function loadContract(folder: string): Contract {
  return readContract(basename(folder), (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined));
}

/**
 * Reads a contract from the texts of its files.
 *
 * @param id the name of its folder
 * @throws as `loadContract` does
 */
export function readContract(id: string, files: ContractFiles): Contract {
  const digest = createHash('sha256');
  const parsed = (file: string): unknown => {
    const text = files(file);
    if (text === undefined) throw new Error(`${file}: is not in the folder of the contract ${id}`);
    digest.update(`${file}\n${text}`);
    return within(file, () => parseYaml(text));
  };
  const document = parsed('openapi.yaml');
  const resolveHeaders = resolver(parsed(headersFile));
  return within('openapi.yaml', () => contractOf(id, document, resolveHeaders, digest.digest('hex')));
}

function contractOf(id: string, document: unknown, resolveHeaders: HeaderResolver, digest: string): Contract {
  checkExtensions(document, '');
  const root = read.record(resolver(document)(document, ''), '');
  const version = read.text(root.openapi, '/openapi');
  if (!version.startsWith('3.1.')) throw new Error(`/openapi: must be 3.1.x, and is ${version}`);
  const info = read.record(root.info, '/info');

  const operations: Operation[] = [];
  const webhooks: Webhook[] = [];
  const ids = new Set<string>();
  const claim = (id: string, pointer: string): void => {
    if (ids.has(id)) throw new Error(`${read.below(pointer, 'operationId')}: ${id} is used twice`);
    ids.add(id);
  };
  for (const { name, item, method, node, at } of operationsBelow(root.paths, '/paths')) {
    const operation = operationOf(node, item.parameters, resolveHeaders, method, name, at);
    claim(operation.id, at);
    operations.push(operation);
  }
  for (const { method, node, at } of operationsBelow(root.webhooks, '/webhooks')) {
    const webhook = webhookOf(node, resolveHeaders, method, at);
    claim(webhook.id, at);
    webhooks.push(webhook);
  }

  const table = <T>(name: string, reader: read.Reader<readonly T[]>): readonly T[] => {
    return read.maybe(reader)(root[name], read.below('', name)) ?? [];
  };
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    id,
    title: read.text(info.title, '/info/title'),
    version: read.text(info.version, '/info/version'),
    operations,
    webhooks,
    errorCodes: read.errorCodes(root['x-countersign-error-codes'], '/x-countersign-error-codes'),
    errorGroups: table('x-countersign-error-groups', read.errorGroups),
    depositStatuses: table('x-countersign-deposit-statuses', read.statuses),
    depositTransitions: table('x-countersign-deposit-transitions', read.transitions),
    refundStatuses: table('x-countersign-refund-statuses', read.statuses),
    countries: table('x-countersign-countries', read.countries),
    digest,
    operation(wanted) {
      const found = byId.get(wanted);
      if (found === undefined) throw new Error(`the contract has no operation ${wanted}; it has ${[...byId.keys()].join(', ')}`);
      return found;
    },
  };
}

/** The documented schema of a 2XX answer: that of its status, else that of any documented 2XX (C14). Undefined where no body is documented. */
export function successSchema({ responses }: Operation, status: number): JsonSchema | undefined {
  const any = [...responses].find(([text]) => /^2/.test(text))?.[1];
  return (responses.get(String(status)) ?? any)?.schema;
}

/** What a method and path mean. `parameters` are the percent-decoded path parameters. */
export type Match =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly Method[] }
  | { readonly kind: 'unknown-path' };

interface Route {
  readonly segments: readonly { readonly literal: string | undefined; readonly name: string }[];
  readonly operations: ReadonlyMap<string, Operation>;
}

const routesOf = new WeakMap<Contract, readonly Route[]>();

/** Literal segments come before parameters, so that `/rates/crypto` is not taken for a `/rates/{id}`. */
function routes(contract: Contract): readonly Route[] {
  const known = routesOf.get(contract);
  if (known !== undefined) return known;
  const paths = [...new Set(contract.operations.map(({ path }) => path))].sort(
    (a, b) => (a.match(placeholder)?.length ?? 0) - (b.match(placeholder)?.length ?? 0),
  );
  const made = paths.map((path): Route => {
    const segments = path.split('/').map((segment) => {
      const parameter = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      return parameter === undefined ? { literal: segment, name: '' } : { literal: undefined, name: parameter };
    });
    const here = contract.operations.filter((operation) => operation.path === path);
    return { segments, operations: new Map(here.map((operation) => [operation.method, operation])) };
  });
  routesOf.set(contract, made);
  return made;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is the sender's spelling; the value is then judged as it came.
    return segment;
  }
}

function parametersIn(route: Route, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (segments.length !== route.segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, { literal, name }] of route.segments.entries()) {
    const given = segments[index] ?? '';
    if (literal === undefined ? given === '' : given !== literal) return undefined;
    if (literal === undefined) parameters[name] = decoded(given);
  }
  return parameters;
}

/**
 * Finds the operation that a request line asks for. One trailing slash is ignored (C37), and so is the query.
 *
 * @param method as on the wire; methods are case-sensitive (RFC 9110, section 9.1)
 * @param path the request target in origin form, with or without a query
 */
export function match(contract: Contract, method: string, path: string): Match {
  const query = path.indexOf('?');
  const bare = query === -1 ? path : path.slice(0, query);
  const segments = (bare.endsWith('/') ? bare.slice(0, -1) : bare).split('/');
  for (const route of routes(contract)) {
    const parameters = parametersIn(route, segments);
    if (parameters === undefined) continue;
    const operation = route.operations.get(method);
    if (operation !== undefined) return { kind: 'operation', operation, parameters };
    return { kind: 'unknown-method', allowed: [...route.operations.values()].map((known) => known.method) };
  }
  return { kind: 'unknown-path' };
}

/**
 * Writes the request target of an operation: path parameters filled in, the given query parameters behind them in the document's order,
 * both percent-encoded. Query parameters that are not given are left out, required ones too: their absence is a case worth sending.
 *
 * @throws Error when a path parameter is missing or a name is not a parameter of the operation
 */
export function target(operation: Operation, parameters: Readonly<Record<string, string | number>>): string {
  for (const name of Object.keys(parameters)) {
    if (!operation.parameters.some((parameter) => parameter.name === name)) throw new Error(`${operation.id} has no parameter ${name}`);
  }
  const path = operation.path.replaceAll(placeholder, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined || value === '') throw new Error(`${operation.id} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const query = operation.parameters.flatMap(({ name, in: place }) => {
    const value = parameters[name];
    return place === 'query' && value !== undefined ? [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`] : [];
  });
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}
