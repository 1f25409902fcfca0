import { type FailingCall, failingCalls } from '../../arbitraries/failing-call.ts';
import { createdIdIn } from '../../core/contract/answer-body.ts';
import { rowFor, stageOf } from '../../core/contract/error-codes.ts';
import {
  answering,
  answerLost,
  type ClientExchange,
  cutOff,
  dropped,
  type Injection,
  type Script,
  served,
} from '../../core/contract/fault-injection.ts';
import type { ClientOperation } from '../../core/decisions/client.ts';
import type { WireRequest } from '../../core/exchange.ts';
import { type JsonTree, member, tree } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientOutcome } from '../../roles/client.ts';
import { errorBody } from '../../schemas/error-form.ts';
import type { ErrorCode } from '../../specs/types/errors.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { type Names, namesOf, referenced } from '../names.ts';
import { Violation } from '../violation.ts';
import { judgeAction } from './actions.ts';
import { judgeAmounts } from './amounts.ts';
import { type CreatingOperation, listsMethods, pays, paysBack, readArguments, readsPayment, readsRefund } from './operations.ts';
import { saysItPauses } from './recovery.ts';
import { judgeKeys } from './repeats.ts';
import { shownBy } from './response-handling.ts';
import {
  answered,
  bodyOf,
  brokenBy,
  creating,
  idOf,
  inSession,
  outcomeReason,
  payerOf,
  respelledNumber,
  type Session,
  shortMs,
  staleMs,
  takenAsPaid,
  textOf,
} from './session.ts';

/** A failure of the provider, or on the way to it. */
interface Failure {
  /** What the host did, as a phrase that ends a sentence. */
  readonly host: string;
  readonly injection: Injection;
  /** What happened to a creation: unknown, known to the provider, or nothing. */
  readonly leaves: 'unknown' | 'known' | 'nothing';
}

/** An error in the form of the contract. */
const failing = ({ contract }: ClientTestEnvironment, status: number, code: number | string, description: string): Injection =>
  answering(status, JSON.stringify(errorBody(contract, undefined, { status, code, description })));
const page = answering(200, '<html><body>Welcome</body></html>', [['Content-Type', 'text/html']]);

/** Failures of the way and of the provider that any call may meet. */
const failures = (env: ClientTestEnvironment): readonly Failure[] => [
  { host: said('closed-connection'), injection: dropped, leaves: 'unknown' },
  { host: said('closed-connection-after-work'), injection: answerLost, leaves: 'unknown' },
  { host: said('closed-connection-in-middle-of-its-answer'), injection: cutOff, leaves: 'unknown' },
  { host: said('answered-502-with-page-of-gateway'), injection: answering(502, '<html>Bad gateway</html>'), leaves: 'unknown' },
  { host: said('answered-504'), injection: answering(504, ''), leaves: 'unknown' },
  { host: said('answered-503'), injection: answering(503), leaves: 'nothing' },
  { host: said('answered-302-without-location'), injection: answering(302, '{}'), leaves: 'nothing' },
  { host: said('answered-429-for-hours'), injection: answering(429, '', [['Retry-After', '7200']]), leaves: 'nothing' },
  { host: said('answered-429-for-nonsense'), injection: answering(429, '', [['Retry-After', 'soon']]), leaves: 'nothing' },
  { host: said('answered-500'), injection: failing(env, 500, 500, 'Internal error'), leaves: 'known' },
  { host: said('answered-200-without-body'), injection: answering(200, ''), leaves: 'known' },
  { host: said('answered-200-with-html-page'), injection: page, leaves: 'known' },
];

/** Refusals of a key: its request is in flight, or it was used. */
function keyRefusals(env: ClientTestEnvironment): readonly Failure[] {
  const { code = 409, type = '' } = rowFor(env.contract, 'key') ?? {};
  return [
    { host: said('answered-409'), injection: failing(env, 409, code, 'IN_FLIGHT'), leaves: 'known' },
    { host: said('answered-104'), injection: failing(env, 400, code, type), leaves: 'known' },
  ];
}

/** What says more than a refusal: a date that is corrected, a key that is known, a failure that is kept. */
const ofTheirOwn: readonly (string | undefined)[] = ['date', 'key', 'failure'];

