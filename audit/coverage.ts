import { type Exchange, headerValues, type WireRequest } from '../core/exchange.ts';
import { type JsonTree, parseJson, tree } from '../core/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type Contract, type JsonSchema, match, type Operation, type Parameter, type Webhook } from '../schemas/contract.ts';
import { violationsOf } from '../schemas/exact.ts';
import { below } from '../schemas/extensions.ts';
import { compile } from '../schemas/validate.ts';
import type { AxisCell, Coverage, CoverageCell } from '../specs/types/report.ts';

/** Whose calls are counted: those that a provider or receiver answers are ours, those that a client or sender makes are its own. */
export type CoveredParty = 'provider' | 'client' | 'receiver' | 'sender';

/** What is called: an operation of the API, or a notification. */
type Called = Pick<Operation, 'id' | 'parameters' | 'requestBody' | 'responses' | 'headers'>;

/** Which parts of the documented operations the calls of a run met. */
export interface CallCoverage {
  /** @param judged whether the form of the answer was compared with the contract */
  read(exchange: Exchange, judged: boolean): void;
  /** Counts a question with a value of an axis, or keeps why there is none. */
  along(question: Pick<AxisCell, 'clause' | 'axis' | 'value'>, came: AxisCame): void;
  /** Adds the cells that others have met of the same contract. */
  add(seen: Coverage): void;
  /** The cells that calls and questions met. */
  seen(): Coverage;
  /** All cells of the contract. Those that no call met have the reason. */
  all(): Coverage;
}

/** What a question with a value of an axis came to: `exercised` where the target refused the value for its own sake. Else why there was none. */
export type AxisCame = 'judged' | 'exercised' | NonNullable<AxisCell['reason']>;

type Table = Exclude<keyof Coverage, 'axes'>;
type Place = Pick<CoverageCell, 'operation' | 'of' | 'as'>;

const tables = ['statuses', 'keywords', 'headers'] as const satisfies readonly Table[];

/** What each keyword applies to; `enum` and `const` to every value. */
const texts = ['pattern', 'minLength', 'maxLength'] as const;
const numbers = ['minimum', 'maximum', 'multipleOf'] as const;
const lists = ['minItems', 'maxItems'] as const;
const keywords = ['type', 'enum', 'const', 'format', ...texts, ...numbers, ...lists] as const;
type Keyword = (typeof keywords)[number] | 'anyOf' | 'oneOf';

/** The keywords of one schema. Alternatives count as one keyword: which of them a wrong value missed cannot be known. */
function keywordsOf(schema: JsonSchema): readonly Keyword[] {
  const alternatives = (['anyOf', 'oneOf'] as const).filter((keyword) => schema[keyword] !== undefined);
  return alternatives.length > 0 ? alternatives : keywords.filter((keyword) => schema[keyword] !== undefined);
}

function isAsked(keyword: Keyword, { kind }: JsonTree): boolean {
  const within = (list: readonly Keyword[]): boolean => list.includes(keyword);
  if (within(texts)) return kind === 'string';
  if (within(numbers)) return kind === 'number';
  if (within(lists)) return kind === 'array';
  return keyword !== 'format' || kind === 'string' || kind === 'number';
}

/** Every rule of a schema, as place and keyword. */
function* rulesOf(schema: JsonSchema, place: string): Generator<readonly [place: string, keyword: string]> {
  for (const keyword of keywordsOf(schema)) yield [place, keyword];
  for (const name of schema.required ?? []) yield [below(place, name), 'required'];
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* rulesOf(inner, below(place, name));
  if (schema.items !== undefined) yield* rulesOf(schema.items, below(place, '*'));
}

