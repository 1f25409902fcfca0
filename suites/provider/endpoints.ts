import fc from 'fast-check';
import { alternativesOf } from '../../arbitraries/alternative.ts';
import { edgeAmounts, knownSplits, split } from '../../arbitraries/amount.ts';
import { type KeywordViolation, type Pair, violations } from '../../arbitraries/from-schema.ts';
import { awkwardText, awkwardTexts, type Text } from '../../arbitraries/text.ts';
import { type Amount, addAmounts, amountText, parseAmount, subtractAmounts, zero } from '../../core/contract/amounts.ts';
import { jsonIn } from '../../core/contract/answer-body.ts';
import { mayMove } from '../../core/contract/transitions.ts';
import { type Exchange, noBody } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import {
  type Contract,
  type JsonSchema,
  Lacking,
  mainResource,
  type Operation,
  payment,
  reversal,
  successSchema,
} from '../../schemas/contract.ts';
import { isDocumentedError } from '../../schemas/error-form.ts';
import { violationsOf } from '../../schemas/exact.ts';
import { compile } from '../../schemas/validate.ts';
import { bodyMembers, type Call, draftOf, jsonBody, spelled } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { CaseError, forAll } from '../for-all.ts';
import {
  accepted,
  answerText,
  broken,
  createdId,
  errorCodeOf,
  isSuccess,
  memberOf,
  refusedBy4xx,
  responseOf,
  seen,
  statusOf,
  timely,
} from '../judgement.ts';
import { weakWithoutMoves } from '../oracle.ts';
import { patiently } from '../patience.ts';
import { decimalsOf, inFormOf, readableWithinMs, targetOf, type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable, Violation } from '../violation.ts';
import { refusedAlongAxes } from './axes.ts';
import { countryBodies, shares, takenBodies } from './creation-bodies.ts';
import { declinedWithoutEffect, inGroups, type NegativeCase, oneByOne, secondChance } from './negative-case.ts';
import { parameterTests } from './parameters.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** Whether calls of an operation can be accepted on this target. */
function reachable(calls: ValidCalls, operation: Operation): void {
  if (!calls.reaches(operation)) {
    throw new Untestable(said('completed-deposit-needed', { id: operation.id }), [], ['movesStatus']);
  }
}

const end01 = (operation: Operation): ProviderTest => ({
  clause: 'END-01',
  operation,
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    reachable(calls, operation);
    const documented = (exchange: Exchange, difference: string) => {
      accepted('END-01', exchange, { difference });
      // A must judges the class of a status. A status that the documents do not name is recorded (C14).
      const status = String(statusOf(exchange));
      if (!operation.responses.has(status)) run.observe({ ambiguity: 'C14', subject: operation.id, seen: said('answered-by', { status }) });
    };
    const optional = operation.parameters.filter(({ required }) => !required).map(({ name }) => name);
    for (let round = 0; round < 5; round += 1) {
      const call = await calls.call(operation);
      const given = optional.flatMap((name) => (call.parameters[name] === undefined ? [] : [`${name}=${call.parameters[name]}`]));
      const query = given.length === 0 ? '' : ` ${said('with-query', { text: given.join('&') })}`;
      documented(await calls.send(call), `${operation.id}${query}`);
      for (const left of optional) {
        const parameters = Object.fromEntries(Object.entries(call.parameters).filter(([name]) => name !== left));
        documented(await calls.send({ ...call, parameters }), said('without-id-left', { id: operation.id, left }));
      }
    }
  },
});

function fits(operation: Operation, exchange: Exchange): void {
  const schema = successSchema(operation, statusOf(exchange));
  if (!schema) return;
  const body = exchange.answer.kind === 'response' ? jsonIn(exchange.answer.response.body) : undefined;
  const violation = body === undefined ? { pointer: '', keyword: 'type', message: said('is-no-json') } : violationsOf(schema, body)[0];
  if (violation) {
    broken(
      'END-02',
      reason('fits-schema'),
      reason('schema-broken', { pointer: violation.pointer || said('whole-body'), rule: violation.message }),
      [exchange],
      {
        difference: operation.id,
      },
    );
  }
}

const end02 = (operation: Operation): ProviderTest => ({
  clause: 'END-02',
  operation,
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    reachable(calls, operation);
    const countries = operation.parameters.some(({ name }) => name === 'country')
      ? env.contract.countries.map(({ country }) => country)
      : [undefined];
    let judged = 0;
    for (const country of countries) {
      const call = await calls.call(operation);
      const exchange = await calls.send(country === undefined ? call : { ...call, parameters: { ...call.parameters, country } });
      if (country === undefined) accepted('END-02', exchange, { difference: operation.id });
      // A target may not know every country.
      responseOf(exchange);
      if (!isSuccess(exchange)) continue;
      fits(operation, exchange);
      judged += 1;
    }
    if (judged === 0) throw new Indeterminate(said('accepted-for-no-country', { id: operation.id }), 'implementation', []);
    // A call that leaves a member to its default gets an answer of the same form.
    for (const { name } of operation.parameters.filter(({ required }) => !required)) {
      const call = await calls.call(operation);
      const parameters = Object.fromEntries(Object.entries(call.parameters).filter(([given]) => given !== name));
      const exchange = await calls.send({ ...call, parameters });
      if (isSuccess(exchange)) fits(operation, exchange);
    }
    // Every example of the contract has its own shape (ONE_SHOT, HOSTED); a target may refuse some.
    for (const example of operation.requestExamples) {
      if (
        operation.id !== mainResource(env.contract)?.create.id ||
        typeof example !== 'object' ||
        example === null ||
        Array.isArray(example)
      )
        continue;
      const exchange = await calls.send(calls.depositCall(calls.asOwn(example as JsonObject, run.shop.invoiceId())));
      if (isSuccess(exchange)) fits(operation, exchange);
    }
    if (operation.id !== mainResource(env.contract)?.read.id) return;
    if (!env.provider.can.has('movesStatus')) {
      weakWithoutMoves(env, run, 'no-completed-deposit-read');
      return;
    }
    const completed = await calls.send(calls.statusCall((await calls.completedDeposit()).depositId));
    accepted('END-02', completed, { difference: said('of-completed-deposit', { id: operation.id }) });
    fits(operation, completed);
  },
});

/** One value of each JSON kind that no coercion turns into another kind. */
const kinds: readonly { readonly kind: string; readonly values: readonly JsonValue[]; readonly sent: JsonValue }[] = [
  { kind: 'null', values: [null], sent: null },
  { kind: said('a-boolean'), values: [true, false], sent: true },
  { kind: said('a-number'), values: [0, 1, 100, 100.5], sent: 7 },
  { kind: said('a-string'), values: ['100', '100.50', 'BR', 'BRL', 'x', ''], sent: 'wrong' },
  { kind: said('an-array'), values: [[], ['BR'], [1]], sent: [] },
  { kind: said('an-object'), values: [{}, { value: 1 }], sent: {} },
];

