/**
 * A contract's folder as typed operations: the one reader of its files that suites, mock and reports share. A new operation, parameter or keyword in
 * the document appears here without code.
 */
import { createHash } from 'node:crypto';
import type { OpenAPIV3_1 } from 'openapi-types';
import { pathOf } from '../core/contract/answer-body.ts';
import { carrierOf, dateText, headersBeside } from '../core/contract/scheme.ts';
import type { ClauseId, JudgedClause } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { type Authentication, authenticationOf, type Trait } from '../specs/traits.ts';
import type { Ambiguity } from '../specs/types/ambiguity-table.ts';
import type { CountryRule } from '../specs/types/countries.ts';
import type { Basis, ErrorCode, ErrorGroup, ErrorMembers } from '../specs/types/errors.ts';
import type { Extensions } from '../specs/types/extensions.ts';
import type { NotificationRule, RetryRule } from '../specs/types/notifications.ts';
import type { Resource, ShownMember } from '../specs/types/resources.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { judgedClauses } from './clauses.ts';
import { ContractFault } from './contract-fault.ts';
import { type ContractFiles, parseFile, readProfiles, readTable, type TableFile } from './contract-files.ts';
import * as read from './extensions.ts';
import { profilesOf } from './profiles.ts';

/** A JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A resolved JSON Schema 2020-12: no `$ref` is left in it. Only keywords that contract documents use have a name here. */
export interface JsonSchema
  extends Readonly<
      Pick<
        OpenAPIV3_1.BaseSchemaObject,
        | 'title'
        | 'description'
        | 'pattern'
        | 'format'
        | 'minLength'
        | 'maxLength'
        | 'minimum'
        | 'maximum'
        | 'multipleOf'
        | 'minItems'
        | 'maxItems'
      >
    >,
    Omit<Extensions, 'x-countersign-traits' | 'x-countersign-headers' | 'x-countersign-business-minimum'> {
  readonly type?: string | readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly default?: JsonValue;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** A path or query parameter. `example` is a known-good value, undefined where the document has none. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example: JsonValue | undefined;
  readonly basis: Basis | undefined;
  readonly ambiguity: string | undefined;
}

/** A documented response. `schema` is undefined where no JSON body is documented. */
export interface DocumentedResponse {
  readonly schema: JsonSchema | undefined;
  readonly examples: readonly JsonValue[];
  readonly basis: Basis | undefined;
  readonly ambiguity: string | undefined;
}

export type Method = Uppercase<`${OpenAPIV3_1.HttpMethods}`>;

/** One operation. `path` is the template, such as `/v3/deposits/{deposit_id}`; `responses` go by status, `4XX` or `default`. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** What the operation is, as the document says. The following members are derived from it. */
  readonly traits: readonly Trait[];
  readonly authentication: Authentication;
  readonly idempotency: 'honoured' | 'ignored';
  /** How far X-Date may be from the server's clock, in ms; undefined where no date is judged. */
  readonly dateToleranceMs: number | undefined;
  /** The resource that the operation creates, such as `deposit`. */
  readonly creates: string | undefined;
  /** The member of its answer that names what it created. */
  readonly createdId: string | undefined;
  /** The resource that it shows. */
  readonly reads: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly requestBody: JsonSchema | undefined;
  readonly requestExamples: readonly JsonValue[];
  readonly responses: ReadonlyMap<string, DocumentedResponse>;
  /** Schema of an object of header values by lower-case name. */
  readonly headers: JsonSchema;
  readonly basis: Basis | undefined;
  readonly ambiguity: string | undefined;
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
  /** How people name it: the id of a shipped one, or the path of its folder as it was given. */
  readonly source: string;
  /** How a process in another folder finds it: the same, by its whole path. */
  readonly place: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Webhook[];
  readonly errorCodes: readonly ErrorCode[];
  readonly errorGroups: readonly ErrorGroup[];
  /** Where an error has its code; undefined where it is at one of the usual places. */
  readonly errorMembers: ErrorMembers | undefined;
  readonly scheme: Scheme;
  /** What the API stores, by name. */
  readonly resources: Readonly<Record<string, Resource>>;
  readonly notifications: readonly NotificationRule[];
  readonly countries: readonly CountryRule[];
  /** The contract's own names of things, by placeholder. */
  readonly words: Readonly<Record<string, string>>;
  /** The weight of what has none: `docs` in a document that weighs nothing, which is then the source itself. */
  readonly ownBasis: Basis | undefined;
  /** The points on which its documents are silent or contradict each other. */
  readonly ambiguities: readonly Ambiguity[];
  /** The clauses that are judged, with their basis. */
  readonly clauses: ReadonlyMap<ClauseId, JudgedClause>;
  /** What is used and required for each ambiguity, the norm first. */
  readonly profiles: readonly [Profile, ...Profile[]];
  /** What at least one operation is. */
  readonly traits: ReadonlySet<Trait>;
  /** The texts of its other files, such as vectors. */
  readonly files: ContractFiles;
  /** SHA-256 of the texts of the files that were read for this, in lower-case hex. */
  readonly digest: string;
  /** The operation of that id. Throws an Error that names the ids there are. */
  operation(id: string): Operation;
}