/** The refusals of the contract, by code. */
function refusals(env: ClientTestEnvironment, of: (row: ErrorCode) => boolean): readonly Failure[] {
  return env.contract.errorCodes
    .filter((row) => row.code !== undefined && !ofTheirOwn.includes(row.refuses) && of(row))
    .map(({ code = 0, status = 400, type = '' }) => ({
      host: said('answered-with-code', { status, code }),
      injection: failing(env, status, code, type),
      leaves: 'nothing' as const,
    }));
}

/** The refusals that any call may get: of its headers, of the merchant, and of its form. */
const refusalsOfAny = (env: ClientTestEnvironment): readonly Failure[] =>
  refusals(env, ({ code, refuses }) => refuses === 'body' || stageOf(env.contract, String(code)) !== 'outcome');

/** A call that the client is asked for, and how its requests and its answer are recognised. */
interface Row extends FailingCall<ClientOperation, Failure> {
  readonly creates: CreatingOperation | undefined;
  readonly action: string;
  readonly args: JsonTree;
  isOf(request: WireRequest): boolean;
  /** What the provider answers. */
  readonly success: Injection;
  /** The status that a read is answered with. */
  readonly status?: string;
  /** What has to arrive from a creation. */
  readonly amount?: string;
  readonly text?: string;
  readonly depositId?: string;
}

/** Countries of lookups. None is that of the usual creations. */
const countries = ['CL', 'CO', 'MX', 'PE', 'UY', 'EC', 'PY', 'CR', 'AR', 'BO'];

const beyondAscii = 'José 李小龙 😊';
const amounts = { ordinary: '29.95', extreme: '98765.43', 'beyond-ascii': '0.10' } as const;

function creationRow(
  env: ClientTestEnvironment,
  session: Session,
  run: ClauseRun,
  call: FailingCall<CreatingOperation, Failure>,
  at: number,
): Row {
  const { operation, value } = call;
  const invoice = run.unique('inv');
  const text = value === 'ordinary' ? 'Ana' : value === 'extreme' ? '李'.repeat(128) : beyondAscii;
  const isExtreme = value === 'extreme';
  const depositId = isExtreme ? '9007199254740993' : '3000000001';
  const patch = operation === pays ? { payer: { ...payerOf(env), first_name: text } } : { comments: text };
  const body = respelledNumber(session.creation(operation, { ...referenced(session.names, invoice), ...patch }), 'amount', amounts[value]);
  const id = isExtreme ? 9007199254740993n + 2n * BigInt(at) : BigInt(168_284 + at);
  return {
    ...call,
    creates: operation,
    action: session.action(),
    args: operation === paysBack ? respelledNumber(body, session.names.id, depositId) : body,
    // A shop may put something before its invoice ids.
    isOf: ({ body: bytes }) => Buffer.from(bytes).includes(`${invoice}"`),
    success: operation === pays ? served : answering(200, `{"${session.names.reversalId}":${id}}`),
    amount: amounts[value],
    text,
    ...(operation === paysBack ? { depositId } : {}),
  };
}

function readRow(session: Session, call: FailingCall<ClientOperation, Failure>, at: number): Row {
  const { operation, value } = call;
  const id = String(value === 'extreme' ? 9007199254740993n + 2n * BigInt(at) : 4_100_000_000n + BigInt(at));
  const country = countries[at % countries.length] ?? '';
  // Two reads next to each other have different answers.
  const status = at % 2 === 0 ? session.names.completed : session.names.pending;
  const isLookup = operation === listsMethods;
  const body = shownBy(session.names, operation, status, id);
  return {
    ...call,
    creates: undefined,
    action: session.action(),
    args: isLookup ? tree({ country }) : readArguments(session.names, operation, id),
    isOf: ({ method, target }) => method === 'GET' && (isLookup ? target.includes(`country=${country}`) : target.includes(`/${id}`)),
    success: isLookup ? served : answering(200, body),
    ...(isLookup ? {} : { status }),
  };
}

/** A failure that comes before the answer of the provider to a row. */
function before(failure: Injection, success: Injection): Injection {
  return (work) =>
    failure({
      ...work,
      serve: async () => {
        const delivery = await success(work);
        return delivery.kind === 'response' ? delivery : { kind: 'none', reason: 'closed', detail: '' };
      },
    });
}