/** Every unambiguous member missing, and of each JSON kind that its schema never accepts. */
function unambiguousViolations(
  schema: JsonSchema,
): readonly { readonly member: string; readonly kind: string; readonly of: (right: JsonValue | undefined) => JsonValue | undefined }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([member, property]) => {
    if (property['x-countersign-unambiguous'] !== true) return [];
    const wrongKinds = kinds.filter(({ values }) => values.every((value) => compile(property)(value).length > 0));
    const missing = schema.required?.includes(member) ? [{ member, kind: 'missing', of: () => undefined }] : [];
    const wrapped = wrappings.filter(({ within }) => wrongKinds.some(({ kind }) => kind === within));
    return [
      ...missing,
      ...wrongKinds.map(({ kind, sent }) => ({ member, kind: said('as-kind', { kind }), of: () => sent })),
      ...wrapped.map(({ kind, of }) => ({ member, kind, of: (right: JsonValue | undefined) => of(right ?? null) })),
    ];
  });
}

/** The right value in a wrong kind: a reader that takes the first item of a list, or looks inside, would find the right value. */
const wrappings: readonly { readonly kind: string; readonly within: string; readonly of: (right: JsonValue) => JsonValue }[] = [
  { kind: said('in-array'), within: said('an-array'), of: (right) => [right] },
  { kind: said('in-array-twice'), within: said('an-array'), of: (right) => [right, right] },
  { kind: said('in-object'), within: said('an-object'), of: (right) => ({ value: right }) },
];

function withMember(body: JsonObject, member: string, value: JsonValue | undefined): JsonObject {
  const { [member]: _old, ...rest } = body;
  return value === undefined ? rest : { ...rest, [member]: value };
}

