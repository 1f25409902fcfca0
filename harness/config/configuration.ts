import { isIP } from 'node:net';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { SigningKeys } from '../../audit/notifications/record.ts';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import schema from '../../schemas/configuration.schema.json' with { type: 'json' };
import { contractOf } from '../../schemas/contracts.ts';
import { compile, type SchemaViolation } from '../../schemas/validate.ts';
import { isClauseId } from '../../specs/clauses/catalogue.ts';
import { profileOf, profiles } from '../../specs/profiles/catalogue.ts';

/** How a recipe is followed. Texts hold `{placeholders}`; the environment's `${NAME}` are put in already. */
export type Recipe =
  | { readonly kind: 'patch'; readonly patch: Readonly<Record<string, JsonValue>> }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** JSON where it is no text. */
      readonly body?: JsonValue;
      /** JSON pointer (RFC 6901) to the result in the answer. */
      readonly result?: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'command';
      /** The program and its arguments. */
      readonly command: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
      readonly result?: string;
      readonly seconds: number;
    }
  | { readonly kind: 'prompt'; readonly prompt: string };

/** Names of the recipes, in the order of the documentation. */
export const recipeNames = ['provoke500', 'moveStatus', 'countDeposits', 'rotateKeys', 'addAddress', 'removeAddress'] as const;

export type RecipeName = (typeof recipeNames)[number];

