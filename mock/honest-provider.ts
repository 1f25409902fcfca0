import { addressListed } from '../core/contract/addresses.ts';
import { compareAmounts, parseAmount } from '../core/contract/amounts.ts';
import { signedMessage } from '../core/contract/canonical.ts';
import type { Window } from '../core/contract/clock.ts';
import { httpDate, parseXDate, windowOf } from '../core/contract/clock.ts';
import { accountOfLogin, accountOfReadOnlyKey } from '../core/contract/credentials.ts';
import { fingerprintOf, lookup } from '../core/contract/idempotency.ts';
import type { Deposit, EnvironmentName } from '../core/contract/ledger.ts';
import { countsAgainstDeposit, refundRefusal } from '../core/contract/refunds.ts';
import type { Problem, Refusal } from '../core/contract/refusal.ts';
import { readAuthorization, verifies } from '../core/contract/signature.ts';
import type { Call, Check, OperationFacts, ProviderDecisions, RefusedCall, Routing } from '../core/decisions/provider.ts';
import { headerValue } from '../core/exchange.ts';
import { hasDuplicateMembers, type JsonValue, parseJson } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { type Contract, type JsonSchema, match, type Operation } from '../schemas/contract.ts';
import { compile, type SchemaViolation, type Validate } from '../schemas/validate.ts';
import type { Readings } from '../specs/disputes.ts';
import { usualNumbers } from './ledger-memory.ts';
import { cards, olderTypes } from './lookups.ts';
import { exactJson } from './operations.ts';
import { pathOf, queryOf } from './query.ts';

/** How long an outcome stays under its key (C9). No document says; a day is longer than any retry of a client that was read. */
const keyLifeMs = 24 * 60 * 60 * 1000;

/** An environment looks into no other (ENV-02…04). */
const itself: Readonly<Record<EnvironmentName, readonly EnvironmentName[]>> = { first: ['first'], second: ['second'] };

const byteOrderMark = '\ufeff';

/**
 * Every decision of a provider that keeps the contract, by one reading of each dispute.
 * @param contract whose operations are served
 * @param readings the reading of each dispute that is played
 * @param scheme the profile's scheme of signed calls, without its space (`D24`)
 */