/** An object of the parsed document: its members have the names of OpenAPI or of our extensions, and their values are not read yet. */
type Unread<T> = { readonly [Name in keyof T]?: unknown } & { readonly [Name in keyof Extensions]?: unknown };

type OperationNode = Unread<OpenAPIV3_1.OperationObject>;

const methods: ReadonlyMap<`${OpenAPIV3_1.HttpMethods}`, Method> = new Map([
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
  if (!reference.startsWith('#/')) throw new ContractFault({ file: read.file, pointer, id: 'reference-elsewhere', values: { reference } });
  let node = root;
  for (const token of reference.slice(2).split('/')) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    if (!read.isRecord(node) || !Object.hasOwn(node, name))
      throw new ContractFault({ file: read.file, pointer, id: 'reference-nowhere', values: { reference } });
    node = node[name];
  }
  return node;
}

/**
 * Makes the function that replaces `$ref`s by their targets. Members beside a `$ref` win over those of the target (JSON Schema 2020-12 allows both).
 * One target gives one object, so that a validator can be cached by identity.
 */
function resolver(root: unknown): (node: unknown, pointer: string) => unknown {
  const targets = new Map<string, unknown>();
  const open = new Set<string>();

  function target(reference: string, pointer: string): unknown {
    if (targets.has(reference)) return targets.get(reference);
    if (open.has(reference)) throw new ContractFault({ file: read.file, pointer, id: 'reference-to-itself', values: { reference } });
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

/** Checks every extension in the document against its shape, and names in `required` against the declared members. */
function checkExtensions(node: unknown, pointer: string): void {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) checkExtensions(item, read.below(pointer, index));
    return;
  }
  if (!read.isRecord(node)) return;
  for (const [name, value] of Object.entries(node)) {
    const here = read.below(pointer, name);
    if (read.isExtension(name)) read.checkExtension(name, value, here);
    else checkExtensions(value, here);
  }
  if (!read.isRecord(node.properties)) return;
  for (const keyword of ['required', 'x-countersign-required-by-docs']) {
    if (!Array.isArray(node[keyword])) continue;
    for (const member of node[keyword]) {
      if (!Object.hasOwn(node.properties, String(member))) {
        throw new ContractFault({
          file: read.file,
          pointer: read.below(pointer, keyword),
          id: 'not-a-property',
          values: { member: String(member) },
        });
      }
    }
  }
}

function schemaAt(value: unknown, pointer: string): JsonSchema {
  // The keywords are checked by the validator, which refuses a broken schema when it compiles it.
  return read.record(value, pointer) as JsonSchema;
}