/** A clause that the plan leaves out. */
export interface PlanExclusion {
  readonly clause: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it may be left out, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** `countersign.yaml` as read: defaults and the environment's values are in their places. It holds secrets and is never written. */
export interface Configuration {
  readonly target: {
    /** Origin, `https://host[:port]`. */
    readonly url: string;
    readonly plainUrl?: string;
    readonly environment: string;
    /** File (PEM), relative to the configuration file. */
    readonly ca?: string;
    readonly profile: string;
    readonly proxy?: string;
    /** Files (PEM), relative to the configuration file. */
    readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  };
  readonly merchant: Credentials;
  readonly secondMerchant?: Credentials;
  readonly secondEnvironment?: Credentials & { readonly url: string; readonly environment?: string };
  /** Bodies by operation id. */
  readonly samples: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  readonly addresses: { readonly allowed?: string; readonly refused?: string; readonly echoUrl?: string };
  readonly recipes: Readonly<Partial<Record<RecipeName, Recipe>>>;
  readonly budget: { readonly creations: number; readonly perSecond: number; readonly seconds: number };
  /** Letters and digits. */
  readonly invoicePrefix: string;
  readonly plan: { readonly exclude: readonly PlanExclusion[] };
  /** Seconds. */
  readonly deadlines: { readonly answer: number; readonly recipe: number; readonly clause: number; readonly change: number };
  readonly notificationUrl?: string;
  /** Everything in it that no output may show, with the member that it stands in. */
  readonly secrets: readonly Secret[];
}

/** The receiver of a `countersign.yaml` as read. It holds secrets and is never written. */
export interface ReceiverConfiguration {
  /** Where it takes notifications. */
  readonly url: string;
  readonly profile: string;
  /** File (PEM), relative to the configuration file. */
  readonly ca?: string;
  /** Its keys; invented ones where it is told them when it starts. */
  readonly merchant?: Credentials;
  /** Where the status API listens that it asks. */
  readonly statusApi: { readonly host?: string; readonly port?: number };
  /** It needs no orders. */
  readonly registersNothing: boolean;
  readonly register?: Recipe;
  readonly releases?: Recipe;
  readonly rotate?: Recipe;
  readonly stop?: Recipe;
  readonly start?: {
    readonly command: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    /** Relative to the configuration file. */
    readonly folder?: string;
    readonly seconds: number;
  };
  /** Seconds. */
  readonly deadlines: { readonly answer: number; readonly heal: number; readonly settle: number };
  /** Everything in it that no output may show, with the member that it stands in. */
  readonly secrets: readonly Secret[];
}

/** What of a `countersign.yaml` tells how notifications are signed. It holds secrets and is never written. */
export interface SenderConfiguration {
  readonly profile: string;
  /** In the order of the file: several around a rotation. */
  readonly keys: readonly SigningKeys[];
  /** Everything in it that no output may show, with the member that it stands in. */
  readonly secrets: readonly Secret[];
}

/** The client of a `countersign.yaml` as read. It holds secrets and is never written. */
export interface ClientConfiguration {
  /** Shell command line. */
  readonly command?: string;
  readonly profile: string;
  /** Folders, relative to the configuration file, and URLs. */
  readonly sources: readonly string[];
  /** The merchant's own keys, which stand in none of them. */
  readonly merchant?: Credentials;
  /** Everything in it that no output may show, with the member that it stands in. */
  readonly secrets: readonly Secret[];
}

/** How long a receiver is waited for, in seconds, where the configuration says nothing. */
export const usualReceiverDeadlines: ReceiverConfiguration['deadlines'] = { answer: 10, heal: 20, settle: 0.1 };

/** A configuration that cannot be used. The message names the member and the next move, and holds no value of the environment. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}

/** What a recipe is told, and what it has to use of it: a count of no invoice in particular would count something else. */
const placeholders = {
  provoke500: ['invoiceId'],
  moveStatus: ['depositId', 'status'],
  countDeposits: ['invoiceId'],
  rotateKeys: [],
  addAddress: ['address'],
  removeAddress: ['address'],
} as const satisfies Readonly<Record<RecipeName, readonly string[]>>;

/** What a recipe is told beside, where there are two environments: `first` or `second`. One that does not use it works in the first alone. */
const whichEnvironment = 'environment';
const tellsEnvironment: ReadonlySet<RecipeName> = new Set(['moveStatus', 'countDeposits', 'addAddress', 'removeAddress']);

/** What a run may cost where the configuration says nothing: what a shared test environment bears without anybody noticing. */
export const usualBudget: Configuration['budget'] = { creations: 4000, perSecond: 50, seconds: 600 };
const usualDeadlines: Configuration['deadlines'] = { answer: 20, recipe: 30, clause: 60, change: 60 };

type Path = readonly (string | number)[];
type Members = { readonly [member: string]: unknown };

/** Members that hold a secret and nothing else. */
const secretPath =
  /^(?:(?:merchant|secondMerchant|secondEnvironment|sender\.keys\[\d+\])\.(?:apiKey|apiSignature|readOnlyKey)|target\.clientCertificate\.passphrase)$/;

/** Members whose value may come from the environment and is shown all the same: where things are, and how they are called. */
const openPath =
  /^(?:(?:target|receiver|sender)\.(?:url|plainUrl|environment|ca|profile|clientCertificate\.(?:certificate|key))|secondEnvironment\.url|sender\.keys\[\d+\]\.until|addresses\..*|invoicePrefix|notificationUrl|plan\..*)$/;

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Fields of a recipe's request by which a caller shows who he is. */
const secretField = /^(?:authorization|proxy-authorization|cookie)$|token|secret|password|api-?key/i;

/** Shorter texts cannot be hidden in what is written: they stand in every document by chance. */
const shortestSecret = 4;

/** Where a member stands, for people: `merchant.apiKey (line 8)`. */
type Place = (path: Path) => string;

function dotted(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

/**
 * Reads `countersign.yaml`.
 * @param environment the value of a variable; undefined where it is not set
 * @throws ConfigurationError for the first thing that is wrong, with its member, its line and the next move
 */
export function readConfiguration(text: string, environment: (name: string) => string | undefined): Configuration {
  const { filled, found, place } = readMembers(text, environment);
  const { target, merchant } = filled;
  if (!target || !merchant) throw new ConfigurationError(missing(target ? 'merchant' : 'target'));
  const configuration = assembled({ ...filled, target, merchant }, found);
  agree(configuration, place);
  return configuration;
}

/** The parties that a `countersign.yaml` describes, as far as it can be read; what is wrong with it is said by who reads the rest. */
export function partiesDescribed(text: string): readonly ('provider' | 'receiver' | 'client')[] {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  const described = { target: 'provider', receiver: 'receiver', client: 'client' } as const;
  return Object.entries(described).flatMap(([member, party]) => (document.has(member) ? [party] : []));
}

function missing(name: string): string {
  return `${name} is missing${meaning([name])}.`;
}

interface Read {
  readonly filled: FilledFile;
  readonly found: readonly Secret[];
  readonly place: Place;
}

/** What a file says, checked against its schema, with the environment's values in their places. */
function readMembers(text: string, environment: (name: string) => string | undefined): Read {
  const { value, place } = parsed(text);
  const [violation] = foremost(compile(schema)(value));
  if (violation) throw new ConfigurationError(complaint(violation, value, place));
  noSecretsIn(value, [], place);
  const found: Secret[] = [];
  return { filled: fill(value, [], environment, place, found) as FilledFile, found, place };
}

/**
 * Reads the receiver of a `countersign.yaml`.
 * @param environment the value of a variable; undefined where it is not set
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no receiver
 */
export function readReceiverConfiguration(text: string, environment: (name: string) => string | undefined): ReceiverConfiguration {
  const { filled, found, place } = readMembers(text, environment);
  const { receiver, merchant } = filled;
  if (!receiver) throw new ConfigurationError(missing('receiver'));
  const wrong = (member: string, why: string): never => {
    throw new ConfigurationError(`${place(['receiver', member])} ${why}`);
  };
  // A free port takes the place of {port} when the receiver is started.
  if (!URL.canParse(receiver.url.replace('{port}', '1'))) wrong('url', `is no URL${meaning(['receiver', 'url'])}.`);
  const profile = receiver.profile ?? 'onekey';
  if (!profileOf(profile)) wrong('profile', `is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  if (merchant) mustDiffer(['merchant'], merchant, (path, why) => wrong(dotted(path), why));
  const seconds = filled.deadlines?.recipe ?? usualDeadlines.recipe;
  const recipe = <N extends string>(name: N, given: FilledRecipe | undefined): { readonly [K in N]?: Recipe } =>
    // A computed key widens the type of an object; it holds that one member or none.
    given ? ({ [name]: recipeOf(given, seconds) } as { readonly [K in N]?: Recipe }) : {};
  const { register, start, statusApi, deadlines, ca } = receiver;
  if (!start && receiver.url.includes('{port}'))
    wrong('url', 'holds {port}, which is told to receiver.start, and there is none: write the port.');
  if (!merchant && !start)
    throw new ConfigurationError(
      `${place(['receiver'])} has no start, so it runs with keys of its own: give them under merchant, as \${NAME} of the environment.`,
    );
  return {
    url: receiver.url,
    profile,
    ...(ca === undefined ? {} : { ca }),
    ...(merchant ? { merchant } : {}),
    statusApi: statusApi ?? {},
    registersNothing: register === 'none',
    ...recipe('register', register === 'none' ? undefined : register),
    ...recipe('releases', receiver.releases),
    ...recipe('rotate', receiver.rotate),
    ...recipe('stop', receiver.stop),
    ...(start
      ? {
          start: {
            command: start.command,
            environment: start.environment ?? {},
            seconds: start.seconds ?? 20,
            ...(start.folder === undefined ? {} : { folder: start.folder }),
          },
        }
      : {}),
    deadlines: { ...usualReceiverDeadlines, ...deadlines },
    secrets: [...(merchant ? secretKeys(merchant) : []), ...found],
  };
}

/**
 * Reads which keys notifications are signed with: those of `sender`, else those of `merchant`.
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no keys
 */
export function readSenderConfiguration(text: string, environment: (name: string) => string | undefined): SenderConfiguration {
  const { filled, found, place } = readMembers(text, environment);
  const { sender, merchant, target } = filled;
  const wrong = (path: Path, why: string): never => {
    throw new ConfigurationError(`${place(path)} ${why}`);
  };
  if (!sender && !merchant) throw new ConfigurationError(missing('sender'));
  const sets: readonly FilledKeys[] = sender?.keys ?? (merchant ? [merchant] : []);
  const given = sets.map(({ readOnlyKey = '', ...set }) => ({ ...set, readOnlyKey }));
  const keys = given.map((set, index): SigningKeys => {
    const path = sender ? ['sender', 'keys', index] : ['merchant'];
    mustDiffer(path, set, wrong);
    if (given.findIndex(({ apiSignature }) => apiSignature === set.apiSignature) !== index)
      wrong([...path, 'apiSignature'], 'is that of a set above it: give each set once.');
    const { until, ...credentials } = set;
    return { ...credentials, ...(until === undefined ? {} : { until: Date.parse(until) }) };
  });
  const profile = sender?.profile ?? target?.profile ?? 'onekey';
  if (!profileOf(profile))
    wrong([sender?.profile ? 'sender' : 'target', 'profile'], `is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  return { profile, keys, secrets: [...keys.flatMap(secretKeys).filter(({ value }) => value !== ''), ...found] };
}

/**
 * Reads the client of a `countersign.yaml`.
 * @param environment the value of a variable; undefined where it is not set
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no client
 */
export function readClientConfiguration(text: string, environment: (name: string) => string | undefined): ClientConfiguration {
  const { filled, found, place } = readMembers(text, environment);
  const { client, merchant } = filled;
  if (!client) throw new ConfigurationError(missing('client'));
  const { command, profile = 'onekey', sources = [] } = client;
  if (!profileOf(profile))
    throw new ConfigurationError(`${place(['client', 'profile'])} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  return {
    ...(command === undefined ? {} : { command }),
    profile,
    sources,
    ...(merchant ? { merchant } : {}),
    secrets: [...(merchant ? secretKeys(merchant) : []), ...found],
  };
}

/** The file's form once variables are in their places; the schema has seen to it. */
interface FilledFile extends Omit<Filled, 'target' | 'merchant'> {
  readonly target?: Filled['target'];
  readonly merchant?: Credentials;
  readonly receiver?: FilledReceiver;
  readonly client?: { readonly command?: string; readonly profile?: string; readonly sources?: readonly string[] };
  readonly sender?: {
    readonly profile?: string;
    readonly keys: readonly FilledKeys[];
  };
}

interface FilledKeys {
  readonly apiKey: string;
  readonly apiSignature: string;
  readonly readOnlyKey?: string;
  readonly until?: string;
}

interface FilledReceiver {
  readonly url: string;
  readonly profile?: string;
  readonly ca?: string;
  readonly statusApi?: ReceiverConfiguration['statusApi'];
  readonly register?: 'none' | FilledRecipe;
  readonly releases?: FilledRecipe;
  readonly rotate?: FilledRecipe;
  readonly start?: {
    readonly command: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
    readonly folder?: string;
    readonly seconds?: number;
  };
  readonly stop?: FilledRecipe;
  readonly deadlines?: Partial<ReceiverConfiguration['deadlines']>;
}

/** What of the file a provider needs. */
interface Filled {
  readonly target: Omit<Configuration['target'], 'profile'> & { readonly profile?: string };
  readonly merchant: Credentials;
  readonly secondMerchant?: Credentials;
  readonly secondEnvironment?: Configuration['secondEnvironment'];
  readonly samples?: Configuration['samples'];
  readonly addresses?: Configuration['addresses'];
  readonly recipes?: Readonly<Partial<Record<RecipeName, FilledRecipe>>>;
  readonly budget?: Partial<Configuration['budget']>;
  readonly invoicePrefix?: string;
  readonly plan?: { readonly exclude?: readonly PlanExclusion[] };
  readonly deadlines?: Partial<Configuration['deadlines']>;
  readonly notificationUrl?: string;
}

interface FilledRecipe {
  readonly patch?: Readonly<Record<string, JsonValue>>;
  readonly request?: {
    readonly method?: string;
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: JsonValue;
  };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly prompt?: string;
  readonly result?: string;
  readonly seconds?: number;
}

function parsed(text: string): { readonly value: unknown; readonly place: Place } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    // The parser's own words quote the line, which may hold a secret that was pasted there.
    const { line, col } = lines.linePos(error.pos[0]);
    const why = error.code === 'DUPLICATE_KEY' ? 'a member stands there twice' : `${error.code.toLowerCase().replaceAll('_', ' ')}`;
    throw new ConfigurationError(
      `The file is not YAML at line ${line}, column ${col} (${why}): mend that line; \`countersign init\` writes a file that parses.`,
    );
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) throw new ConfigurationError('The file is empty: `countersign init` writes one.');
  const place: Place = (path) => {
    if (path.length === 0) return 'The file';
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => String(isNode(key) && 'value' in key ? key.value : key) === String(path[length - 1]))
        : undefined;
      const at = pair && isNode(pair.key) ? pair.key.range?.[0] : isNode(node) ? node.range?.[0] : undefined;
      if (at !== undefined) return `${dotted(path)} (line ${lines.linePos(at).line})`;
    }
    return dotted(path);
  };
  return { value, place };
}