/** Every rule of a schema that applied to a value, and whether the value met it. A value of a wrong type meets no other rule. */
function* askedOf(schema: JsonSchema, value: JsonTree, place: string): Generator<readonly [place: string, keyword: string, met: boolean]> {
  const broken = new Set(violationsOf(schema, value).map(({ pointer, keyword }) => `${pointer} ${keyword}`));
  function* within(part: JsonSchema, at: JsonTree, pointer: string, name: string): ReturnType<typeof askedOf> {
    const own = keywordsOf(part);
    const isBroken = (keyword: Keyword): boolean => broken.has(`${pointer} ${keyword}`);
    const asked = own.includes('type') && isBroken('type') ? (['type'] as const) : own.filter((keyword) => isAsked(keyword, at));
    for (const keyword of asked) yield [name, keyword, !isBroken(keyword)];
    if (at.kind === 'object') {
      const members = new Map(at.members);
      for (const member of part.required ?? []) yield [below(name, member), 'required', members.has(member)];
      for (const [member, inner] of members) {
        const known = part.properties?.[member];
        if (known !== undefined) yield* within(known, inner, below(pointer, member), below(name, member));
      }
    }
    if (at.kind === 'array' && part.items !== undefined)
      for (const [index, item] of at.items.entries()) yield* within(part.items, item, below(pointer, index), below(name, '*'));
  }
  yield* within(schema, value, '', place);
}

/** A parameter, read as the type of its schema. */
function readAs({ type }: JsonSchema, text: string): JsonTree {
  const types = [type ?? []].flat();
  const isScalar = types.includes('boolean') ? /^(?:true|false)$/ : /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
  const takes = types.some((each) => each === 'boolean' || each === 'number' || each === 'integer');
  return (takes && isScalar.test(text) ? parseJson(text) : undefined) ?? tree(text);
}

/** Every value of such a parameter is a text, so that none is of a wrong type. */
const isText = ({ schema: { type } }: Parameter): boolean => [type ?? []].flat().includes('string');

const placeOf = ({ in: where, name }: Parameter): string => `${where} ${name}`;

/** The documented name of a status: itself, its class, or `default`. */
function statusNamed({ responses }: Called, status: number): string | undefined {
  const kind = String(status).slice(0, 1);
  return [String(status), `${kind}XX`, 'default'].find((name) => responses.has(name));
}

const asCalled = (webhook: Webhook): Called => ({ ...webhook, parameters: [] });

/** What the party answers or calls. */
function calledOf({ operations, webhooks }: Contract, party: CoveredParty): readonly Called[] {
  return party === 'provider' || party === 'client' ? operations : webhooks.map(asCalled);
}

/** The notification that a body is, by the members that it has to have; the first one where it is none. */
function notified({ webhooks }: Contract, { method, body }: WireRequest): Called | undefined {
  const sent = parseJson(decodeUtf8(body) ?? '');
  const names = sent?.kind === 'object' ? sent.members.map(([name]) => name) : [];
  const own = webhooks.filter((webhook) => webhook.method === method);
  const found = own.find(({ requestBody }) => requestBody?.required?.some((name) => names.includes(name))) ?? own[0];
  return found && asCalled(found);
}

/** What right calls do not do: it is not a part of what the calls of a client or sender can cover. */
const isWrong = ({ as }: Omit<Place, 'operation'>): boolean => as === 'broken' || as === 'absent' || as === 'ill-formed';