function examplesOf(media: Unread<OpenAPIV3_1.MediaTypeObject>, pointer: string): readonly JsonValue[] {
  const examples = read.maybe(read.record)(media.examples, read.below(pointer, 'examples')) ?? {};
  const named = Object.entries(examples).map(([name, example]) => {
    const here = read.below(read.below(pointer, 'examples'), name);
    const given = read.record(example, here);
    if (!Object.hasOwn(given, 'value')) throw new ContractFault({ file: read.file, pointer: here, id: 'value-missing' });
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
  const holder: Unread<OpenAPIV3_1.ResponseObject> | undefined = read.maybe(read.record)(node, pointer);
  const content = read.maybe(read.record)(holder?.content, read.below(pointer, 'content'));
  if (content === undefined) return { schema: undefined, examples: [] };
  const here = read.below(read.below(pointer, 'content'), 'application/json');
  const media: Unread<OpenAPIV3_1.MediaTypeObject> = read.record(content['application/json'], here);
  return { schema: schemaAt(media.schema, read.below(here, 'schema')), examples: examplesOf(media, here) };
}

/** The weight of a part of the document; its extensions have been checked. */
function weightOf(node: Unread<object>): { readonly basis: Basis | undefined; readonly ambiguity: string | undefined } {
  return {
    basis: node['x-countersign-basis'] as Basis | undefined,
    ambiguity: node['x-countersign-ambiguity'] as string | undefined,
  };
}

function responsesOf(node: unknown, pointer: string): ReadonlyMap<string, DocumentedResponse> {
  const responses = Object.entries(read.record(node, pointer)).map(([status, response]): [string, DocumentedResponse] => {
    const here = read.below(pointer, status);
    if (!/^([1-5](XX|[0-9]{2})|default)$/.test(status)) throw new ContractFault({ file: read.file, pointer: here, id: 'not-a-status' });
    return [status, { ...bodyOf(response, here), ...weightOf(read.record(response, here)) }];
  });
  return new Map(responses);
}

function parametersOf(node: unknown, pointer: string, ownBasis: Basis | undefined): readonly Parameter[] {
  return (read.maybe(read.list(read.record))(node, pointer) ?? []).map((given: Unread<OpenAPIV3_1.ParameterObject>, index) => {
    const here = read.below(pointer, index);
    const place = given.in;
    if (place !== 'path' && place !== 'query') {
      throw new ContractFault({ file: read.file, pointer: read.below(here, 'in'), id: 'parameter-elsewhere' });
    }
    return {
      name: read.text(given.name, read.below(here, 'name')),
      in: place,
      required: given.required === true,
      schema: schemaAt(given.schema, read.below(here, 'schema')),
      example: given.example as JsonValue | undefined,
      ...weightOf(given),
      ...(ownBasis === undefined ? {} : { basis: ownBasis }),
    };
  });
}

const headersFile = 'headers.json';

/** The other files of the folder, read and checked. */
interface Surroundings {
  readonly resolveHeaders: (node: unknown, pointer: string) => unknown;
  readonly scheme: Scheme;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly notifications: readonly NotificationRule[];
  readonly ownBasis: Basis | undefined;
}

/** The headers that a call needs by its traits, for an operation whose document does not describe them; a webhook has those of a signed message. */
function neededHeaders(scheme: Scheme, own: readonly Trait[]): JsonSchema {
  const beside = own.includes('signed') ? headersBeside(scheme) : [];
  const names = [carrierOf(scheme, authenticationOf(own)), ...beside].flatMap((name) => name?.toLowerCase() ?? []);
  return { type: 'object', required: names, properties: Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1 }])) };
}

function headersOf(node: OperationNode, { resolveHeaders, scheme }: Surroundings, own: readonly Trait[], pointer: string): JsonSchema {
  const here = read.below(pointer, 'x-countersign-headers');
  if (node['x-countersign-headers'] === undefined) return neededHeaders(scheme, own);
  const reference = read.text(node['x-countersign-headers'], here);
  if (!reference.startsWith(`${headersFile}#/`))
    throw new ContractFault({ file: read.file, pointer: here, id: 'headers-elsewhere', values: { file: headersFile } });
  return schemaAt(resolveHeaders({ $ref: reference.slice(headersFile.length) }, here), here);
}

/** The part of scheme.yaml that an operation of a trait needs. */
const needed: Readonly<Partial<Record<Trait, keyof Scheme>>> = {
  signed: 'signature',
  bearer: 'bearer',
  basic: 'basic',
  dated: 'date',
  idempotent: 'idempotency',
};

/** The traits of an operation: those of the document, and what resources.yaml says of it. Throws ContractFault where scheme.yaml lacks what one of them needs. */
function traitsOf(node: OperationNode, { scheme, resources }: Surroundings, pointer: string): readonly Trait[] {
  const here = read.below(pointer, 'x-countersign-traits');
  const given = read.list(read.text)(node['x-countersign-traits'], here) as readonly Trait[];
  for (const trait of given) {
    const part = needed[trait];
    if (part !== undefined && scheme[part] === undefined)
      throw new ContractFault({ file: read.file, pointer: here, id: 'trait-without-part', values: { trait, part } });
  }
  return Object.values(resources).some(({ reverse }) => reverse !== undefined && reverse === node.operationId)
    ? [...given, 'reverses']
    : given;
}