/** The first member that is a number, up to the number, and the number. */
const someNumber = /(":)(-?[0-9][0-9.]*)/;

/** A text member of at least two letters: up to its first letter, and the next. */
const someText = /(":"[A-Za-z])([A-Za-z])/;

const unreadable: readonly { readonly kind: string; readonly of: (text: string) => Uint8Array }[] = [
  { kind: said('body-missing'), of: () => noBody },
  { kind: said('cut-short'), of: (text) => encodeUtf8(text.slice(0, -1)) },
  { kind: said('trailing-comma'), of: (text) => encodeUtf8(`${text.slice(0, -1)},}`) },
  { kind: said('single-quotes'), of: (text) => encodeUtf8(text.replaceAll('"', "'")) },
  { kind: said('nan-for-number'), of: (text) => encodeUtf8(text.replace(someNumber, '$1NaN')) },
  { kind: said('infinity-for-number'), of: (text) => encodeUtf8(text.replace(someNumber, '$1Infinity')) },
  { kind: said('plus-before-number'), of: (text) => encodeUtf8(text.replace(someNumber, '$1+$2')) },
  { kind: said('zero-before-number'), of: (text) => encodeUtf8(text.replace(someNumber, '$10$2')) },
  { kind: said('number-in-hexadecimal'), of: (text) => encodeUtf8(text.replace(someNumber, '$10x64')) },
  { kind: said('a-comment'), of: (text) => encodeUtf8(`{/* of our own */${text.slice(1)}`) },
  { kind: said('comment-to-end-of-line'), of: (text) => encodeUtf8(`{// of our own\n${text.slice(1)}`) },
  { kind: said('names-without-quotes'), of: (text) => encodeUtf8(text.replace(/"([a-z_]+)":/g, '$1:')) },
  { kind: said('semicolons-for-commas'), of: (text) => encodeUtf8(text.replaceAll(',"', ';"')) },
  { kind: said('point-behind-number'), of: (text) => encodeUtf8(text.replace(/(":)(-?[0-9]+)(?=[,}])/, '$1$2.')) },
  { kind: said('underscore-in-number'), of: (text) => encodeUtf8(text.replace(/(":)([0-9])([0-9]+)(?=[,}])/, '$1$2_$3')) },
  { kind: said('literals-in-capitals'), of: (text) => encodeUtf8(text.replace(':true', ':True').replace(':false', ':False')) },
  { kind: said('comma-left-out'), of: (text) => encodeUtf8(text.replace(',"', ' "')) },
  { kind: said('comma-in-front'), of: (text) => encodeUtf8(`{,${text.slice(1)}`) },
  { kind: said('comma-too-many'), of: (text) => encodeUtf8(text.replace(',"', ',,"')) },
  { kind: said('line-feed-inside-string'), of: (text) => encodeUtf8(text.replace(someText, '$1\n$2')) },
  { kind: said('tab-inside-string'), of: (text) => encodeUtf8(text.replace(someText, '$1\t$2')) },
  { kind: said('escape-json-lacks'), of: (text) => encodeUtf8(text.replace(someText, '$1\\x41$2')) },
  { kind: said('escape-cut-short'), of: (text) => encodeUtf8(text.replace(someText, '$1\\u41 $2')) },
  { kind: said('no-break-space-between-members'), of: (text) => encodeUtf8(text.replace(',"', ',\u00a0"')) },
  { kind: said('form-feed-between-members'), of: (text) => encodeUtf8(text.replace(',"', ',\f"')) },
  { kind: said('nul-after-json'), of: (text) => encodeUtf8(`${text}\0`) },
  { kind: said('brace-after-json'), of: (text) => encodeUtf8(`${text}}`) },
  { kind: said('text-after-json'), of: (text) => encodeUtf8(`${text}x`) },
  { kind: said('two-json-texts'), of: (text) => encodeUtf8(text + text) },
  { kind: said('a-form'), of: () => encodeUtf8('country=BR&amount=100&currency=BRL') },
  { kind: 'XML', of: () => encodeUtf8('<deposit><country>BR</country></deposit>') },
  { kind: said('an-array'), of: (text) => encodeUtf8(`[${text}]`) },
  { kind: said('json-string'), of: (text) => encodeUtf8(JSON.stringify(text)) },
  { kind: said('a-number'), of: () => encodeUtf8('100') },
  { kind: 'null', of: () => encodeUtf8('null') },
  { kind: 'true', of: () => encodeUtf8('true') },
  { kind: said('empty-array'), of: () => encodeUtf8('[]') },
];

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8');
}

const end03 = (operation: Operation): ProviderTest => ({
  clause: 'END-03',
  operation,
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    reachable(calls, operation);
    const wrongs = [
      ...unambiguousViolations(operation.requestBody ?? {}).map(({ member, kind, of }) => ({
        kind: `${member} ${kind}`,
        of: (text: string) => {
          const right = JSON.parse(text) as JsonObject;
          return jsonBody(withMember(right, member, of(right[member])));
        },
      })),
      ...unreadable.map(({ kind, of }) => ({ kind: said('body-kind', { kind }), of })),
    ];
    // Each at least once. A run that may create little does not ask a second time.
    for (let round = 0; round < Math.max(1, Math.round(2 * run.scale)); round += 1) {
      run.countCases(wrongs.length);
      await inGroups(run, wrongs, async ({ kind, of }) => {
        const control = await calls.call(operation);
        const body = of(textOf(control.body));
        // A sample without a number has nothing that could be written wrongly.
        if (Buffer.compare(body, control.body) === 0) return;
        const negative = { ...control, body };
        await declinedWithoutEffect('END-03', env, calls, control, negative, `${operation.id}: ${kind}`, refusedBy4xx);
      });
    }
    if (operation.id !== mainResource(env.contract)?.create.id) return;
    const along = wrongs.map(
      ({ kind, of }): NegativeCase => ({ difference: kind, from: (control) => ({ ...control, body: of(textOf(control.body)) }) }),
    );
    await refusedAlongAxes('END-03', env, run, calls, [operation], along.slice(0, 1), { inTurn: along.slice(1, -unreadable.length) });
  },
});

/** Whether an error has a code, or the form that its operation documents. */
function isDocumented(operation: Operation, exchange: Exchange): boolean {
  return errorCodeOf(exchange) !== undefined || isDocumentedError(operation, statusOf(exchange), responseOf(exchange).body);
}

/** How many of the likeliest wrong values are asked for sure. */
const mostForSure = 14;

/** The most rules of a body that are reported as broken. */
const mostFound = 12;

/**
 * Whether a value is of a kind that no reader converts to the right one: a number may be read as text, text of digits as a number, one value as a list
 * of one, and empty ones as nothing.
 */
function isOtherStructure(right: JsonValue, wrong: JsonValue | undefined): boolean {
  if (typeof right === 'number' && typeof wrong === 'string') return /^[a-z]+$/i.test(wrong);
  const isNested = typeof wrong === 'object' && wrong !== null;
  if (isNested && Object.keys(wrong).length === 0) return false;
  if (typeof right !== 'object') return isNested;
  return Array.isArray(right) ? isNested && !Array.isArray(wrong) : !isNested || Array.isArray(wrong);
}

/**
 * What is asked of a rule, with the number of cases. Of a kind that is each wrong value once for sure: code that reads a text where an object belongs
 * may refuse a list there.
 */
function questionsOf({
  keyword,
  cases,
  kinds,
  wrongs = [],
}: KeywordViolation): readonly (readonly [cases: fc.Arbitrary<Pair>, count: number])[] {
  const asked = (wrong: JsonValue) => [cases.map(({ right }) => ({ right, wrong })), 1] as const;
  // The likeliest come first.
  if (keyword !== 'type') return [...wrongs.slice(0, mostForSure).map(asked), [cases, 2]];
  return wrongs
    .filter((wrong) =>
      kinds.some((kind) => isOtherStructure(kind === 'array' ? [] : kind === 'object' ? {} : kind === 'number' ? 0 : kind, wrong)),
    )
    .map((wrong) => [cases.map(({ right }) => ({ right, wrong })).filter((pair) => isOtherStructure(pair.right, pair.wrong)), 1]);
}

function isStated(basis: string | undefined): boolean {
  return basis === 'docs' || basis === 'seed';
}

/** Judges amounts far beyond the documented bound, which a double does not hold, or holds as infinite. */
async function beyondDoubles(operation: Operation, calls: ValidCalls, run: ClauseRun, contract: Contract): Promise<void> {
  const sum = contract.resources[operation.creates ?? '']?.members.amount ?? '';
  const schema = operation.requestBody?.properties?.[sum];
  if (schema === undefined || alternativesOf(schema).every(({ schema: way }) => way.maximum === undefined)) return;
  await inGroups(run, ['1e400', '9'.repeat(40)], async (amount) => {
    run.countCases(1);
    const control = await calls.call(operation);
    const exchange = await calls.send(spelled(await calls.call(operation), sum, amount));
    if (!isSuccess(await calls.send(control))) return;
    refusedBy4xx('END-08', exchange, { difference: said('amount-of', { amount }) });
  });
}

const end08 = (operation: Operation): ProviderTest => ({
  clause: 'END-08',
  operation,
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    reachable(calls, operation);
    const schema = operation.requestBody;
    if (!schema) return;
    // Only what the documents state: what clients were seen to do is not a violation. What breaks a schema fits no interpretation of an ambiguity.
    const listed = violations(schema).filter(({ unambiguous, basis }) => !unambiguous && isStated(basis ?? env.contract.ownBasis));
    const unjudged = new Map<string, Exchange>();
    let judged = 0;
    const found = new Set<KeywordViolation>();
    const turns = new Map<KeywordViolation, number>();
    const controls = new Map<KeywordViolation, Promise<Exchange>>();
    const questions = listed.flatMap((violation) => questionsOf(violation).map(([cases, count]) => ({ violation, cases, count })));
    // Each rule is asked, however few the cases.
    await inGroups(run, questions, async ({ violation, cases, count }) => {
      if (found.size >= mostFound) return;
      const { pointer, keyword } = violation;
      await forAll(run, cases, count, async ({ right, wrong }) => {
        const { id, reference } = mainResource(env.contract)?.members ?? {};
        const isOwn = pointer === `/${id}` || pointer === `/${reference}`;
        // An item is wrong beside a right one, before it and behind it.
        const turn = (turns.get(violation) ?? 0) + 1;
        turns.set(violation, turn);
        const callWith = async (value: JsonValue | undefined): Promise<Call> => {
          const sample = await calls.call(operation);
          const items = turn % 2 === 1 ? [right, value ?? null] : [value ?? null, right];
          const [place, leaf] = pointer.endsWith('/0') ? [pointer.slice(0, -2), items] : [pointer, value];
          return { ...sample, body: jsonBody(at(bodyMembers(sample), place, leaf)) };
        };
        // Each with its own invoice id: the effect of the wrong one is not judged, only its answer.
        const negative = await calls.send(await callWith(wrong));
        // One accepted control serves the rule. An id or a reference is right in the sample alone.
        const asking = async () => calls.send(isOwn ? await calls.call(operation) : await callWith(right));
        const answering = controls.get(violation) ?? asking();
        controls.set(violation, answering);
        const control = await answering;
        const difference = said('breaks-id', { id: operation.id, pointer, keyword });
        responseOf(negative);
        if (!isSuccess(control)) {
          // The documents' own value is not accepted here: nothing can be said about a wrong one.
          unjudged.set(pointer, control);
          controls.delete(violation);
          return;
        }
        judged += 1;
        refusedBy4xx('END-08', negative, { difference }, [control]);
        if (!isDocumented(operation, negative))
          broken('END-08', reason('documented-envelope'), seen(negative), [control, negative], { difference });
      }).catch((error: unknown) => {
        // A rule that is not kept does not stop the others, up to a number that nobody reads to the end.
        if (!(error instanceof CaseError && error.cause instanceof Violation)) throw error;
        if (found.has(violation)) return;
        found.add(violation);
        run.found(error);
      });
    });
    await beyondDoubles(operation, calls, run, env.contract);
    for (const pointer of unjudged.keys()) run.observe({ subject: `${operation.id} ${pointer}`, seen: said('documented-value-refused') });
    if (judged === 0 && unjudged.size > 0)
      throw new Untestable(said('no-documented-value-accepted', { id: operation.id }), [...unjudged.values()].slice(0, 1));
  },
});

/** A JSON value with the value at a pointer set; objects on the way are created. */
function at(value: JsonObject, pointer: string, leaf: JsonValue | undefined): JsonObject {
  const [head, ...rest] = pointer.split('/').slice(1);
  if (head === undefined) return value;
  if (rest.length === 0) return withMember(value, head, leaf);
  const child = value[head];
  const object = typeof child === 'object' && child !== null && !Array.isArray(child) ? (child as JsonObject) : {};
  return { ...value, [head]: at(object, `/${rest.join('/')}`, leaf) };
}

interface Stumble {
  readonly kind: string;
  readonly of: () => Call | Promise<Call>;
}

/** Input that implementations often fail on. Each is judged by whether it gets a 5xx that recurs. */
function stumbles(calls: ValidCalls): readonly Stumble[] {
  const body = (kind: string, of: (text: string, members: JsonObject) => Uint8Array) => ({
    kind,
    of: () => {
      const members = calls.depositBody();
      return { ...calls.depositCall(members), body: of(JSON.stringify(members), members) };
    },
  });
  const headers = (kind: string, line: readonly [string, string]) => ({
    kind,
    of: (): Call => ({
      ...calls.depositCall(),
      headersAs: (lines) => [...lines.filter(([name]) => name.toLowerCase() !== line[0].toLowerCase()), line],
    }),
  });
  return [
    body(said('byte-order-mark'), (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encodeUtf8(text)])),
    body(said('nesting-of-depth-2-000'), (text) => encodeUtf8(`${text.slice(0, -1)},"x":${'['.repeat(2000)}${']'.repeat(2000)}}`)),
    body(said('a-duplicate-member'), (text) => encodeUtf8(`${text.slice(0, -1)},"amount":1}`)),
    body(said('member-proto'), (text) => encodeUtf8(`${text.slice(0, -1)},"__proto__":{"x":1}}`)),
    body(said('amount-of-1e400'), (text) => encodeUtf8(text.replace(/"amount":[^,}]+/, '"amount":1e400'))),
    body(said('amount-of-1e-400'), (text) => encodeUtf8(text.replace(/"amount":[^,}]+/, '"amount":1e-400'))),
    body(said('amount-of-40-digits'), (text) => encodeUtf8(text.replace(/"amount":[^,}]+/, `"amount":${'9'.repeat(40)}`))),
    body(said('negative-amount'), (_text, members) => jsonBody({ ...members, amount: -1 })),
    body('NaN', (text) => encodeUtf8(text.replace(/"amount":[^,}]+/, '"amount":NaN'))),
    body('ill-formed UTF-8', (text) =>
      Buffer.concat([encodeUtf8(text.slice(0, -1)), encodeUtf8(',"description":"'), Buffer.from([0xff, 0xfe, 0xc3]), encodeUtf8('"}')]),
    ),
    body(said('description-of-64-kib'), (_text, members) => jsonBody({ ...members, description: 'x'.repeat(65_536) })),
    body(said('payer-as-string'), (_text, members) => jsonBody({ ...members, payer: 'Ana' })),
    body(said('payer-as-array'), (_text, members) => jsonBody({ ...members, payer: [] })),
    body(said('payment-method-as-object'), (_text, members) => jsonBody({ ...members, payment_method: {} })),
    body(said('unknown-payment-method'), (_text, members) => jsonBody({ ...members, payment_method: 'ZZZZ' })),
    body(said('unknown-country'), (_text, members) => jsonBody({ ...members, country: 'ZZ' })),
    body(said('lower-case-country'), (_text, members) => jsonBody({ ...members, country: 'br' })),
    body(said('unknown-member'), (_text, members) => jsonBody({ ...members, unheard_of: { deep: [1, null] } })),
    body(said('white-space-only'), () => encodeUtf8(' \r\n\t')),
    body(said('one-nul-byte'), () => Buffer.from([0])),
    headers(said('content-type-of-text-plain'), ['Content-Type', 'text/plain']),
    headers(said('unknown-charset'), ['Content-Type', 'application/json; charset=x-unheard-of']),
    headers(said('broken-content-type'), ['Content-Type', ';;;']),
    headers(said('unknown-content-coding'), ['Content-Encoding', 'x-unheard-of']),
    headers(said('accept-of-another-type'), ['Accept', 'text/html']),
    headers(said('broken-cookie'), ['Cookie', '=;=;"']),
    { kind: said('key-of-4-000-characters'), of: () => ({ ...calls.depositCall(), idempotencyKey: 'k'.repeat(4000) }) },
    headers(said('empty-x-forwarded-for'), ['X-Forwarded-For', '']),
    headers(said('user-agent-of-length', { length: 4000 }), ['User-Agent', 'x'.repeat(4000)]),
    headers(said('broken-accept-language'), ['Accept-Language', ';q=x,,*']),
    ...[
      '0',
      '-1',
      '00',
      '1.5',
      '1e9',
      'null',
      'undefined',
      '%00',
      '%2e%2e',
      '%ff',
      '9'.repeat(30),
      'x',
      '🜁',
      '1;drop',
      "1'--",
      'a'.repeat(2000),
    ].map((id) => ({
      kind: said('deposit-id-of', { id: id.slice(0, 12) }),
      of: (): Call => ({
        ...calls.statusCall('1'),
        targetAs: `${calls.depositCall().operation.path}/${/%[0-9a-f]{2}/.test(id) ? id : encodeURIComponent(id)}`,
      }),
    })),
  ];
}

/** Texts that columns and parsers of numbers often fail on. */
const oddIds: readonly string[] = ['0', '-1', '1.5', '1e3', '9007199254740993', '9'.repeat(30), '"x"', '""', 'null', '{}', '[1]', 'true'];

/** References, payers and ids of reversals that implementations often fail on. */
function stumblingMembers(contract: Contract, calls: ValidCalls): readonly Stumble[] {
  const [paid, reversing] = [payment(contract), reversal(contract)];
  const { reference } = paid.members;
  const ofReference = (length: number): Stumble => ({
    kind: said('reference-of-length', { length }),
    of: () => calls.depositCall(calls.depositBody({ [reference ?? '']: 'r'.repeat(length) })),
  });
  const ofPayer = (kind: string, payer: (own: JsonObject) => JsonValue): Stumble => ({
    kind,
    of: () => {
      const body = calls.depositBody();
      return calls.depositCall({ ...body, payer: payer((body.payer ?? {}) as JsonObject) });
    },
  });
  const payers = [
    ofPayer(said('payer-that-is', { value: '{}' }), () => ({})),
    ofPayer(said('payer-that-is', { value: 'null' }), () => null),
    ofPayer(said('payer-with-address', { value: '{}' }), (own) => ({ ...own, address: {} })),
    ofPayer(said('payer-with-address', { value: 'null' }), (own) => ({ ...own, address: null })),
    ofPayer(said('payer-with-address', { value: '[]' }), (own) => ({ ...own, address: [] })),
    ofPayer(said('payer-with-address', { value: '7' }), (own) => ({ ...own, address: 7 })),
    ofPayer(said('payer-with-name-of-length', { length: 10_000 }), (own) => ({ ...own, first_name: 'a'.repeat(10_000) })),
  ];
  const { id } = paid.members;
  return [
    ...(reference === undefined ? [] : [0, 129, 256, 10_000].map(ofReference)),
    ...(paid.create.requestBody?.properties?.payer === undefined ? [] : payers),
    ...(reversing?.create.requestBody?.properties?.[id] === undefined
      ? []
      : oddIds.map((odd) => ({
          kind: said('reversal-of-id', { id: odd.slice(0, 12) }),
          of: () => spelled(calls.refundCall('1'), id, odd),
        }))),
  ];
}

/** Queries that frameworks read as lists, as objects or not at all. */
function stumblingQueries(calls: ValidCalls): readonly Stumble[] {
  const parameters = calls.operations.flatMap((operation) =>
    operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => ({ operation, name })),
  );
  return parameters.flatMap(({ operation, name }) =>
    [
      `${name}=x`,
      `${name}[]=x`,
      `${name}[a]=x`,
      `${name}=%00`,
      `${name}=%ff`,
      `${name}=%`,
      `${name}=%ZZ`,
      `${name}=${'x'.repeat(5000)}`,
    ].map(
      (added): Stumble => ({
        kind: said('query-with-more', { id: operation.id, added: added.slice(0, 24) }),
        of: async () => {
          const target = targetOf(await calls.call(operation));
          return { ...(await calls.call(operation)), targetAs: `${target}${target.includes('?') ? '&' : '?'}${added}` };
        },
      }),
    ),
  );
}