/** The violations without those that only say in other words what another says: a choice that fits in no form fails each of its forms. */
function foremost(violations: readonly SchemaViolation[]): readonly SchemaViolation[] {
  const choices = violations.filter(({ keyword }) => keyword === 'oneOf');
  return violations.filter(({ pointer, keyword }) => !(keyword === 'required' && choices.some((choice) => choice.pointer === pointer)));
}

/** The path of a JSON pointer; positions in lists become numbers. */
function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(name) : name);
    at = Array.isArray(at) ? at[Number(name)] : members(at)[name];
  }
  return path;
}

interface SchemaNode {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
}

/** The rule for a member: what stands beside a reference, then what it refers to. */
function ruleOf(path: Path): SchemaNode {
  let rule: SchemaNode = schema as SchemaNode;
  for (const part of path) {
    const next = typeof part === 'number' ? rule.items : (rule.properties?.[part] ?? rule.additionalProperties);
    rule = typeof next === 'object' ? resolved(next) : {};
  }
  return rule;
}

function resolved(rule: SchemaNode): SchemaNode {
  const name = rule.$ref?.replace('#/$defs/', '');
  if (name === undefined) return rule;
  const known: Readonly<Record<string, unknown>> = schema.$defs;
  return { ...(known[name] as SchemaNode), ...rule };
}