const placeholder = /\{([^{}]+)\}/g;

function operationOf(node: OperationNode, shared: unknown, around: Surroundings, method: Method, path: string, pointer: string): Operation {
  const at = (name: string) => read.below(pointer, name);
  const id = read.text(node.operationId, at('operationId'));
  const [creates, created] = Object.entries(around.resources).find(([, { create }]) => create === id) ?? [];
  const own = traitsOf(node, around, pointer);
  const parameters = [...parametersOf(shared, read.below(read.below('/paths', path), 'parameters'), around.ownBasis)];
  for (const parameter of parametersOf(node.parameters, at('parameters'), around.ownBasis)) {
    const inherited = parameters.findIndex(({ name, in: place }) => name === parameter.name && place === parameter.in);
    if (inherited === -1) parameters.push(parameter);
    else parameters[inherited] = parameter;
  }
  const inTemplate = [...path.matchAll(placeholder)].map(([, name = '']) => name);
  for (const { name, in: place } of parameters) {
    if (place === 'path' && !inTemplate.includes(name))
      throw new ContractFault({ file: read.file, pointer: at('parameters'), id: 'parameter-not-in-path', values: { name, path } });
  }
  for (const name of inTemplate) {
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) {
      throw new ContractFault({ file: read.file, pointer: at('parameters'), id: 'parameter-missing', values: { name, path } });
    }
  }
  const body = bodyOf(node.requestBody, at('requestBody'));
  return {
    id,
    method,
    path,
    traits: own,
    authentication: authenticationOf(own),
    idempotency: own.includes('idempotent') ? 'honoured' : 'ignored',
    dateToleranceMs: own.includes('dated') ? around.scheme.date?.toleranceMs : undefined,
    creates,
    createdId: created?.members.id,
    reads: Object.entries(around.resources).find(([, { read: shows }]) => shows === id)?.[0],
    parameters,
    requestBody: body.schema,
    requestExamples: body.examples,
    responses: responsesOf(node.responses, at('responses')),
    headers: headersOf(node, around, own, pointer),
    ...weightOf(node),
  };
}

function webhookOf(node: OperationNode, around: Surroundings, method: Method, pointer: string): Webhook {
  const at = (name: string) => read.below(pointer, name);
  const body = bodyOf(node.requestBody, at('requestBody'));
  const id = read.text(node.operationId, at('operationId'));
  const rule = around.notifications.find(({ webhook }) => webhook === id);
  return {
    id,
    method,
    requestBody: body.schema,
    requestExamples: body.examples,
    responses: responsesOf(node.responses, at('responses')),
    headers: headersOf(node, around, around.scheme.signature === undefined ? [] : ['signed'], pointer),
    ports: rule?.ports ?? [],
    retry: rule?.retry,
  };
}

/** Visits every operation below `paths` or `webhooks`, with its name there and its JSON pointer. */
function* operationsBelow(
  node: unknown,
  pointer: string,
): Generator<{
  name: string;
  item: Unread<OpenAPIV3_1.PathItemObject>;
  method: Method;
  node: OperationNode;
  at: string;
}> {
  for (const [name, value] of Object.entries(read.maybe(read.record)(node, pointer) ?? {})) {
    const here = read.below(pointer, name);
    const item = read.record(value, here);
    for (const [key, method] of methods) {
      const at = read.below(here, key);
      if (Object.hasOwn(item, key)) yield { name, item, method, node: read.record(item[key], at), at };
    }
  }
}

/** What the document holds. Any other error than a fault is of the document too, such as a reference that is not a URI. */
function documentIn(document: unknown, around: Surroundings): Described {
  try {
    return documentOf(document, around);
  } catch (error) {
    if (error instanceof ContractFault) throw error;
    throw new ContractFault({
      file: read.file,
      id: 'document-unreadable',
      values: { why: error instanceof Error ? error.message : String(error) },
    });
  }
}

/**
 * Reads a contract from the texts of its files. A contract without an openapi.yaml or a scheme.yaml is refused; a table that is missing is empty.
 *
 * @param id the name of its folder
 * @throws ContractFault
 */