/** The same in the name of a payer. */
function namedWith(calls: ValidCalls, { text, kind }: Text): Stumble {
  const of = () => {
    const body = calls.depositBody();
    return calls.depositCall({ ...body, payer: { ...((body.payer ?? {}) as JsonObject), last_name: text } });
  };
  return { kind: said('name-with', { kind }), of };
}

/** A text that implementations often fail on, in a place where any text may be. */
function describedWith(calls: ValidCalls, { text, kind }: Text): Stumble {
  return { kind: said('description-with', { kind }), of: () => calls.depositCall(calls.depositBody({ description: text })) };
}

function isServerError(exchange: Exchange): boolean {
  return exchange.answer.kind === 'response' && exchange.answer.response.status >= 500;
}

/** How often an input has to fail again. */
const timesFailed = 3;

const end04: ProviderTest = {
  clause: 'END-04',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    // A server that fails at everything shows nothing about these texts.
    await calls.deposit();
    const judged = async ({ kind, of }: Stumble) => {
      const exchange = await calls.send(await of());
      if (!isServerError(exchange)) return;
      // It counts only if it recurs for this input, each time, and not for its control: a gateway may answer now and then by itself.
      let recurring = exchange;
      for (let times = 0; times < timesFailed; times += 1) {
        recurring = await calls.send(await of());
        if (!isServerError(recurring)) return;
      }
      const control = await calls.send(calls.depositCall());
      if (!isServerError(control)) broken('END-04', reason('no-server-error'), seen(recurring), [control, recurring], { difference: kind });
    };
    const known = [
      ...stumbles(calls),
      ...stumblingMembers(env.contract, calls),
      ...stumblingQueries(calls),
      ...awkwardTexts.map((text) => describedWith(calls, text)),
      ...(payment(env.contract).create.requestBody?.properties?.payer === undefined
        ? []
        : awkwardTexts.map((text) => namedWith(calls, text))),
    ];
    // Each kind once. Other texts are drawn.
    await inGroups(run, known, async (stumble) => {
      run.countCases(1);
      await judged(stumble);
    });
    await forAll(
      run,
      awkwardText().map((text) => describedWith(calls, text)),
      60,
      judged,
    );
  },
};