/** What a member has to hold, as a sentence's end. */
function meaning(path: Path): string {
  const { description } = ruleOf(path);
  return description === undefined ? '' : `: it is ${description}`;
}

function asksForVariable(path: Path): string {
  const name = dotted(path)
    .replace(/[^A-Za-z]+/g, '_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase();
  return `write \${${name}} there, or the name of another variable in \${…}, and set that variable in the environment. No secret stands in a file.`;
}

function complaint(violation: SchemaViolation, value: unknown, place: Place): string {
  const path = pathOf(violation.pointer, value);
  const { keyword, message } = violation;
  const named = /"((?:[^"\\]|\\.)*)"$|'([^']*)'$/.exec(message);
  const name = named?.[1] ?? named?.[2] ?? '';
  if (keyword === 'additionalProperties') {
    const known = Object.keys(ruleOf(path).properties ?? {});
    const meant = known.find((other) => other.toLowerCase().replace(/[^a-z0-9]/g, '') === name.toLowerCase().replace(/[^a-z0-9]/g, ''));
    return `${place([...path, name])} is not known: ${meant === undefined ? `${path.length === 0 ? 'the members' : `the members of ${dotted(path)}`} are ${known.join(', ')}.` : `write ${meant}.`}`;
  }
  if (keyword === 'required') return `${place([...path, name])} is missing${meaning([...path, name])}.`;
  if (keyword === 'oneOf') return `${place(path)} needs exactly one of patch, request, command and prompt${meaning(path)}.`;
  if (secretPath.test(dotted(path)) && (keyword === 'pattern' || keyword === 'type'))
    return `${place(path)} holds a text of its own: ${asksForVariable(path)}`;
  // A pattern says little to people; what the member is says more.
  return `${place(path)} ${keyword === 'pattern' && ruleOf(path).description !== undefined ? 'does not fit' : message}${meaning(path)}.`;
}