export function readContract(id: string, files: ContractFiles, source: string = id, place: string = source): Contract {
  const digest = createHash('sha256');
  const textOf = (file: string): string | undefined => {
    const text = files.text(file);
    if (text !== undefined) digest.update(`${file}\n${text}`);
    return text;
  };
  const owed = (file: string): string => {
    const text = textOf(file);
    if (text === undefined) throw new ContractFault({ file, id: 'file-missing', values: { contract: id } });
    return text;
  };
  const table = <File extends TableFile>(file: File) => {
    const text = textOf(file);
    return text === undefined ? undefined : readTable(file, text);
  };
  const documentText = owed(read.file);
  const document = parseFile(read.file, documentText);
  const around: Surroundings = {
    resolveHeaders: resolver(parseFile(headersFile, textOf(headersFile) ?? '{}')),
    scheme: readTable('scheme.yaml', owed('scheme.yaml')),
    resources: table('resources.yaml') ?? {},
    notifications: table('notifications.yaml')?.notifications ?? [],
    ownBasis: documentText.includes('x-countersign-basis') ? undefined : 'docs',
  };
  const errors = table('errors.yaml');
  const countries = table('countries.yaml')?.countries ?? [];
  const words = {
    ...wordsOfScheme(around.scheme),
    ...wordsOfResources(around.resources),
    ...wordsOfErrors(errors?.codes ?? []),
    ...table('words.yaml'),
  };
  const ambiguities = table('ambiguities.yaml')?.ambiguities ?? [];
  const clauses = judgedClauses(table('clauses.yaml') ?? { clauses: {} }, ambiguities);
  const named = files.names('profiles').filter((name) => name.endsWith('.yaml'));
  const profiles = readProfiles(new Map(named.map((name) => [name.slice(0, -'.yaml'.length), owed(`profiles/${name}`)])));
  checkScheme(around.scheme);
  const described = documentIn(document, around);
  checkNames(described, around);
  checkErrorMembers(described, errors?.members);
  const byId = new Map(described.operations.map((operation) => [operation.id, operation]));
  return {
    id,
    source,
    place,
    ...described,
    scheme: around.scheme,
    resources: around.resources,
    notifications: around.notifications,
    ownBasis: around.ownBasis,
    errorCodes: errors?.codes ?? [],
    errorGroups: errors?.groups ?? [],
    errorMembers: errors?.members,
    countries,
    words,
    ambiguities,
    clauses,
    profiles: profilesOf(profiles, { id, title: described.title, words, ambiguities, clauses }),
    files,
    traits: new Set(described.operations.flatMap((operation) => operation.traits)),
    digest: digest.digest('hex'),
    operation(wanted) {
      const found = byId.get(wanted);
      if (found === undefined) throw new Error(`the contract has no operation ${wanted}; it has ${[...byId.keys()].join(', ')}`);
      return found;
    },
  };
}

/** scheme.yaml has the part for each key, and each part of the message. Throws ContractFault otherwise. */
function checkScheme(scheme: Scheme): void {
  const file = 'scheme.yaml';
  for (const [role, { carrier }] of Object.entries(scheme.keys)) {
    if (scheme[carrier] === undefined)
      throw new ContractFault({ file, pointer: `/keys/${role}/carrier`, id: 'carrier-missing', values: { carrier } });
  }
  for (const [whole, part] of scheme.signature?.message.matchAll(placeholder) ?? []) {
    if ((part === 'date' || part === 'login' || part === 'id') && scheme[part] === undefined) {
      throw new ContractFault({ file, pointer: '/signature/message', id: 'header-missing', values: { placeholder: whole, part } });
    }
  }
  if (scheme.date !== undefined && (scheme.date.header === undefined) !== (scheme.signature?.template.includes('{date}') ?? false)) {
    throw new ContractFault({ file, id: 'date-without-place' });
  }
}

/** Operations and webhooks that tables name exist in the document, and what creates is known by its resource. Throws ContractFault otherwise. */
function checkNames({ operations, webhooks }: Described, { resources, notifications }: Surroundings): void {
  const known = operations.map(({ id }) => id);
  for (const [name, resource] of Object.entries(resources)) {
    for (const verb of ['create', 'read', 'reverse'] as const) {
      const id = resource[verb];
      if (id !== undefined && !known.includes(id)) {
        throw new ContractFault({
          file: 'resources.yaml',
          pointer: `/${name}/${verb}`,
          id: 'operation-unknown',
          values: { known: known.join(', '), operation: id },
        });
      }
    }
  }
  for (const { id, traits, creates } of operations) {
    if (traits.includes('creates') !== (creates !== undefined)) {
      throw new ContractFault({ file: read.file, id: 'creates-without-resource', values: { operation: id } });
    }
  }
  for (const [index, { webhook, resource }] of notifications.entries()) {
    const file = 'notifications.yaml';
    const here = `/notifications/${index}`;
    if (!webhooks.some(({ id }) => id === webhook))
      throw new ContractFault({ file, pointer: `${here}/webhook`, id: 'webhook-unknown', values: { webhook } });
    if (resources[resource] === undefined)
      throw new ContractFault({ file, pointer: `${here}/resource`, id: 'resource-unknown', values: { resource } });
  }
}