/** A call of a method that the path does not document, authenticated as the path's own operations are. */
async function undocumented(calls: ValidCalls, operation: Operation, method: string): Promise<Call> {
  const call = await calls.call(operation);
  const body = method === 'DELETE' ? noBody : call.body.length > 0 ? call.body : encodeUtf8('{}');
  return { ...call, methodAs: method, body };
}

const end05: ProviderTest = {
  clause: 'END-05',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const paths = new Map<string, Operation[]>();
    for (const operation of calls.operations) paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
    const undocumentedOnes = [...paths].flatMap(([path, [operation]]) => {
      const documented = new Set<string>(env.contract.operations.filter((each) => each.path === path).map(({ method }) => method));
      const methods = ['POST', 'PUT', 'PATCH', 'DELETE'].filter((name) => !documented.has(name));
      return operation === undefined ? [] : methods.map((method) => ({ path, operation, method }));
    });
    await oneByOne(run, undocumentedOnes, async ({ path, operation, method }) => {
      const control = await calls.send(await calls.call(operation));
      const exchange = await calls.send(await undocumented(calls, operation, method));
      responseOf(control);
      if (!isSuccess(control))
        throw new Indeterminate(said('method-control-refused', { id: operation.id, method }), 'implementation', [control]);
      if (statusOf(exchange) !== 405)
        broken('END-05', reason('method-refused'), seen(exchange), [control, exchange], { difference: `${method} ${path}` });
    });
    const created = calls.creates ? await calls.deposit() : undefined;
    const [some] = calls.signed.length > 0 ? calls.signed : calls.operations;
    const asked = created === undefined ? some : payment(env.contract).create;
    if (asked === undefined) return;
    const { path } = asked;
    const last = path.lastIndexOf('/');
    const unknownTargets = [
      `${path.slice(0, last)}/${run.unique('')}`,
      `/${run.unique('v')}${path.slice(last)}`,
      `${path}/${created?.depositId ?? run.unique('')}/${run.unique('')}`,
    ];
    await oneByOne(run, unknownTargets, async (target) => {
      const known = created === undefined ? [await calls.call(asked)] : [calls.statusCall(created.depositId), calls.depositCall()];
      for (const call of known)
        refusedBy4xx('END-05', await calls.send({ ...call, targetAs: target }), { difference: `${call.operation.method} ${target}` });
    });
  },
};

/** Path segments of other ids. A number type of fixed width, one that ignores sign, fraction, exponent or escapes, or a search by pattern would read them as this one. */
function aliasesOf(id: string): readonly string[] {
  if (!/^[1-9]\d*$/.test(id)) return [];
  const wrapped = [2n ** 32n, 2n ** 63n, 2n ** 64n].map((width) => String(BigInt(id) + width));
  const escaped = [`${id}%30`, `%31${id}`, `%2D${id}`, `${id}%2E5`, `${id}%65%31`, `${id}%00`, `${id}%2530`];
  // Numbers that an integer of fixed width reads as this one, and the digits of another base.
  const negative = [2n ** 32n, 2n ** 64n].map((width) => String((BigInt(id) % width) - width));
  const longer = [`0${BigInt(id).toString(8)}`, `7${id}`, `${id},1`];
  const patterns = [`${id.slice(0, -1)}_`, `${id.slice(0, -1)}%25`, `${id}*`];
  return [...wrapped, ...negative, ...longer, `-${id}`, `${id}.5`, `${id}e1`, `0x${BigInt(id).toString(16)}`, ...escaped, ...patterns];
}

/** The very id in another spelling of its path segment (RFC 3986 §2.3). A target may refuse it. */
function escapedDigits(id: string): string {
  return [...id].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join('');
}

/** How long one id of the same test once stayed unreadable, ms: a failing case is only made smaller. */
const readableAgainWithinMs = 100;