/** Who the caller is, in a recipe or a proxy's URL, is a secret like a merchant's key. */
function noSecretsIn(value: unknown, path: Path, place: Place): void {
  if (typeof value === 'string') {
    const at = dotted(path);
    const named = /^recipes\.\w+\.(?:request\.headers|environment)\.(.+)$/.exec(at)?.[1];
    const shows = named !== undefined && secretField.test(named) && value !== '' && !value.includes('${');
    if (shows) throw new ConfigurationError(`${place(path)} holds a text of its own: ${asksForVariable(path)}`);
    const user = /^https?:\/\/([^/?#]*)@/.exec(value)?.[1];
    if (user !== undefined && !user.includes('${'))
      throw new ConfigurationError(`${place(path)} holds a user or a password before its host: ${asksForVariable(path)}`);
  } else {
    for (const [name, member] of Object.entries(value ?? {}))
      noSecretsIn(member, [...path, Array.isArray(value) ? Number(name) : name], place);
  }
}

/** Puts the environment's values in, and keeps those that must not be shown. */
function fill(value: unknown, path: Path, environment: (name: string) => string | undefined, place: Place, found: Secret[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index], environment, place, found));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, fill(member, [...path, name], environment, place, found)]),
    );
  }
  if (typeof value !== 'string') return value;
  const at = dotted(path);
  if (value.replace(variable, '').includes('${')) {
    throw new ConfigurationError(`${place(path)} has a \${ that names no variable: write \${NAME}, of letters, digits and underscores.`);
  }
  return value.replace(variable, (_, name: string) => {
    const set = environment(name);
    if (set === undefined)
      throw new ConfigurationError(
        `${name} is not set, and ${place(path)} asks for it: export ${name}=… in the environment of this command.`,
      );
    if (secretPath.test(at)) mustServeAsKey(name, set, path, place);
    else if (!openPath.test(at) && set.length >= shortestSecret && !/^https?:\/\/[^@]*$/.test(set)) found.push({ role: name, value: set });
    return set;
  });
}