/** Whether a schema has a member at that place. A schema that names no members takes any. */
function hasMember(schema: JsonSchema, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const { properties, anyOf = [], oneOf = [] } = schema;
  const choices = [...anyOf, ...oneOf];
  if (choices.some((choice) => hasMember(choice, [name, ...rest]))) return true;
  if (properties === undefined) return choices.length === 0;
  const below = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return below !== undefined && hasMember(below, rest);
}

/** The members that errors.yaml names are those of a documented error, where the document has one. Throws ContractFault otherwise. */
function checkErrorMembers({ operations }: Described, members: ErrorMembers | undefined): void {
  const schemas = operations
    .flatMap(({ responses }) => [...responses])
    .flatMap(([status, { schema }]) => (/^[123]/.test(status) || schema === undefined ? [] : [schema]));
  for (const [name, place] of Object.entries(members ?? {})) {
    if (schemas.length > 0 && !schemas.some((schema) => hasMember(schema, pathOf(place))))
      throw new ContractFault({ file: 'errors.yaml', pointer: `/members/${name}`, id: 'error-member-unknown', values: { member: place } });
  }
}

/** The content of the document itself. */
type Described = Pick<Contract, 'title' | 'version' | 'operations' | 'webhooks'>;

function documentOf(document: unknown, around: Surroundings): Described {
  checkExtensions(document, '');
  const root: Unread<OpenAPIV3_1.Document> = read.record(resolver(document)(document, ''), '');
  const version = read.text(root.openapi, '/openapi');
  if (!version.startsWith('3.1.'))
    throw new ContractFault({ file: read.file, pointer: '/openapi', id: 'version-unknown', values: { version } });
  const info: Unread<OpenAPIV3_1.InfoObject> = read.record(root.info, '/info');

  const operations: Operation[] = [];
  const webhooks: Webhook[] = [];
  const ids = new Set<string>();
  const claim = (id: string, pointer: string): void => {
    if (ids.has(id))
      throw new ContractFault({
        file: read.file,
        pointer: read.below(pointer, 'operationId'),
        id: 'operation-twice',
        values: { operation: id },
      });
    ids.add(id);
  };
  for (const { name, item, method, node, at } of operationsBelow(root.paths, '/paths')) {
    const operation = operationOf(node, item.parameters, around, method, name, at);
    claim(operation.id, at);
    operations.push(operation);
  }
  for (const { method, node, at } of operationsBelow(root.webhooks, '/webhooks')) {
    const webhook = webhookOf(node, around, method, at);
    claim(webhook.id, at);
    webhooks.push(webhook);
  }

  return {
    title: read.text(info.title, '/info/title'),
    version: read.text(info.version, '/info/version'),
    operations,
    webhooks,
  };
}

/** A resource by its operations. */
export interface Lifecycle extends Pick<Resource, 'members' | 'completed' | 'shown' | 'statuses' | 'transitions'> {
  readonly name: string;
  readonly create: Operation;
  readonly read: Operation;
}

function lifecycle(contract: Pick<Contract, 'resources' | 'operation'>, chosen: (resource: Resource) => boolean): Lifecycle | undefined {
  const [name, resource] = Object.entries(contract.resources).find(([, each]) => chosen(each)) ?? [];
  if (name === undefined || resource === undefined) return undefined;
  const { create, read: shows } = resource;
  return { ...resource, name, create: contract.operation(create), read: contract.operation(shows) };
}

/** The main resource of a contract: the one that can be reversed, such as a deposit, else its first one. Undefined where it has none. */
export function mainResource(contract: Pick<Contract, 'resources' | 'operation'>): Lifecycle | undefined {
  return lifecycle(contract, ({ reverse }) => reverse !== undefined) ?? lifecycle(contract, () => true);
}