/** Whether the client reported a success that no answer contained: for a read, one of the documented statuses, or that it was paid. */
export function isInvented(outcome: ClientOutcome, operation: ClientOperation, { contract }: ClientTestEnvironment): boolean {
  if (outcome.kind !== 'ok' || operation === listsMethods) return false;
  const read = Object.values(contract.resources).find((resource) => resource.read === operation);
  return (
    read === undefined ||
    takenAsPaid(namesOf(contract), outcome) ||
    read.statuses.some(({ status }) => status === textOf(outcome, 'status'))
  );
}

/** The calls of one session, and what was seen of them. */
class Stage {
  readonly #failing = new Set<Row>();
  readonly session: Session;
  constructor(session: Session, rows: readonly Row[]) {
    this.session = session;
    const script: Script = (request) => {
      const row = rows.find((one) => one.isOf(request));
      if (row === undefined) return served;
      return this.#failing.has(row) ? before(row.failure.injection, row.success) : row.success;
    };
    session.script(script);
  }

  requestsOf(row: Row): readonly ClientExchange[] {
    return this.session.seen().filter(({ request }) => row.isOf(request));
  }

  /** Whether the client sends creations that are of no row: it changes invoice ids (CLT-03), and they were served. */
  sendsOthers(rows: readonly Row[]): boolean {
    return this.session.posts().some(({ request }) => !rows.some((row) => row.isOf(request)));
  }

  /** Asks while the failure lasts. */
  async first(row: Row): Promise<ClientOutcome> {
    this.#failing.add(row);
    const outcome = await this.session.ask(row.operation, row.args, row.action, 1);
    this.#failing.delete(row);
    return outcome;
  }

  /** Asks again after the failure has ended. */
  async second(row: Row): Promise<ClientOutcome> {
    return answered(await this.session.ask(row.operation, row.args, row.action, 2));
  }
}

/** What a client reports while it gets no answer (CLT-01). */
function judgeFirst(env: ClientTestEnvironment, stage: Stage, row: Row, rows: readonly Row[], outcome: ClientOutcome): void {
  const { deadlineMs } = stage.session.client;
  const { host } = row.failure;
  if (outcome.kind === 'failed' || (outcome.kind === 'ok' && !isInvented(outcome, row.operation, env))) return;
  // A program that works on one question at a time has no time left for the second.
  if (outcome.kind === 'silent' && row.moment === 'beside-another') return;
  // What was sent instead is judged with the answers.
  const isOfNoRow = row.creates !== undefined && stage.sendsOthers(rows);
  if (outcome.kind === 'ok' && (row.moment === 'beside-another' || isOfNoRow) && stage.requestsOf(row).length === 0) return;
  const seen =
    outcome.kind === 'silent'
      ? reason('client-silent', { host, waitedMs: Math.round(outcome.tookMs), deadlineMs })
      : outcome.kind === 'ok'
        ? reason('client-invented', { host })
        : outcomeReason(outcome);
  brokenBy('CLT-01', reason('gives-up', { deadlineMs }), seen, stage.requestsOf(row));
}