/** What was made under an id: a deposit, or the one refund of a deposit. Reads of both show the deposit. */
interface Aliased {
  readonly id: string;
  readonly depositId: string;
  readonly exchange: Exchange;
}

/** Judges that the ids which a number reader takes for this one do not show it, and that its escaped digits show nothing else. */
async function otherIdsApart(calls: ValidCalls, run: ClauseRun, { id, depositId, exchange }: Aliased): Promise<void> {
  const own = escapedDigits(id);
  await inGroups(run, [...aliasesOf(id), own], async (segment) => {
    run.countCases(1);
    const call = id === depositId ? calls.statusCall(id) : calls.refundStatusCall(depositId, id);
    const read = await calls.send({ ...call, targetAs: targetOf(call).replace(id, () => segment) });
    responseOf(read);
    const shownDeposit = calls.idOf(read);
    // A refund's answer that does not name its deposit shows the refund itself.
    const shown = (id === depositId ? shownDeposit : (shownDeposit ?? calls.refundIdOf(read))) ?? '';
    const wanted = shownDeposit === undefined ? id : depositId;
    const isOther = wanted === id ? shown !== '' && shown !== decodeURIComponent(segment) : shown === depositId;
    if (isSuccess(read) && (segment === own ? shown !== wanted : isOther))
      broken('END-06', reason('id-asked-for', { id: segment }), reason('value-seen', { value: shown }), [exchange, read], {
        difference: said('id-of-another', { id: segment }),
      });
  });
}

const end06: ProviderTest = {
  clause: 'END-06',
  needs: ['creates'],
  async run(env, run) {
    const calls = validCalls(env, run);
    let longest = 0;
    let patienceMs = readableWithinMs;
    const bodies = await takenBodies(env, calls);
    const readable = async (which: number) => {
      const made = await calls.make(bodies[which]?.());
      const call = calls.statusCall(made.depositId);
      const isThere = (exchange: Exchange) => isSuccess(exchange) || statusOf(exchange) !== 404;
      const read = await patiently(env.provider, () => calls.send(call), isThere, patienceMs);
      longest = Math.max(longest, read.endedAt - made.exchange.endedAt);
      if (!isSuccess(read)) {
        timely(read);
        patienceMs = readableAgainWithinMs;
        broken('END-06', reason('readable-after-creation'), seen(read), [made.exchange, read]);
      }
      const { members } = payment(env.contract);
      const id = calls.idOf(read);
      const invoice = members.reference === undefined ? undefined : memberOf(read, members.reference);
      if (id !== made.depositId || (invoice !== undefined && invoice !== made.invoiceId)) {
        broken(
          'END-06',
          reason('readable-after-creation'),
          reason('value-seen', {
            value: `${members.id} ${id ?? 'none'}${invoice === undefined ? '' : `, ${members.reference} ${String(invoice)}`}`,
          }),
          [made.exchange, read],
        );
      }
    };
    // Each kind of deposit at least once. The rest is drawn.
    await inGroups(run, [...bodies.keys()], async (which) => {
      run.countCases(1);
      await readable(which);
    });
    await forAll(run, fc.nat({ max: bodies.length - 1 }), 60, readable);
    const aliased = await calls.deposit();
    await otherIdsApart(calls, run, { id: aliased.depositId, depositId: aliased.depositId, exchange: aliased.exchange });
    // A deposit with another status is still there.
    if (env.provider.controls.moveStatus) {
      run.countCases(1);
      const moved = await calls.completedDeposit();
      const read = await calls.read(calls.statusCall(moved.depositId));
      responseOf(read);
      if (!isSuccess(read))
        broken('END-06', reason('readable-after-creation'), seen(read), [moved.exchange, read], {
          difference: said('deposit-completed'),
        });
      const reversing = reversal(env.contract);
      if (reversing !== undefined) {
        const refund = await calls.send(calls.refundCall(moved.depositId, { amount: calls.part() }));
        const id = createdId(refund, reversing.members.id);
        if (isSuccess(refund) && id !== undefined) await otherIdsApart(calls, run, { id, depositId: moved.depositId, exchange: refund });
      }
    } else {
      weakWithoutMoves(env, run, 'no-completed-deposit-read');
    }
    run.observe({ subject: said('longest-time-to-readable'), seen: `${Math.round(longest)} ms` });
  },
};

const end09: ProviderTest = {
  clause: 'END-09',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { moveStatus } = env.provider.controls;
    for (const to of [calls.moves.completed, calls.moves.cancelled].filter((status) => status !== undefined)) {
      const made = await calls.deposit();
      const before = String(calls.stateOf(await calls.send(calls.statusCall(made.depositId))));
      run.observe({ ambiguity: 'C23', subject: said('status-after-creation'), seen: before });
      if (!moveStatus) return;
      await calls.move(made.depositId, to);
      const after = String(calls.stateOf(await calls.send(calls.statusCall(made.depositId))));
      run.observe({
        ambiguity: 'C22',
        subject: said('moved-in-panel', { to }),
        seen: said('status-moved', { before, after, part: mayMove(payment(env.contract), before, after) ? '' : ' (undocumented)' }),
      });
    }
  },
};

/** An amount that can always be parsed: it comes from a sample or from our own arithmetic. */
export function decimal(text: string, operation = ''): Amount {
  const amount = parseAmount(text);
  if (!amount) throw new Untestable(said('sample-amount-no-decimal', { text, id: operation }));
  return amount;
}

/** Sums are asked in the smallest unit of the currency. A sample in a currency without decimals is split into whole units. */
export function sumsOf(
  env: ProviderTestEnvironment,
  body: JsonObject,
): { readonly total: string; readonly step: string; readonly decimals: number } {
  const { create, members } = payment(env.contract);
  const written = String(body[members.amount ?? '']);
  const decimals = decimalsOf(env, body);
  return { total: amountText(decimal(written, create.id), decimals), step: decimals === 2 ? '0.01' : '1', decimals };
}

/** Other ways to write an amount in JSON, and whether their value is beyond the whole. Some are refused for themselves. */
function amountsWritten(total: string, step: string): readonly { readonly amount: string; readonly beyond: boolean }[] {
  const within = [step, total].flatMap((amount) => [
    `"${amount}"`,
    `"${amount} "`,
    `${Number(amount) * 1000}e-3`,
    `${amount}${amount.includes('.') ? '' : '.'}000`,
  ]);
  const beyond = [`${total.replace(/\..*/, '')}e1`, `"${Number(total) + 1}"`, '1e12', '"1e12"', `1${total}`];
  return [
    ...['null', '""', '[]', '{}', 'true', ...within].map((amount) => ({ amount, beyond: false })),
    ...beyond.map((amount) => ({ amount, beyond: true })),
  ];
}

/** The first of these creations that is accepted. */
async function firstTaken(
  calls: ValidCalls,
  bodies: readonly (() => JsonObject)[],
): Promise<{ readonly body: JsonObject; readonly creation: Exchange } | undefined> {
  for (const make of bodies) {
    const body = make();
    const creation = await calls.send(calls.depositCall(body));
    if (isSuccess(creation)) return { body, creation };
  }
  return undefined;
}