function placesOf(contract: Contract, party: CoveredParty): Readonly<Record<Table, readonly Place[]>> {
  const makesCalls = party === 'client' || party === 'sender';
  const each = (of: (called: Called) => readonly Omit<Place, 'operation'>[]): readonly Place[] =>
    calledOf(contract, party).flatMap((called) =>
      of(called).flatMap((place) => (makesCalls && isWrong(place) ? [] : [{ operation: called.id, ...place }])),
    );
  const ways = (rules: Iterable<readonly [string, string]>) =>
    [...rules].flatMap(([place, keyword]) => (['met', 'broken'] as const).map((as) => ({ of: `${place} ${keyword}`, as })));
  return {
    statuses: each(({ responses }) => [...responses.keys()].map((of) => ({ of }))),
    keywords: each(({ parameters, requestBody }) => [
      // A path without its parameter is another path.
      ...parameters.flatMap((parameter) => [
        ...(parameter.required && parameter.in === 'query' ? ways([[placeOf(parameter), 'required']]) : []),
        ...ways(rulesOf(parameter.schema, placeOf(parameter))).filter(
          ({ of, as }) => !(isText(parameter) && as === 'broken' && of.endsWith(' type')),
        ),
      ]),
      ...(requestBody === undefined ? [] : ways(rulesOf(requestBody, 'body'))),
    ]),
    headers: each(({ headers }) =>
      Object.keys(headers.properties ?? {}).flatMap((of) => (['present', 'absent', 'ill-formed'] as const).map((as) => ({ of, as }))),
    ),
  };
}

/** Why no call got to a cell. What is called by nobody needs a capability of the party: an action, or a recipe. */
function reasonOf(
  contract: Contract,
  party: CoveredParty,
  isCalled: boolean,
  table: Table,
  { operation, of, as }: Place,
): NonNullable<CoverageCell['reason']> {
  if (!isCalled) return 'capability';
  // A member or header that a program never sends is one that it has no use for.
  if (table !== 'statuses' && (party === 'client' || party === 'sender')) return 'capability';
  if (party !== 'provider') return 'not-asked';
  if (table === 'headers') {
    const { headers } = calledOf(contract, party).find(({ id }) => id === operation) ?? {};
    // The code for ill-formed headers is that of required ones.
    return as === 'ill-formed' && !headers?.required?.includes(of) ? 'no-cause' : 'not-asked';
  }
  if (table === 'keywords') return 'not-asked';
  if (/^5/.test(of)) return 'capability';
  if (of === '429') return 'provider-limit';
  const isCaused = contract.errorCodes.some(({ status }) => String(status) === of);
  return /^[2-3]/.test(of) || isCaused ? 'not-asked' : 'no-cause';
}