/** What a client reports after it has got the answer to its own call. */
function judgeReport(names: Names, row: Row, rows: readonly Row[], outcome: ClientOutcome, seen: readonly ClientExchange[]): void {
  if (outcome.kind !== 'ok') return;
  const own = seen.filter(({ request }) => row.isOf(request));
  if (row.status !== undefined && takenAsPaid(names, outcome) && row.status !== names.completed && own.length > 0)
    brokenBy('CLT-04', reason('paid-only-when-completed'), reason('client-reported', { what: said('answer-of-another-call') }), own);
  const status = textOf(outcome, 'status');
  if (
    row.status !== undefined &&
    status !== undefined &&
    [names.completed, names.pending].includes(status) &&
    status !== row.status &&
    own.length > 0
  ) {
    const expected = reason('success-reported', { what: said('status-shown', { status: row.status }) });
    brokenBy('CLT-03', expected, reason('client-reported', { what: said('status-shown', { status }) }), own);
  }
  if (row.creates === undefined) return;
  const posts = seen.filter(({ request }) => request.method === 'POST');
  if (own.length === 0 && row.moment !== 'beside-another') brokenBy('CLT-01', reason('failure-reported'), outcomeReason(outcome), posts);
  if (own.length === 0 && posts.length > 0)
    brokenBy('CLT-06', reason('one-operation'), reason('requests-counted', { count: 0, what: said('for-this-action') }), posts);
  const name = row.creates === pays ? names.id : names.reversalId;
  const idsIn = (exchanges: readonly ClientExchange[]) =>
    exchanges.flatMap(({ answer }) => (answer.kind === 'response' ? (createdIdIn(answer.response.body, name) ?? []) : []));
  const reported = idOf(outcome, name);
  const ids = idsIn(own);
  if (reported === undefined || ids.length === 0 || ids.includes(reported)) return;
  const isOfAnother = idsIn(seen.filter(({ request }) => rows.some((one) => one !== row && one.isOf(request)))).includes(reported);
  const what = isOfAnother ? said('id-of-another-call', { name, id: reported }) : `${name} ${reported}`;
  const expected = reason('success-reported', { what: `${name} ${ids.at(-1)}` });
  brokenBy(isOfAnother ? 'CLT-01' : 'CLT-03', expected, reason('client-reported', { what }), own);
}

/** The requests that one action led to. */
function judgeRequests(env: ClientTestEnvironment, run: ClauseRun, row: Row, posts: readonly ClientExchange[]): readonly (() => void)[] {
  const text = (body: JsonTree | undefined): string | undefined => {
    const parent = row.creates === pays ? body && member(body, 'payer') : body;
    const value = parent && member(parent, row.creates === pays ? 'first_name' : 'comments');
    return value?.kind === 'string' ? value.value : undefined;
  };
  // A repeat without its payer is another request under its key (IDM-16).
  const changed = posts.find((post) => ![undefined, row.text].includes(text(bodyOf(post))));
  const otherId = posts.find((post) => {
    const id = member(bodyOf(post) ?? tree({}), namesOf(env.contract).id);
    return (
      id !== undefined &&
      row.depositId !== undefined &&
      (id.kind === 'number' ? id.text : id.kind === 'string' && id.value) !== row.depositId
    );
  });
  return [
    () => {
      if (row.failure.leaves === 'unknown') judgeKeys(env, run, { posts, isLost: true });
      if (row.failure.leaves === 'known') judgeAction(posts);
    },
    () => judgeAmounts(posts, row.amount ?? ''),
    () => {
      const value = text(changed && bodyOf(changed)) ?? said('no-text');
      if (changed) brokenBy('UTF-05', reason('text-kept', { text: row.text ?? '' }), reason('text-changed', { text: value }), [changed]);
    },
    () => {
      if (otherId)
        brokenBy('CLT-03', reason('id-kept', { id: row.depositId ?? '' }), reason('value-seen', { value: said('another-id') }), [otherId]);
    },
  ];
}

/** The most new starts for a client that pauses after failures. */
const mostStarts = 10;

/**
 * Asks for calls in which operations, failures, values and moments meet in pairs, and judges by every clause what is sent and reported. Breaches are
 * kept, so that one does not hide another.
 */