export function honestProvider(contract: Contract, readings: Readings, scheme: string): ProviderDecisions {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const answers = refusalTable(contract, readings);
  const bodyReading = bodyReadings(readings);
  const problemsOfBody = new Map(contract.operations.map((operation) => [operation.id, bodyRules(operation, readings)]));
  const problemsOfParameters = new Map(contract.operations.map((operation) => [operation.id, parameterRules(operation)]));
  const successes = new Map(contract.operations.map((operation) => [operation.id, successOf(operation, readings)]));
  const checks = checkOrder(readings);
  const checksWithoutAddress = checks.filter((check) => check !== 'address');
  const signedSchemes = readings.C2 === 'okp-too' && scheme !== 'OKP' ? [scheme, 'OKP'] : [scheme];
  const basicTaken = readings.C1 === 'basic' || readings.C50 === 'taken-too';
  const contentTypeJudged = readings.C44 !== 'any';

  function isSigned(call: Call): boolean {
    const value = headerValue(call.arrival.request.headers, 'Authorization');
    return value !== undefined && signedSchemes.some((each) => value.startsWith(`${each} `));
  }

  return {
    transport(arrival) {
      if (arrival.secure) return 'serve';
      if (readings.C38 === '4xx') return 'refuse-aloud';
      return readings.C38 === 'redirect' ? 'redirect' : 'refuse';
    },

    route(method, target) {
      const path = target.split('?', 1)[0] ?? '';
      if (readings.C37 === 'refuse' && path.length > 1 && path.endsWith('/')) return { kind: 'unknown-path' };
      const found = match(contract, method, path);
      if (found.kind !== 'unknown-path' || readings.C34 === 'with-v3') return found satisfies Routing;
      // The newer page leaves `/v3` out on the status path alone.
      const withVersion = match(contract, method, `/v3${path}`);
      return withVersion.kind === 'operation' && withVersion.operation.id === 'depositStatus' ? withVersion : found;
    },

    looksInto: (_memory, { environment }) => itself[environment],
    numbersOf: (environment) => usualNumbers[environment],

    checks(operation) {
      return readings.C46 === 'signed-only' && operation.authentication === 'read-only' ? checksWithoutAddress : checks;
    },

    requiredHeaders(call) {
      if (readings.C1 === 'basic') return ['Authorization'];
      const signed = call.operation.authentication === 'signed' || (readings.C28 !== 'bearer-only' && isSigned(call));
      if (!signed) return readings.C27 === 'required' ? ['Authorization', 'X-Login'] : ['Authorization'];
      const required = ['Authorization', 'X-Login', 'X-Date'];
      if (readings.C50 === 'taken-too' && isBasic(call)) required.splice(1);
      return contentTypeJudged && call.operation.method !== 'GET' ? [...required, 'Content-Type'] : required;
    },

    fieldValue(values) {
      if (values.length === 1 || readings.C51 === 'first-wins') return values[0];
      return readings.C51 === 'last-wins' ? values.at(-1) : undefined;
    },

    takesContentType(value, call) {
      if (!contentTypeJudged || call.operation.method === 'GET') return true;
      if (readings.C44 === 'exact') return value === 'application/json';
      const [type = '', ...parameters] = value.toLowerCase().split(';');
      if (type.trim() !== 'application/json') return false;
      return parameters.every((parameter) => /^\s*(charset\s*=\s*"?utf-?8"?)?\s*$/.test(parameter));
    },

    isBlank(value, call) {
      return (call.operation.idempotency === 'honoured' || readings.C10 === 'blank-refused') && value.trim() === '';
    },

    authorization(value, call) {
      if (basicTaken) {
        const user = basicUser(value);
        if (user !== undefined) return { scheme: 'basic', user };
      }
      if (readings.C1 === 'basic') return { scheme: 'malformed' };
      for (const each of signedSchemes) {
        const read = readAuthorization(value, each);
        if (read.scheme === 'malformed') continue;
        const refused = read.scheme === 'signed' && call.operation.authentication === 'read-only' && readings.C28 === 'bearer-only';
        return refused ? { scheme: 'malformed' } : read;
      }
      return { scheme: 'malformed' };
    },

    accountOf(login, accounts, call) {
      const account = accountOfLogin(login, accounts);
      if (account !== undefined || readings.C29 === 'deposit-key') return account;
      return call.operation.method === 'GET' ? accountOfReadOnlyKey(login, accounts) : undefined;
    },

    accountOfBearer(token, accounts, call) {
      if (call.operation.authentication === 'signed') return undefined;
      const account = accountOfReadOnlyKey(token, accounts);
      return account === undefined && readings.C28 === 'deposit-key-too' ? accountOfLogin(token, accounts) : account;
    },

    accountOfBasic(user, accounts, call) {
      return call.operation.authentication === 'signed' ? accountOfLogin(user, accounts) : accountOfReadOnlyKey(user, accounts);
    },

    secretsOf(account, login) {
      // An account is found by a key of one of its sets, and parts of two sets do not mix (ROT-03).
      const sets = account.credentials.filter(({ apiKey, readOnlyKey }) => login === apiKey || login === readOnlyKey);
      return (sets.length > 0 ? sets : account.credentials).map(({ apiSignature }) => apiSignature);
    },

    date: (text) => (readings.C3 === 'z-only' ? parseXDate(text) : parseLenientDate(text)),

    window(dateMs, call): Window {
      const toleranceMs = operations.get(call.operation.id)?.dateToleranceMs ?? 5000;
      const stands = windowOf(dateMs, call.now, toleranceMs);
      if (stands !== 'inside' || readings.C4 === 'inclusive' || Math.abs(call.now - dateMs) < toleranceMs) return stands;
      return dateMs < call.now ? 'behind' : 'ahead';
    },

    signedMessage,

    verifies(hash, message, secret) {
      if (readings.C40 === 'refuse-102' && decodeUtf8(message) === undefined) return false;
      return verifies(readings.C43 === 'accept' ? lowerHex(hash) : hash, message, secret);
    },

    addressListed: (account, call) => addressListed(call.arrival.peer, account.addresses),

    repeats(call) {
      return readings.C52 === 'refused' && call.operation.idempotency === 'honoured' ? 'refused' : 'executed';
    },

    idempotencyKey: (value, call) => (call.operation.idempotency === 'honoured' ? value : undefined),

    idempotencyScope(account, call) {
      return readings.C9 === 'account-and-path' ? `${account.merchant} ${call.operation.path}` : account.merchant;
    },

    fingerprint: ({ arrival: { request } }) => fingerprintOf(request.method, pathOf(request.target), request.body),

    lookup(record, fingerprint, call) {
      if (record !== undefined && call.now - record.since > keyLifeMs) return 'fresh';
      return lookup(record, fingerprint, readings.C6);
    },

    looksUp: () => 'after-checks',
    reserves: () => true,
    whileInFlight: () => (readings.C7 === 'wait' ? 'wait' : 'refuse'),
    keeps: (_response, stage) => stage === 'after-authentication' || readings.C8 === 'kept',
    onAbandoned: () => 'work-anyway',
    replay: (kept) => kept,

    decode(body, contentType) {
      const charset = charsetOf(contentType);
      if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return decodeUtf8(body);
      if (readings.C40 === 'convert') return decodeFrom(charset, body);
      // ASCII is the same text in every charset that a client would name; anything else would be stored as mojibake (UTF-03).
      return body.every((byte) => byte < 0x80) ? decodeUtf8(body) : undefined;
    },

    parse(text) {
      const marked = text.startsWith(byteOrderMark);
      if (marked && readings.C41 !== 'accept') return undefined;
      const tree = parseJson(marked ? text.slice(1) : text);
      if (tree === undefined || readings.C41 === 'accept') return tree;
      return hasDuplicateMembers(tree) ? undefined : tree;
    },

    parameterProblems: (call) => problemsOfParameters.get(call.operation.id)?.(call) ?? noProblems,

    problems: (body, call) => problemsOfBody.get(call.operation.id)?.(body) ?? noProblems,

    invoiceFree: (existing) => existing.length === 0 || readings.C42 === 'accept',

    owns: (account, owner) => account.merchant === owner,

    refundRefusal(deposit, refunds, amount) {
      const counted = refunds.filter(({ status }) => countsAgainstDeposit(status)).map((refund) => refund.amount);
      const refusal = refundRefusal(deposit.amount, deposit.status, counted, amount);
      if (refusal !== undefined || readings.C30 === 'parts') return refusal;
      return isCard(deposit) && !sameAmount(amount, deposit.amount) ? { because: 'refund-amount-invalid' } : undefined;
    },

    refundsAtomically: () => true,
    afterRefusal: () => 'stop',
    copies: () => 1,
    stored: (body) => (readings.C39 === 'nfc' ? normalised(body) : body),
    readable: () => true,
    body: (honest, call) => (bodyReading === undefined ? honest : bodyReading(honest, call.operation)),
    successStatus: (call) => successes.get(call.operation.id) ?? 200,

    answerTo(refusal, call) {
      const answer = answers(refusal, call);
      if (readings.C20 === 'flat' || call.operation?.method !== 'GET' || call.operation.authentication !== 'signed') return answer;
      const { code, description, details = null } = answer.body;
      return { status: answer.status, body: { error: { code: `${code}`, message: description, details: details?.join('; ') ?? null } } };
    },

    encode: (value) => encodeUtf8(JSON.stringify(value)),
    contentType: () => 'application/json',
    dateField: readings.C53 === 'judging-clock' ? dateOfSecond() : () => undefined,
    deliver: (response) => ({ kind: 'response', response }),
  };
}