/** @param party whose calls are counted: a receiver and a sender have notifications in place of operations */
export function callCoverage(contract: Contract, party: CoveredParty = 'provider'): CallCoverage {
  const counts = new Map<string, { readonly table: Table; readonly place: Place; judged: number; exercised: number }>();
  const axes = new Map<string, AxisCell>();
  const keyOf = (table: Table, { operation, of, as }: Place): string => JSON.stringify([table, operation, of, as]);

  function count(table: Table, place: Place, judged: number, exercised: number): void {
    const key = keyOf(table, place);
    const before = counts.get(key) ?? { table, place, judged: 0, exercised: 0 };
    before.judged += judged;
    before.exercised += exercised;
    counts.set(key, before);
  }

  /** Cells of one place as one. A reason is left where no question was asked; of two, the first. */
  function countAxis(cell: AxisCell): void {
    const key = JSON.stringify([cell.clause, cell.axis, cell.value]);
    const { judged = 0, exercised = 0, reason } = axes.get(key) ?? {};
    const { judged: moreJudged, exercised: moreExercised, reason: other, ...place } = cell;
    const sums = { judged: judged + moreJudged, exercised: exercised + moreExercised };
    const why = sums.judged + sums.exercised > 0 ? undefined : (reason ?? other);
    axes.set(key, { ...place, ...sums, ...(why === undefined ? {} : { reason: why }) });
  }

  function* rulesAsked({ parameters, requestBody }: Called, given: Readonly<Record<string, string>>, { target, body }: WireRequest) {
    const query = new URLSearchParams(target.split('?')[1] ?? '');
    for (const parameter of parameters) {
      const { name, in: where, required, schema } = parameter;
      const text = where === 'path' ? given[name] : (query.get(name) ?? undefined);
      if (required && where === 'query') yield [placeOf(parameter), 'required', text !== undefined] as const;
      if (text !== undefined) yield* askedOf(schema, readAs(schema, text), placeOf(parameter));
    }
    const sent = requestBody && parseJson(decodeUtf8(body) ?? '');
    if (requestBody && sent) yield* askedOf(requestBody, sent, 'body');
  }

  function headersOf({ headers }: Called, request: WireRequest) {
    return Object.entries(headers.properties ?? {}).map(([of, schema]) => {
      const values = headerValues(request.headers, of);
      const fits = values.length === 1 && compile(schema)(values[0]).length === 0;
      return { of, as: values.length === 0 ? 'absent' : fits ? 'present' : 'ill-formed' } as const;
    });
  }

  const cellsOf = (table: Table, places: readonly Place[]): CoverageCell[] => {
    const called = new Set([...counts.values()].map(({ place }) => place.operation));
    return places.map((place) => {
      const { judged = 0, exercised = 0 } = counts.get(keyOf(table, place)) ?? {};
      const reason = judged + exercised === 0 ? reasonOf(contract, party, called.has(place.operation), table, place) : undefined;
      return { ...place, judged, exercised, ...(reason ? { reason } : {}) };
    });
  };

  const made = (places: (table: Table) => readonly Place[]): Coverage => ({
    ...(axes.size === 0 ? {} : { axes: [...axes.values()] }),
    statuses: cellsOf('statuses', places('statuses')),
    keywords: cellsOf('keywords', places('keywords')),
    headers: cellsOf('headers', places('headers')),
  });

  return {
    read({ request, answer }, isJudged) {
      const [judged, exercised] = isJudged && answer.kind === 'response' ? [1, 0] : [0, 1];
      const isNotification = party === 'receiver' || party === 'sender';
      const webhook = isNotification ? notified(contract, request) : undefined;
      const found: ReturnType<typeof match> = isNotification ? { kind: 'unknown-path' } : match(contract, request.method, request.target);
      const isAnswered = answer.kind === 'response';
      if (found.kind === 'unknown-method' && isAnswered) {
        // A refused method is an answer of its path: it counts for each operation there.
        for (const method of found.allowed) {
          const here = match(contract, method, request.target);
          const of = here.kind === 'operation' ? statusNamed(here.operation, answer.response.status) : undefined;
          if (here.kind === 'operation' && of !== undefined) count('statuses', { operation: here.operation.id, of }, judged, exercised);
        }
      }
      const operation = found.kind === 'operation' ? found.operation : webhook;
      if (operation === undefined) return;
      const parameters = found.kind === 'operation' ? found.parameters : {};
      const { id } = operation;
      const status = isAnswered ? statusNamed(operation, answer.response.status) : undefined;
      if (status !== undefined) count('statuses', { operation: id, of: status }, judged, exercised);
      // An item of a list may meet a rule and another may break it: each counts once for the call.
      const asked = new Map([...rulesAsked(operation, parameters, request)].map((rule) => [rule.join(' '), rule]));
      for (const [place, keyword, met] of asked.values())
        count('keywords', { operation: id, of: `${place} ${keyword}`, as: met ? 'met' : 'broken' }, judged, exercised);
      for (const header of headersOf(operation, request)) count('headers', { operation: id, ...header }, judged, exercised);
    },
    along(question, came) {
      if (came === 'judged' || came === 'exercised') countAxis({ ...question, judged: 0, exercised: 0, [came]: 1 });
      else countAxis({ ...question, judged: 0, exercised: 0, reason: came });
    },
    add(seen) {
      for (const cell of seen.axes ?? []) countAxis(cell);
      for (const table of tables)
        for (const { operation, of, as, judged, exercised } of seen[table])
          count(table, { operation, of, ...(as === undefined ? {} : { as }) }, judged, exercised);
    },
    seen: () => made((table) => [...counts.values()].filter((one) => one.table === table).map(({ place }) => place)),
    all: () => {
      const places = placesOf(contract, party);
      return made((table) => places[table]);
    },
  };
}