function refundOf(calls: ValidCalls, depositId: string, amount: string): Call {
  return calls.refundCall(depositId, { amount: Number(amount) });
}

/** A refund that leaves its amount out. */
function unstated(calls: ValidCalls, depositId: string, amount: string): Call {
  const call = calls.refundCall(depositId);
  return { ...call, body: jsonBody(withMember(bodyMembers(call), amount, undefined)) };
}

/** JSON values that name another deposit than this id, or none. A number of fixed width, or a lenient reader, takes them for it. */
function otherIdsInJson(id: string): readonly string[] {
  if (!/^[1-9]\d*$/.test(id)) return [];
  const wrapped = [2n ** 32n, 2n ** 64n].map((width) => String(BigInt(id) + width));
  return [...wrapped, `-${id}`, `${id}e1`, `${id}7`, `7${id}`, `"${id}x"`, `"-${id}"`, `"${id},1"`];
}

/** Judges that a refund of an id which a reader takes for that of a completed deposit is not one of that deposit. */
async function otherDepositsApart(env: ProviderTestEnvironment, calls: ValidCalls, run: ClauseRun): Promise<void> {
  const { depositId, exchange: made } = await secondChance(run, () => calls.completedDeposit());
  const { id } = payment(env.contract).members;
  if (!textOf(calls.refundCall(depositId).body).includes(`"${id}"`)) return;
  const part = { amount: calls.part() };
  await inGroups(run, otherIdsInJson(depositId), async (other) => {
    run.countCases(1);
    const refund = await calls.send(spelled(calls.refundCall(depositId, part), id, other));
    responseOf(refund);
    if (!isSuccess(refund)) return;
    // Perhaps there is such a deposit.
    const there = await calls.send(calls.statusCall(other.replaceAll('"', '')));
    if (isSuccess(there)) return;
    const difference = said('refund-of-other-id', { id: other });
    broken('END-07', reason('refused'), seen(refund), [made, there, refund], { difference });
  });
  const right = await calls.send(calls.refundCall(depositId, part));
  responseOf(right);
  if (!isSuccess(right)) throw new Indeterminate(said('refund-not-created'), 'implementation', [right]);
}