/** The statuses that a person gives a resource in the panel; `cancelled` is undefined where the contract names none besides. */
export interface Moves {
  readonly completed: string;
  readonly cancelled: string | undefined;
}

export function movesOf(paid: Lifecycle | undefined): Moves {
  const completed = paid?.completed ?? 'COMPLETED';
  const named = (paid?.transitions ?? []).filter(({ by }) => by === 'panel').flatMap(({ to }) => to);
  return { completed, cancelled: named.find((status) => status !== completed) };
}

/** The statuses of a resource by what they mean; a meaning that no status of the contract has is absent. */
export type Statuses = Readonly<Partial<Record<NonNullable<Resource['statuses'][number]['role']> | 'completed', string>>>;

export function statusesOf({ completed, statuses, transitions }: Pick<Resource, 'completed' | 'statuses' | 'transitions'>): Statuses {
  const made = transitions.find(({ by }) => by === 'creation')?.to[0];
  return {
    ...(made !== undefined && made !== completed && { pending: made }),
    ...Object.fromEntries(statuses.flatMap(({ role, status }) => (role === undefined ? [] : [[role, status]]))),
    ...(completed !== undefined && { completed }),
  };
}

/** Changes of a resource, one after the other, by the roles of its statuses; those with a status that the contract does not have are left out. */
export function walksOf(statuses: Statuses, walks: readonly (readonly (keyof Statuses)[])[]): readonly (readonly string[])[] {
  return walks
    .map((walk) => walk.map((role) => statuses[role]))
    .flatMap((walk) => (walk.every((status) => status !== undefined) ? [walk] : []));
}

/** The statuses of what is not paid. Without the one that the merchant's own wish gives, which says nothing of a payment (C22). */
export function unpaidStatuses({ completed, statuses }: Pick<Resource, 'completed' | 'statuses'>): readonly string[] {
  const released = statuses.find(({ role }) => role === 'released')?.status;
  return statuses
    .filter(({ status, newerName }) => status !== completed && status !== released && (released === undefined || newerName !== released))
    .map(({ status }) => status);
}

/** The names that scheme.yaml has for things, where words.yaml has no others. */
function wordsOfScheme({ keys, signature, login, date, bearer, idempotency }: Scheme): Readonly<Record<string, string>> {
  const named = (set: string, carriers: readonly string[]): string | undefined =>
    Object.values(keys).find((key) => key.set === set && carriers.includes(key.carrier))?.name;
  const found = {
    login: login?.header,
    date: date?.header,
    authorization: signature?.header,
    key: idempotency?.header,
    tolerance: date && `${date.toleranceMs / 1000} s`,
    dateExample: date && dateText({ date }, Date.UTC(2020, 5, 21, 12, 33, 20)),
    bearer: bearer && `${bearer.header}: ${bearer.template.replace('{key}', '')}`.trim(),
    apiKey: named('signing', ['login']),
    secret: named('signing', ['signature']),
    readOnlyKey: named('read-only', ['bearer', 'basic']),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, word]) => (word === undefined ? [] : [[name, word]])));
}

/** The names that resources.yaml has for what is created, where words.yaml has no others. */
function wordsOfResources(resources: Contract['resources']): Readonly<Record<string, string>> {
  const made = Object.entries(resources);
  const reversing = made.map(([, { reverse }]) => reverse);
  const [name, main] = made.find(([, { create }]) => !reversing.includes(create)) ?? [];
  const { completed, pending, expired, cancelled } = main === undefined ? {} : statusesOf(main);
  const late = [expired, cancelled].filter((status) => status !== undefined);
  const [reversal, back] = made.find(([, { create }]) => reversing.includes(create)) ?? [];
  return {
    ...(name !== undefined && main !== undefined && { resource: name, resources: `${name}s`, resourceId: main.members.id }),
    ...(reversal !== undefined && back !== undefined && { reversal, reversals: `${reversal}s`, reversalId: back.members.id }),
    ...(completed !== undefined && { completed }),
    ...(pending !== undefined && { pending }),
    ...(late.length > 0 && { unpaid: late.join(' or ') }),
    ...(main?.members.reference !== undefined && { reference: main.members.reference }),
    ...(main?.members.notificationUrl !== undefined && { notificationUrl: main.members.notificationUrl }),
  };
}