export async function askFailingCalls(env: ClientTestEnvironment, run: ClauseRun): Promise<void> {
  const { can } = env.client;
  const readable = { [readsPayment]: can.has('asksStatus'), [readsRefund]: can.has('asksRefunds'), [listsMethods]: can.has('asksLookups') };
  const reads = ([readsPayment, readsRefund, listsMethods] as const).filter((operation) => readable[operation]);
  const seed = run.seedOf(run.nextProperty()) >>> 0;
  const kept = new Set<string>();
  // One breach of a clause is enough: the others most likely have the same cause.
  const keep = (judge: () => void): void => {
    try {
      judge();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      if (!kept.has(error.data.clause)) run.found(error);
      kept.add(error.data.clause);
    }
  };
  const reports = new Map<Row, ClientOutcome>();
  const sent = new Map<Row, readonly ClientExchange[]>();
  // Neighbours have the same operation where possible.
  const inOrder = <C extends FailingCall<ClientOperation, Failure>>(calls: readonly C[]): readonly C[] =>
    calls.toSorted((one, other) => `${one.moment} ${one.operation}`.localeCompare(`${other.moment} ${other.operation}`));
  const rowsIn = (session: Session): readonly Row[] => [
    ...inOrder(failingCalls(creating(env), [...failures(env), ...keyRefusals(env), ...refusals(env, () => true)], seed)).map((call, at) =>
      creationRow(env, session, run, call, at),
    ),
    ...inOrder(failingCalls(reads, [...failures(env), ...refusalsOfAny(env)], seed)).map((call, at) => readRow(session, call, at)),
  ];
  let rows: readonly Row[] | undefined;
  /** Keeps the requests of rows in a session, and judges them with those before. */
  const judgeAll = (stage: Stage, judged: readonly Row[]): void => {
    for (const row of judged) {
      const requests = [...(sent.get(row) ?? []), ...stage.requestsOf(row)];
      sent.set(row, requests);
      const report = reports.get(row);
      if (report && !(row.creates !== undefined && requests.length === 0 && stage.sendsOthers(rows ?? [])))
        keep(() => judgeReport(stage.session.names, row, rows ?? [], report, stage.session.seen()));
      if (row.creates !== undefined) for (const judge of judgeRequests(env, run, row, requests)) keep(judge);
    }
  };
  const first = async (stage: Stage, row: Row): Promise<ClientOutcome> => {
    run.countCases(1);
    const outcome = await stage.first(row);
    reports.set(row, outcome);
    keep(() => judgeFirst(env, stage, row, rows ?? [], outcome));
    return outcome;
  };
  const second = async (stage: Stage, row: Row): Promise<void> => {
    reports.set(row, await stage.second(row));
  };
  const impatient = { deadlineMs: shortMs };
  const taken = new Set<Row>();
  const next = (moment: Row['moment']): Row | undefined => {
    const row = run.expired() ? undefined : rows?.find((one) => one.moment === moment && !taken.has(one));
    if (row) taken.add(row);
    return row;
  };
  let pauses = true;
  for (let start = 0; pauses && start < mostStarts; start += 1) {
    pauses = await inSession(
      env,
      run,
      async (session) => {
        rows ??= rowsIn(session);
        const stage = new Stage(session, rows);
        const asked: Row[] = [];
        try {
          for (let row = next('at-once'); row; row = next('at-once')) {
            asked.push(row);
            const outcome = await first(stage, row);
            const isFailed = outcome.kind === 'failed';
            if (saysItPauses(outcome, stage.requestsOf(row).length)) return true;
            if (isFailed) await second(stage, row);
          }
          for (let row = next('beside-another'); row; row = next('beside-another')) {
            const pair = [row, next('beside-another') ?? []].flat();
            asked.push(...pair);
            const outcomes = await Promise.all(pair.map((one) => first(stage, one)));
            if (outcomes.some((outcome, at) => saysItPauses(outcome, stage.requestsOf(pair[at] ?? row).length))) return true;
            await Promise.all(pair.filter((_, at) => outcomes[at]?.kind === 'failed').map((one) => second(stage, one)));
          }
          return false;
        } finally {
          judgeAll(stage, asked);
        }
      },
      impatient,
    );
  }
  const all = rows ?? [];
  const [stale, anew] = (['when-its-date-is-stale', 'after-a-new-start'] as const).map((moment) =>
    all.filter((row) => row.moment === moment),
  );
  const failed = new Set<Row>();
  await inSession(
    env,
    run,
    async (session) => {
      const stage = new Stage(session, all);
      for (const row of [...(stale ?? []), ...(anew ?? [])]) if ((await first(stage, row)).kind === 'failed') failed.add(row);
      await env.client.pass(staleMs);
      for (const row of stale ?? []) if (failed.has(row)) await second(stage, row);
      judgeAll(stage, [...(stale ?? []), ...(anew ?? [])]);
    },
    impatient,
  );
  await inSession(
    env,
    run,
    async (session) => {
      const stage = new Stage(session, all);
      for (const row of anew ?? []) if (failed.has(row)) await second(stage, row);
      judgeAll(stage, anew ?? []);
    },
    impatient,
  );
}