const end07: ProviderTest = {
  clause: 'END-07',
  needs: ['creates', 'reverses', 'movesStatus'],
  async run(env, run) {
    const { create, members } = payment(env.contract);
    const refunded = reversal(env.contract)?.members.amount;
    const { amount: paid } = members;
    if (paid === undefined || refunded === undefined) throw new Lacking('amount');
    const calls = validCalls(env, run);
    const sample = calls.depositBody();
    const { total, step, decimals } = sumsOf(env, sample);
    /** A deposit of that total. */
    const completed = () => calls.completedDeposit(calls.referenced(sample, run.shop.invoiceId()));
    const refund = (depositId: string, amount: string) => calls.send(refundOf(calls, depositId, amount));
    // Only of COMPLETED deposits. A valid whole refund afterwards shows that the refused one had no effect.
    const bodies = await takenBodies(env, calls);
    const early = async ({ whole, body }: { readonly whole: boolean; readonly body: JsonObject }) => {
      const made = await calls.deposit(body);
      const own = sumsOf(env, body);
      const tooEarly = await refund(made.depositId, whole ? own.total : own.step);
      await calls.move(made.depositId, calls.moves.completed);
      const then = await refund(made.depositId, own.total);
      responseOf(tooEarly);
      const difference = said('refund-of-deposit-not-completed', { share: whole ? said('the-whole') : said('a-part') });
      if (isSuccess(tooEarly)) broken('END-07', reason('refused-without-effect'), seen(tooEarly), [then, tooEarly], { difference });
      accepted('END-07', then, { difference: said('refund-of-whole-of-completed-deposit') }, [tooEarly]);
    };
    const { cancelled } = calls.moves;
    const late = async ({ whole, body }: { readonly whole: boolean; readonly body: JsonObject }) => {
      if (cancelled === undefined) return;
      const made = await calls.deposit(body);
      const own = sumsOf(env, body);
      await calls.move(made.depositId, cancelled);
      const exchange = await refund(made.depositId, whole ? own.total : own.step);
      responseOf(exchange);
      const difference = said('refund-of-cancelled-deposit', { share: whole ? said('the-whole') : said('a-part') });
      if (isSuccess(exchange)) broken('END-07', reason('refused'), seen(exchange), [made.exchange, exchange], { difference });
    };
    // Each kind of deposit at least once. The rest is drawn.
    await inGroups(run, bodies, async (make) => {
      run.countCases(2);
      await early({ whole: false, body: make() });
      await late({ whole: true, body: make() });
    });
    const drawn = fc.record({ whole: fc.boolean(), which: fc.nat({ max: bodies.length - 1 }) });
    const bodyOf = (which: number) => bodies[which]?.() ?? calls.depositBody();
    await forAll(run, drawn, 24, ({ whole, which }) => early({ whole, body: bodyOf(which) }));
    await forAll(run, drawn, 10, ({ whole, which }) => late({ whole, body: bodyOf(which) }));
    // In each currency, and for amounts of each size: up to the limit and not beyond it. The target decides whether it takes another country or
    // amount.
    const inCurrencies = countryBodies(env, calls).map(({ country, currency, make }) => ({
      currency,
      bodies: shares.map((times) => () => make(times)),
      difference: said('beyond-whole-in-currency', { country, currency }),
    }));
    const ofSizes = edgeAmounts(decimals).map((amount) => ({
      currency: sample[payment(env.contract).members.currency ?? ''],
      bodies: [
        () => calls.depositBody({ ...calls.referenced(sample, run.shop.invoiceId()), [paid]: inFormOf(create, paid, Number(amount)) }),
      ],
      difference: said('beyond-whole-of-amount', { amount }),
    }));
    await inGroups(run, [...inCurrencies, ...ofSizes], async ({ currency, bodies: ways, difference }) => {
      const taken = await firstTaken(calls, ways);
      const depositId = taken && createdId(taken.creation, payment(env.contract).members.id);
      if (taken === undefined || depositId === undefined) return;
      const { body, creation } = taken;
      run.countCases(1);
      const shown = await calls.read(calls.statusCall(depositId));
      // C55: refunds of a converted deposit may be in the currency of the country.
      if (memberOf(shown, payment(env.contract).members.currency ?? '') !== currency) return;
      await calls.move(depositId, calls.moves.completed);
      const own = sumsOf(env, body);
      const beyond = amountText(addAmounts(decimal(own.total), decimal(own.step)), own.decimals);
      const exchanges = [creation];
      for (const [amount, isWhole] of [
        [beyond, false],
        [own.total, true],
        [own.step, false],
      ] as const) {
        const exchange = await refund(depositId, amount);
        exchanges.push(exchange);
        responseOf(exchange);
        if (isWhole && !isSuccess(exchange)) {
          // It may refuse refunds of that country for its own sake, and then those of less too.
          const less = await refund(depositId, amountText(subtractAmounts(decimal(own.total), decimal(own.step)), own.decimals));
          if (isSuccess(less)) accepted('END-07', exchange, { difference: said('refund-of-whole-of-completed-deposit') }, [creation, less]);
          return;
        }
        if (!isWhole && isSuccess(exchange))
          broken('END-07', reason('sum-kept', { total: own.total }), seen(exchange), exchanges, { difference });
      }
    });
    // Parts up to the total, never beyond.
    const parted = async (parts: readonly string[], over: 'first' | 'between' | 'last') => {
      const made = await completed();
      const exchanges: Exchange[] = [made.exchange];
      let refunded = zero;
      const beyond = async () => {
        const amount = amountText(addAmounts(subtractAmounts(decimal(total), refunded), decimal(step)), decimals);
        const exchange = await refund(made.depositId, amount);
        exchanges.push(exchange);
        responseOf(exchange);
        if (isSuccess(exchange)) {
          broken('END-07', reason('sum-kept', { total }), seen(exchange), exchanges, {
            difference: said('when-of-refunded', { amount, refunded: amountText(refunded, decimals), total }),
          });
        }
      };
      if (over === 'first') await beyond();
      for (const part of parts) {
        const exchange = await refund(made.depositId, part);
        exchanges.push(exchange);
        accepted(
          'END-07',
          exchange,
          { difference: said('when-of-is-refunded', { part, refunded: amountText(refunded, decimals), total }) },
          exchanges.slice(0, -1),
        );
        refunded = addAmounts(refunded, decimal(part));
        if (over === 'between') await beyond();
      }
      await beyond();
    };
    await inGroups(run, knownSplits(total), async (parts) => {
      run.countCases(1);
      await parted(parts, 'between');
    });
    const cases = fc.record({ parts: split(total), over: fc.constantFrom('first' as const, 'between' as const, 'last' as const) });
    await forAll(run, cases, 40, ({ parts, over }) => parted(parts, over));
    // After the whole is refunded, nothing is left, whatever was asked before.
    const spent = async (depositId: string, before: readonly Exchange[], difference: string) => {
      run.countCases(1);
      const [last] = before.slice(-1);
      if (last === undefined) return;
      responseOf(last);
      if (!isSuccess(last)) return;
      const more = await refund(depositId, step);
      responseOf(more);
      if (isSuccess(more))
        broken('END-07', reason('sum-kept', { total }), seen(more), [...before, more], {
          difference: said('then-more', { difference, step }),
        });
    };
    // However an amount is written, it counts: a spelling is either refused, or adds up.
    const written = async (depositId: string, amount: string): Promise<Exchange> => {
      const call = refundOf(calls, depositId, step);
      const body = textOf(call.body).replace(new RegExp(`"${refunded}":[^,}]+`), () => `"${refunded}":${amount}`);
      return calls.send({ ...call, body: encodeUtf8(body) });
    };
    const { depositId: whole, exchange: wholeRefund } = await secondChance(run, async () => {
      const { depositId } = await completed();
      const exchange = await refund(depositId, total);
      accepted('END-07', exchange, { difference: said('refund-of-whole') });
      return { depositId, exchange };
    });
    await inGroups(run, amountsWritten(total, step), async ({ amount }) => {
      run.countCases(1);
      const more = await written(whole, amount);
      responseOf(more);
      if (isSuccess(more))
        broken('END-07', reason('sum-kept', { total }), seen(more), [wholeRefund, more], {
          difference: said('refund-of-whole-then-one-of', { amount }),
        });
    });
    const { depositId: open, exchange: made } = await secondChance(run, completed);
    await inGroups(
      run,
      amountsWritten(total, step).filter(({ beyond }) => beyond),
      async ({ amount }) => {
        run.countCases(1);
        const more = await written(open, amount);
        responseOf(more);
        if (isSuccess(more))
          broken('END-07', reason('sum-kept', { total }), seen(more), [made, more], {
            difference: said('refund-of-part-of-total', { amount, total }),
          });
      },
    );
    await inGroups(run, [-Number(total), -Number(step), 0], async (amount) => {
      const { depositId } = await completed();
      const odd = await calls.send(calls.refundCall(depositId, { amount }));
      run.observe({ subject: said('refund-of-odd-amount', { amount: amount === 0 ? '0' : '< 0' }), seen: answerText(odd) });
      await spent(depositId, [odd, await refund(depositId, total)], said('refund-of-then-of-whole', { amount }));
    });
    await otherDepositsApart(env, calls, run);
    // Without an amount a refund is of the whole (Deposits API docs, "Refund creation"). After a part it is refused, or of the rest.
    const unstatedFirst = async () => {
      const { depositId } = await completed();
      await spent(depositId, [await calls.send(unstated(calls, depositId, refunded))], said('refund-without-amount'));
    };
    const unstatedAfterPart = async () => {
      const { depositId } = await completed();
      const part = await refund(depositId, step);
      const rest = await calls.send(unstated(calls, depositId, refunded));
      const restId = calls.refundIdOf(rest);
      if (!isSuccess(part) || !isSuccess(rest) || restId === undefined) return;
      const difference = said('then-refund-without-amount', { step });
      const excess = await calls.send(calls.refundStatusCall(depositId, restId));
      const amount = Number(memberOf(excess, refunded));
      if (isSuccess(excess) && amount > Number(total) - Number(step) / 2)
        broken('END-07', reason('sum-kept', { total }), reason('value-seen', { value: String(amount) }), [part, rest, excess], {
          difference,
        });
      await spent(depositId, [part, rest], difference);
    };
    await inGroups(run, [unstatedFirst, unstatedAfterPart], (ask) => ask());
    // Concurrent refunds of the whole: at most one. … and of parts, of which one fits and two do not.
    const most = amountText(subtractAmounts(decimal(total), decimal(step)), decimals);
    await forAll(run, fc.record({ width: fc.integer({ min: 2, max: 8 }), parts: fc.boolean() }), 24, async ({ width, parts }) => {
      const made = await completed();
      const asked = parts ? most : total;
      const exchanges = await env.provider.race(Array.from({ length: width }, () => draftOf(refundOf(calls, made.depositId, asked))));
      const taken = exchanges.filter(isSuccess).length;
      if (taken === 0) {
        for (const exchange of exchanges) {
          responseOf(exchange);
          timely(exchange);
        }
      }
      const difference = said('refunds-of-of-at-once', { width, asked, total });
      if (taken > 1)
        broken('END-07', reason('sum-kept', { total }), reason('effects-counted', { count: taken }), exchanges, { difference });
      const last = await refund(made.depositId, parts ? asked : step);
      responseOf(last);
      if (taken === 1 && isSuccess(last))
        broken('END-07', reason('sum-kept', { total }), seen(last), [...exchanges, last], {
          difference: said('and-one-more', { difference }),
        });
    });
  },
};

/**
 * The endpoint clauses over a contract: one test for each operation where the rule is about an operation, so that a new operation is tested without
 * code.
 */
export function endpointTests(contract: Contract): readonly ProviderTest[] {
  const creating = contract.operations.filter((operation) => operation.requestBody !== undefined);
  return [
    ...contract.operations.map(end01),
    ...contract.operations.map(end02),
    ...creating.map(end03),
    ...creating.map(end08),
    ...parameterTests(contract.operations),
    end04,
    end05,
    end06,
    end07,
    end09,
  ];
}