/** The codes of errors, as sentences about them say them: `code 100`. */
function wordsOfErrors(codes: readonly ErrorCode[]): Readonly<Record<string, string>> {
  const refusals = {
    caller: 'caller',
    header: 'header',
    signature: 'signature',
    date: 'date',
    key: 'key',
    'blank-header': 'blankHeader',
    method: 'method',
  };
  return Object.fromEntries(
    Object.entries(refusals).flatMap(([what, name]) => {
      const code = codes.find((row) => row.refuses === what)?.code;
      return code === undefined ? [] : [[`${name}Code`, `code ${code}`]];
    }),
  );
}

/** What the contract calls what it keeps, by the placeholders of sentences about configurations. */
export function thingsOf(contract: Pick<Contract, 'resources' | 'operation' | 'words'>): Readonly<Record<string, string>> {
  const paid = mainResource(contract);
  const {
    resource = paid?.name ?? 'resource',
    resources = `${resource}s`,
    reversal: back = 'refund',
    reversals = `${back}s`,
    addressList = 'address list',
  } = contract.words;
  const { completed, cancelled } = movesOf(paid);
  const moves = [completed, cancelled].filter((status) => status !== undefined).join(' or ');
  return { resource, resources, reversal: back, reversals, addressList, moves, referenceMember: paid?.members.reference ?? 'reference' };
}

/** The members at the top of a read that show the amount that was asked for: in the country's own currency, and in another one. */
export function amountsShown({ members, shown = [] }: Lifecycle): {
  readonly own: string | undefined;
  readonly foreign: string | undefined;
} {
  const amountIn = (currency: ShownMember['in']): string | undefined =>
    shown.find((row) => row.as === 'amount' && row.in === currency)?.at.slice(1);
  return { own: amountIn('own') ?? amountIn(undefined) ?? members.amount, foreign: amountIn('foreign') };
}

/** A contract was asked for something that it does not have. */
export class Lacking extends Error {
  readonly what:
    | 'creates'
    | 'reverses'
    | 'login'
    | 'signed-writes'
    | 'signed-reads'
    | 'code'
    | 'amount'
    | 'names'
    | 'reference'
    | 'shown'
    | 'completed'
    | 'unpaid'
    | 'notification-url';

  constructor(what: Lacking['what']) {
    super(what);
    this.what = what;
  }
}

/** The main resource of a contract. Throws Lacking where it has none. */
export function payment(contract: Contract): Lifecycle {
  const paid = mainResource(contract);
  if (paid === undefined) throw new Lacking('creates');
  return paid;
}

/** What reverses it, such as a refund; undefined where the contract has none. */
export function reversal(contract: Pick<Contract, 'resources' | 'operation'>): Lifecycle | undefined {
  const reversing = Object.values(contract.resources).map(({ reverse }) => reverse);
  return lifecycle(contract, ({ create }) => reversing.includes(create));
}

/** Names of the path parameters of an operation, in the order of the path. */
export function pathNames({ path }: Operation): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** The parameter of a read that names what it shows: the last one of its path, else the one that it requires. */
export function nameParameter(operation: Operation): string | undefined {
  return pathNames(operation).at(-1) ?? operation.parameters.find(({ required }) => required)?.name;
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

/** Literal segments come before parameters, so that `/rates/crypto` is not matched by `/rates/{id}`. */
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
    // A single percent sign is the sender's spelling; the value is then judged as it came.
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
 * @param method as sent; methods are case-sensitive (RFC 9110, section 9.1)
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

/** A path with which no operation is asked for, as near to theirs as one may be. `segment` is one that nobody has. */
export function unknownPath(contract: Contract, segment: string): string {
  const paths = contract.operations.map(({ path }) => path.split('/'));
  const [first = ['']] = paths;
  const shared = first.filter((_, at) => paths.every((path) => path.slice(0, at + 1).join('/') === first.slice(0, at + 1).join('/')));
  const near = shared.map((_, at) => [...shared.slice(0, shared.length - at), segment].join('/'));
  const longest = paths.toSorted((one, other) => other.length - one.length)[0] ?? first;
  return near.find((path) => match(contract, 'GET', path).kind === 'unknown-path') ?? [...longest, segment].join('/');
}

/**
 * Writes the request target of an operation: path parameters filled in, the given query parameters after them in the document's order, both
 * percent-encoded. Query parameters that are not given are left out, required ones too: their absence is a useful case.
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