/** The Date field, written once for each second: every answer has it. */
function dateOfSecond(): (now: number) => string {
  let second = Number.NaN;
  let written = '';
  return (now) => {
    const begun = Math.floor(now / 1000);
    if (begun !== second) {
      second = begun;
      written = httpDate(begun * 1000);
    }
    return written;
  };
}

const noProblems: readonly Problem[] = [];

function checkOrder(readings: Readings): readonly Check[] {
  switch (readings.C11) {
    case 'signature-before-date':
      return ['headers', 'login', 'signature', 'date', 'address'];
    case 'address-first':
      return ['headers', 'login', 'address', 'date', 'signature'];
    default:
      return ['headers', 'login', 'date', 'signature', 'address'];
  }
}

function isBasic(call: Call): boolean {
  return basicUser(headerValue(call.arrival.request.headers, 'Authorization') ?? '') !== undefined;
}

/** The user name of `Basic base64(user:)`, RFC 7617, where the password is empty. */
function basicUser(value: string): string | undefined {
  if (!value.startsWith('Basic ')) return undefined;
  const pair = Buffer.from(value.slice(6), 'base64').toString('latin1');
  return pair.endsWith(':') && pair.length > 1 ? pair.slice(0, -1) : undefined;
}

const lenientDate = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

/** X-Date by the wide reading of C3: also with a fraction of a second and with an offset, for the instant that it names. */
function parseLenientDate(text: string): number | undefined {
  const parts = lenientDate.exec(text);
  if (parts === null) return undefined;
  const [, day, time, fraction = '', sign = '+', hours = '0', minutes = '0'] = parts;
  const local = parseXDate(`${day}T${time}Z`);
  if (local === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return local + Math.floor(Number(`0${fraction}`) * 1000) - (sign === '+' ? offset : -offset);
}

/** A hash in upper-case hex, all of it, as lower case; anything else as it is (C43). */
function lowerHex(hash: string): string {
  return /^[0-9A-F]{64}$/.test(hash) ? hash.toLowerCase() : hash;
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
}

function decodeFrom(charset: string, body: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** All texts of a value, member names too, in NFC (C39). */
function normalised(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(normalised);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.normalize('NFC'), normalised(member)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isRecord(value: JsonValue | undefined): value is { readonly [member: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameAmount(one: string, other: string): boolean {
  const [left, right] = [parseAmount(one), parseAmount(other)];
  return left !== undefined && right !== undefined && compareAmounts(left, right) === 0;
}

function isCard(deposit: Deposit): boolean {
  const method = isRecord(deposit.request) ? deposit.request.payment_method : undefined;
  return typeof method === 'string' && Object.hasOwn(cards, method);
}

/** The status of a success: the documented one, or by C14 the one that stubs of the Java client show for a created deposit. */
function successOf(operation: Operation, readings: Readings): number {
  const documented = [...operation.responses.keys()].filter((status) => /^2\d\d$/.test(status));
  if (operation.creates === 'deposit' && readings.C14 === 'status-200' && documented.includes('200')) return 200;
  // A Map keeps insertion order, but integer-like keys of the document's objects come sorted; the creating statuses go first.
  return Number((operation.creates === 'deposit' && documented.includes('201') ? '201' : documented[0]) ?? '200');
}

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

/** Null stands for an unset member: the PHP client sends it for every one (Deposits API docs, request; SDKs). */
function withoutNulls(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(withoutNulls);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function bodyRules(operation: Operation, readings: Readings): ((body: JsonValue) => readonly Problem[]) | undefined {
  const schema = operation.requestBody;
  if (schema === undefined) return undefined;
  const validate = compile(schema);
  const documented = readings.C45 === 'documented-required' ? (schema['x-countersign-required-by-docs'] ?? []) : [];
  return (body) => {
    const given = withoutNulls(body);
    const problems = [...oneEach(validate(given))];
    if (!isRecord(given)) return problems;
    const add = (pointer: string, rule: string): void => {
      if (!problems.some((problem) => problem.pointer === pointer)) problems.push({ pointer, rule });
    };
    for (const name of documented) {
      if (!Object.hasOwn(given, name)) add(`/${name}`, 'must not be null');
    }
    if (readings.C15 === 'numbers-only' && typeof given.amount === 'string') add('/amount', 'must be number');
    const alphanumeric = /^[A-Za-z0-9]*$/;
    const refuses = (member: JsonValue | undefined): boolean => typeof member === 'string' && !alphanumeric.test(member);
    if (readings.C16 === 'alphanumeric' && refuses(given.invoice_id)) add('/invoice_id', 'must match "^[A-Za-z0-9]*$"');
    const payer = isRecord(given.payer) ? given.payer : undefined;
    if (readings.C17 === 'strict' && refuses(payer?.id)) add('/payer/id', 'must match "^[A-Za-z0-9]*$"');
    return problems.length === 0 ? noProblems : problems;
  };
}

interface ParameterRule {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly read: (text: string) => JsonValue;
  readonly validate: Validate;
}

/** A parameter's text as the JSON kind that its schema asks for; text that is none of that kind stays text, and breaks the schema. */
function readerOf(schema: JsonSchema): (text: string) => JsonValue {
  if (schema.type === 'integer') return (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);
  if (schema.type === 'number') return (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  if (schema.type === 'boolean') return (text) => (text === 'true' ? true : text === 'false' ? false : text);
  return (text) => text;
}

function parameterRules(operation: Operation): ((call: Call) => readonly Problem[]) | undefined {
  if (operation.parameters.length === 0) return undefined;
  const rules = operation.parameters.map(
    ({ name, in: place, required, schema }): ParameterRule => ({
      name,
      in: place,
      required,
      read: readerOf(schema),
      validate: compile(schema),
    }),
  );
  return (call) => {
    const query = queryOf(call.arrival.request.target);
    const problems: Problem[] = [];
    for (const { name, in: place, required, read, validate } of rules) {
      const text = place === 'path' ? call.parameters[name] : (query.get(name) ?? undefined);
      if (text === undefined) {
        if (required) problems.push({ pointer: `/${name}`, rule: 'must not be null' });
        continue;
      }
      const [violation] = validate(read(text));
      if (violation !== undefined) problems.push({ pointer: `/${name}`, rule: violation.message });
    }
    return problems.length === 0 ? noProblems : problems;
  };
}

interface ErrorBody {
  readonly [member: string]: JsonValue;
  readonly code: number;
  readonly description: string;
}

interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody & { readonly details?: readonly string[] };
}

/** `/payer/first_name` as `payer.firstName`: details name members in camelCase (Deposits API docs, Errors). */
function memberName(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
    .replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The error table of the contract, and words of our own: no page gives the descriptions. None of them tells a hash or a secret (SIG-08). */
function refusalTable(contract: Contract, readings: Readings): (refusal: Refusal, call: RefusedCall) => ErrorAnswer {
  const rows = new Map(contract.errorCodes.map((row) => [row.code, row]));

  function answer(code: number, description: string, more: { status?: number; details?: readonly string[] } = {}): ErrorAnswer {
    const row = rows.get(code);
    const type = row?.type === undefined ? {} : { type: row.type };
    const details = more.details === undefined ? {} : { details: more.details };
    return { status: more.status ?? row?.status ?? 400, body: { code, description, ...details, ...type } };
  }

  function headerAnswer(missing: boolean, header: string, operation: OperationFacts | undefined): ErrorAnswer {
    if (header === 'Authorization' && operation?.authentication === 'read-only') {
      if (readings.C54 === 'code-100') return answer(100, 'Invalid credentials');
      if (readings.C54 === 'code-101-status-401') return answer(101, `Missing or invalid header: ${header}`, { status: 401 });
    }
    if (header === 'Authorization' && !missing && readings.C47 === 'code-102') return wrongSignature();
    if (header === 'X-Date' && !missing && readings.C5 === 'code-103') return answer(103, 'Invalid date range');
    return answer(101, `Missing or invalid header: ${header}`);
  }

  function wrongSignature(): ErrorAnswer {
    return answer(102, 'Invalid signature', { status: readings.C12 === 'status-401' ? 401 : 400 });
  }

  return (refusal, { operation }) => {
    switch (refusal.because) {
      case 'path-unknown':
        return answer(208, 'Resource not found');
      case 'method-not-allowed':
        return answer(200, 'Method not allowed');
      case 'header-missing':
        return headerAnswer(true, refusal.header, operation);
      case 'header-malformed':
        return headerAnswer(false, refusal.header, operation);
      case 'header-blank':
        return answer(105, `Empty header: ${refusal.header}`);
      case 'credentials-unknown':
        return answer(100, 'Invalid credentials');
      case 'date-outside':
        return answer(103, 'Invalid date range');
      case 'signature-wrong':
        return wrongSignature();
      case 'address-unlisted':
        return answer(202, 'Invalid IP', { status: readings.C13 === 'status-403' ? 403 : 401 });
      case 'key-in-flight':
        return answer(104, 'Idempotency key is in use', { status: readings.C7 === 'refuse-409' ? 409 : 400 });
      case 'key-conflicting':
        return answer(104, 'Idempotency key already used');
      case 'request-repeated':
        return answer(104, 'Request already received');
      case 'body-unreadable':
        return answer(201, 'Invalid request', { details: refusal.details });
      case 'body-invalid':
        return answer(201, 'Invalid request', {
          details: refusal.problems.map(({ pointer, rule }) => (pointer === '' ? `body: ${rule}` : `${memberName(pointer)}: ${rule}`)),
        });
      case 'not-found':
        return answer(208, `Resource not found: ${refusal.what}`);
      case 'invoice-taken':
        return answer(402, 'Invoice already used', { status: readings.C42 === 'refuse-402-status-400' ? 400 : 409 });
      case 'deposit-not-completed':
        return readings.C48 === 'code-208' ? answer(208, 'Resource not found: deposit') : answer(802, 'Deposit is not completed');
      case 'refund-exceeds':
        return answer(802, 'Amount exceeds what is left to refund');
      case 'refund-amount-invalid':
        return answer(802, 'Invalid amount to refund');
      case 'failed-inside':
        return answer(500, 'Internal error');
      case 'request-malformed':
        return answer(101, 'Malformed HTTP request');
      case 'header-too-large':
        return answer(101, 'Request header fields too large', { status: 431 });
      case 'body-too-large':
        return answer(201, 'Request body too large', { status: 413 });
      case 'request-too-slow':
        return answer(101, 'Request not received in time', { status: 408 });
    }
  };
}

type BodyReading = (honest: JsonValue, operation: OperationFacts) => JsonValue;

/** What the played readings change in documented answers; undefined where they change nothing. */
function bodyReadings(readings: Readings): BodyReading | undefined {
  const text = (value: JsonValue | undefined): JsonValue => String(value);
  const iso = (value: JsonValue | undefined): JsonValue => (typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : (value ?? null));
  const changes: ((member: string, value: JsonValue) => JsonValue)[] = [];
  if (readings.C18 === 'string') changes.push((name, value) => (name === 'deposit_id' ? text(value) : value));
  if (readings.C19 === 'string') changes.push((name, value) => (name === 'refund_id' ? text(value) : value));
  if (readings.C31 === 'iso') changes.push((name, value) => (name === 'created_at' || name === 'expiration_date' ? iso(value) : value));
  if (readings.C32 === 'string') changes.push((name, value) => (name === 'bonus_relative' ? text(value) : value));
  const older = readings.C36 === 'older';
  if (changes.length === 0 && !older) return undefined;

  const read = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(read);
    if (!isRecord(value) || exactJson.isRawJSON(value)) return value;
    const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => [
      name,
      changes.reduce((sofar, change) => change(name, sofar), read(member)),
    ]);
    const members: { [member: string]: JsonValue } = Object.fromEntries(entries);
    if (older) olderTypeOf(members);
    return members;
  };
  return read;
}

/** Gives the older payment type to what names a method and its type (C36): a method of the list, payment_info, or a deposit. */
function olderTypeOf(members: { [member: string]: JsonValue }): void {
  const mexican = members.country === 'MX' || members.currency === 'MXN';
  const code = members.payment_method ?? members.code;
  const type = typeof code === 'string' && mexican ? olderTypes[code] : undefined;
  if (type === undefined) return;
  if (typeof members.type === 'string') members.type = type;
  if (typeof members.payment_type === 'string') members.payment_type = type;
}