/** A key with a newline or quotes around it comes from the way in which the variable was set, and every call would fail for it. */
function mustServeAsKey(name: string, value: string, path: Path, place: Place): void {
  const of = `${name}, which ${place(path)} asks for,`;
  if (value.length < shortestSecret)
    throw new ConfigurationError(
      `${of} has fewer than ${shortestSecret} characters: that is no key. Copy it from the panel (Settings, API Access).`,
    );
  if (value.trim() !== value) throw new ConfigurationError(`${of} begins or ends with a blank or a newline: set it again without.`);
  if (/^(["']).*\1$/.test(value))
    throw new ConfigurationError(`${of} stands in quotes that are part of its value: set it again without them.`);
  const sent = path.at(-1) === 'apiKey' || path.at(-1) === 'readOnlyKey';
  if (sent && !/^[\u0021-\u007e]+$/.test(value))
    throw new ConfigurationError(`${of} holds a character that no header takes: copy the key again.`);
}

function assembled(filled: Filled, found: readonly Secret[]): Configuration {
  const { target, secondMerchant, secondEnvironment, recipes = {}, budget = {}, deadlines = {}, notificationUrl } = filled;
  const waits = { ...usualDeadlines, ...deadlines };
  const proxyKey = target.proxy === undefined ? '' : decodeURIComponent(urlOf(target.proxy)?.password ?? '');
  const keys = [filled.merchant, secondMerchant, secondEnvironment].flatMap((set) => (set ? secretKeys(set) : []));
  const passphrase = target.clientCertificate?.passphrase;
  return {
    target: {
      ...target,
      url: originOf(target.url),
      ...(target.plainUrl === undefined ? {} : { plainUrl: originOf(target.plainUrl) }),
      profile: target.profile ?? 'onekey',
    },
    merchant: filled.merchant,
    ...(secondMerchant ? { secondMerchant } : {}),
    ...(secondEnvironment ? { secondEnvironment: { ...secondEnvironment, url: originOf(secondEnvironment.url) } } : {}),
    samples: filled.samples ?? {},
    addresses: filled.addresses ?? {},
    recipes: Object.fromEntries(recipeNames.flatMap((name) => (recipes[name] ? [[name, recipeOf(recipes[name], waits.recipe)]] : []))),
    budget: { ...usualBudget, ...budget },
    invoicePrefix: filled.invoicePrefix ?? 'cs',
    plan: { exclude: filled.plan?.exclude ?? [] },
    deadlines: waits,
    ...(notificationUrl === undefined ? {} : { notificationUrl }),
    secrets: [
      ...keys,
      ...(passphrase === undefined ? [] : [{ role: 'passphrase', value: passphrase }]),
      ...(proxyKey.length < shortestSecret ? [] : [{ role: 'proxy password', value: proxyKey }]),
      ...found,
    ],
  };
}

function recipeOf(recipe: FilledRecipe, usualSeconds: number): Recipe {
  const { patch, request, command, environment = {}, prompt, result, seconds = usualSeconds } = recipe;
  const pointing = result === undefined ? {} : { result };
  if (patch) return { kind: 'patch', patch };
  if (request) {
    const { url, headers = {}, body } = request;
    return {
      kind: 'request',
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...pointing,
      seconds,
    };
  }
  if (command) return { kind: 'command', command, environment, ...pointing, seconds };
  return { kind: 'prompt', prompt: prompt ?? '' };
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function originOf(text: string): string {
  return urlOf(text)?.origin ?? text;
}

/** What no schema sees: that names exist and that members go together. */
function agree(configuration: Configuration, place: Place): void {
  const { target, merchant, secondMerchant, secondEnvironment, samples, addresses, recipes, plan } = configuration;
  const wrong = (path: Path, why: string): never => {
    throw new ConfigurationError(`${place(path)} ${why}`);
  };
  const mustBeOrigin = (path: Path, url: string, protocol: 'https:' | 'http:'): void => {
    const read = urlOf(url);
    if (read?.protocol !== protocol || read.origin !== url)
      wrong(path, `is no ${protocol}// URL of a host without a path${meaning(path)}.`);
  };
  mustBeOrigin(['target', 'url'], target.url, 'https:');
  if (target.plainUrl !== undefined) {
    mustBeOrigin(['target', 'plainUrl'], target.plainUrl, 'http:');
    if (urlOf(target.plainUrl)?.hostname !== urlOf(target.url)?.hostname)
      wrong(['target', 'plainUrl'], 'is on another host than target.url: it is the same host over plain HTTP (TLS-01).');
  }
  if (!profileOf(target.profile)) wrong(['target', 'profile'], `is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  if (target.proxy !== undefined && !/^https?:$/.test(urlOf(target.proxy)?.protocol ?? ''))
    wrong(['target', 'proxy'], `is no URL${meaning(['target', 'proxy'])}.`);
  mustDiffer(['merchant'], merchant, wrong);
  if (secondMerchant) {
    mustDiffer(['secondMerchant'], secondMerchant, wrong);
    if (secondMerchant.apiKey === merchant.apiKey)
      wrong(['secondMerchant', 'apiKey'], 'is the API Key of merchant: give the keys of another account, or leave secondMerchant out.');
  }
  if (secondEnvironment) {
    mustDiffer(['secondEnvironment'], secondEnvironment, wrong);
    mustBeOrigin(['secondEnvironment', 'url'], secondEnvironment.url, 'https:');
    if (secondEnvironment.url === target.url)
      wrong(
        ['secondEnvironment', 'url'],
        'is target.url: environments differ by their host. Give that of the other one, or leave secondEnvironment out.',
      );
  }
  const { operations } = contractOf('deposits-v3');
  const bodied = operations.filter(({ requestBody }) => requestBody !== undefined).map(({ id }) => id);
  for (const id of Object.keys(samples))
    if (!bodied.includes(id)) wrong(['samples', id], `is no operation with a body: those are ${bodied.join(' and ')}.`);
  for (const name of ['allowed', 'refused'] as const) {
    const address = addresses[name];
    if (address !== undefined && isIP(address) === 0) wrong(['addresses', name], `is no IP address${meaning(['addresses', name])}.`);
  }
  if (addresses.refused !== undefined && addresses.refused === addresses.allowed)
    wrong(['addresses', 'refused'], 'is addresses.allowed: one address cannot be both on the list and off it.');
  for (const name of recipeNames) if (recipes[name]) agreeRecipe(name, recipes[name], wrong);
  const excluded = plan.exclude.map(({ clause }) => clause);
  for (const [index, clause] of excluded.entries()) {
    if (!isClauseId(clause))
      wrong(['plan', 'exclude', index, 'clause'], `names ${clause}, which is no clause: see \`countersign clauses\`.`);
    if (excluded.indexOf(clause) !== index)
      wrong(['plan', 'exclude', index, 'clause'], `names ${clause} again: one entry for each clause.`);
  }
}

/** Two members of one set with one value are a slip of the hand: the roles of keys never overlap (AUT-03). */
function mustDiffer(path: Path, { apiKey, apiSignature, readOnlyKey }: Credentials, wrong: (path: Path, why: string) => never): void {
  if (apiSignature === apiKey)
    wrong([...path, 'apiSignature'], 'has the same value as apiKey: copy the API Signature from the panel (Settings, API Access).');
  if (readOnlyKey === apiKey || readOnlyKey === apiSignature) {
    wrong(
      [...path, 'readOnlyKey'],
      `has the same value as ${readOnlyKey === apiKey ? 'apiKey' : 'apiSignature'}: the read-only endpoints have a key of their own (panel: Settings, API Access).`,
    );
  }
}

function agreeRecipe(name: RecipeName, recipe: Recipe, wrong: (path: Path, why: string) => never): void {
  const path = ['recipes', name];
  if (recipe.kind === 'patch') {
    if (name !== 'provoke500')
      wrong([...path, 'patch'], 'cannot do this: a body patch is for provoke500 only. Give a request, a command or a prompt.');
    return;
  }
  if (recipe.kind === 'request') {
    for (const [field, value] of Object.entries(recipe.headers)) {
      if (/[^\t\u0020-\u007e]/.test(value)) wrong([...path, 'request', 'headers', field], 'holds a character that no header takes.');
    }
    if (!urlOf(recipe.url.replace(/\{\w+\}/g, 'x'))) wrong([...path, 'request', 'url'], 'is no URL.');
  }
  const needed: readonly string[] = placeholders[name];
  const told = tellsEnvironment.has(name) ? [...needed, whichEnvironment] : needed;
  const texts = JSON.stringify(recipe);
  const all = new Set([...Object.values(placeholders).flat(), whichEnvironment].map((one: string) => one.toLowerCase()));
  for (const [, used = ''] of texts.matchAll(/\{([A-Za-z]\w*)\}/g)) {
    if (all.has(used.toLowerCase()) && !told.includes(used))
      wrong(path, `uses {${used}}: it is told ${told.length === 0 ? 'nothing' : told.map((one) => `{${one}}`).join(' and ')}.`);
  }
  const unused = needed.find((one) => !texts.includes(`{${one}}`));
  if (unused !== undefined)
    wrong(path, `never says {${unused}}, so that it could not tell which one is meant: put {${unused}} where that belongs.`);
}

/**
 * Checks that no exclusion of the plan has run out.
 * @param now ms since the epoch
 * @throws ConfigurationError naming the first that has
 */
export function planHolds({ plan }: Configuration, now: number): void {
  const today = new Date(now).toISOString().slice(0, 10);
  const expired = plan.exclude.find(({ expires }) => expires !== undefined && expires < today);
  if (expired) {
    throw new ConfigurationError(
      `plan.exclude leaves out ${expired.clause} until ${expired.expires}, which is over: ask ${expired.owner}, then take the entry out or give it another date.`,
    );
  }
}

/**
 * Hosts of the configuration that count as production: loopback and `environment: stg` are there to be tested, and nothing else is.
 */
export function productionHosts({ target, secondEnvironment }: Configuration): readonly string[] {
  const places = [target, ...(secondEnvironment ? [secondEnvironment] : [])];
  return [
    ...new Set(places.filter(({ url, environment }) => !isLoopback(url) && environment !== 'stg').map(({ url }) => new URL(url).host)),
  ];
}

/** Whether what runs at that URL is this machine's own. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
