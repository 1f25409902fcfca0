import { createHash } from 'node:crypto';
import type { RequestClause } from '../../audit/requests/catalogue.ts';
import { auditRequests } from '../../audit/requests.ts';
import {
  after,
  answering,
  answerLost,
  type ClientExchange,
  type Injection,
  type Script,
  served,
} from '../../core/contract/fault-injection.ts';
import type { ClientOperation } from '../../core/decisions/client.ts';
import type { Exchange } from '../../core/exchange.ts';
import { type JsonTree, type JsonValue, member, parseJson, tree } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientOutcome, ClientSession, Question, SessionWishes } from '../../roles/client.ts';
import { type Contract, payment } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { broken } from '../judgement.ts';
import { type Names, namesOf, referenced } from '../names.ts';
import { Indeterminate, Untestable, Violation, withExchanges } from '../violation.ts';
import { lawOf } from './law.ts';
import { type CreatingOperation, listsMethods, pays, paysBack, readsPayment, readsRates, readsRefund } from './operations.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** The time that a client has where no answer comes at all, ms. It gets more where it cannot keep that. */
export const shortMs = 3000;

/** The window of 5 s, the second that the resolution of a date cuts off, and one more. A request this old is stale by any interpretation. */
export const staleMs = 7000;

/** The most times that a creation is asked for. */
const mostAttempts = 3;

/** A session with a client, for one test. */
export interface Session {
  readonly client: ClientSession;
  readonly names: Names;
  /** A new action: a UUID of version 4. */
  action(): string;
  /** A creation body that a conforming provider accepts, with a new invoice id and the given members. */
  deposit(patch?: JsonObject): JsonTree;
  ask(operation: ClientOperation, args: JsonTree, action?: string, attempt?: number): Promise<ClientOutcome>;
  /** What the client said about its last failure, if it reported one. */
  lastFailure(): string | undefined;
  /** Asks, and ends the test where the client gives no answer. */
  sure(operation: ClientOperation, args: JsonTree, action?: string, attempt?: number): Promise<ClientOutcome>;
  /** Asks for a deposit. */
  pay(args: JsonTree, action?: string, attempt?: number): Promise<ClientOutcome>;
  /** The arguments of a creation: those of `deposit`, or a part of a deposit to refund. */
  creation(operation: CreatingOperation, patch?: JsonObject): JsonTree;
  /** The accepted answer to a creation. Only a completed deposit can be refunded, so the answer to a refund is made up. */
  accepted(operation: CreatingOperation): Injection;
  /** Asks for a creation, and again with the next attempt while the client reports a failure. */
  insist(args: JsonTree, operation?: CreatingOperation): Promise<ClientOutcome>;
  script(script: Script | undefined): void;
  seen(): readonly ClientExchange[];
  posts(): readonly ClientExchange[];
  /**
   * Throws where the requests so far, or those from an index on, break a clause.
   *
   * @returns how often it was judged
   */
  audit(clause: RequestClause, from?: number): number;
}

/** The most exchanges of a session that are shown where nothing could be decided. */
const mostShown = 4;

/** Opens a session, works with it, and closes it in any case. */
export async function inSession<T>(
  env: ClientTestEnvironment,
  run: ClauseRun,
  work: (session: Session) => Promise<T>,
  wishes: SessionWishes = {},
): Promise<T> {
  const client = await env.client.open(wishes);
  try {
    return await work(sessionOf(env, run, client));
  } catch (error) {
    throw withExchanges(error, client.seen().slice(-mostShown));
  } finally {
    await client.close();
  }
}

function sessionOf(env: ClientTestEnvironment, run: ClauseRun, client: ClientSession): Session {
  const action = (): string => {
    const hex = createHash('sha256').update(run.unique('action')).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const sample = env.client.samples[pays];
  if (sample === undefined) throw new Untestable(said('no-sample-of-creation'));
  const names = namesOf(env.contract);
  const numbered = () => referenced(names, run.unique('inv'));
  let failure: string | undefined;
  const ask: Session['ask'] = async (operation, args, of = action(), attempt = 1) => {
    const outcome = await client.ask({ operation, args, action: of, attempt } satisfies Question);
    if (outcome.kind === 'failed') failure = outcome.error;
    return outcome;
  };
  const pay: Session['pay'] = (...question) => ask(pays, ...question);
  const deposit: Session['deposit'] = (patch = {}) => tree({ ...(sample as JsonObject), ...numbered(), ...patch });
  const refund = (patch: JsonObject) => withNumber({ ...numbered(), amount: 1, ...patch }, names.id, '3000000001');
  return {
    client,
    names,
    action,
    ask,
    pay,
    lastFailure: () => failure,
    sure: async (...question) => answered(await ask(...question)),
    deposit,
    creation: (operation, patch = {}) => (operation === pays ? deposit(patch) : refund(patch)),
    accepted: (operation) => (operation === pays ? served : answering(200, `{"${names.reversalId}":168284}`)),
    async insist(args, operation = pays) {
      const of = action();
      let outcome = await ask(operation, args, of);
      for (let attempt = 2; attempt <= mostAttempts && outcome.kind === 'failed'; attempt += 1)
        outcome = await ask(operation, args, of, attempt);
      return outcome;
    },
    script: (script) => client.script(script),
    seen: () => client.seen(),
    posts: () => client.seen().filter(({ request }) => request.method === 'POST'),
    audit(clause, from = 0) {
      const finding = auditRequests(lawOf(env), client.seen().slice(from))
        .findings()
        .find((one) => one.clause === clause);
      if (finding?.violation) throw new Violation(finding.violation);
      for (const observation of finding?.observations ?? []) run.observe(observation);
      return finding?.cases ?? 0;
    },
  };
}

/** Three deposits, two of them with other members, two parts of one refunded, and every read that the client can do. */
export async function happyPath(env: ClientTestEnvironment, session: Session): Promise<void> {
  const { can } = env.client;
  const { names } = session;
  let depositId = '3000000001';
  if (can.has('createsDeposits')) {
    const first = await session.sure(pays, session.deposit());
    depositId = idOf(first, names.id) ?? depositId;
    const invoice = `inv${session.action().replaceAll('-', '')}`;
    await session.sure(pays, session.deposit(referenced(names, invoice)));
    await session.sure(pays, session.deposit({ ...referenced(names, invoice), amount: 101.5 }));
    await session.sure(pays, session.deposit({ ...referenced(names, invoice), amount: 101.5, description: 'The same for somebody else' }));
  }
  if (can.has('createsRefunds')) {
    for (let part = 1; part <= 2; part += 1) {
      const invoice = `inv${session.action().replaceAll('-', '')}`;
      await session.sure(paysBack, withNumber({ ...referenced(names, invoice), amount: 1 }, names.id, depositId));
    }
  }
  if (can.has('asksRefunds')) await session.sure(readsRefund, tree({ [names.reversalId]: '168284' }));
  if (can.has('asksStatus')) await session.sure(readsPayment, tree({ [names.id]: depositId }));
  if (can.has('asksLookups')) {
    await session.sure(listsMethods, tree({ country: 'BR' }));
    await session.sure(readsRates, tree({ country: 'BR', amount: '100.5' }));
  }
}

/** More than a second: a repeat that is this much later has another date, ms. */
const anotherSecondMs = 1200;

/** A creation whose first answer is lost, and a status whose first answer is. */
export async function lostAnswers(env: ClientTestEnvironment, session: Session, lateMs = anotherSecondMs): Promise<void> {
  const { can } = env.client;
  session.script((_request, nth) => (nth === 1 ? after(lateMs, answerLost) : served));
  if (can.has('createsDeposits')) await session.insist(session.deposit());
  if (can.has('asksStatus')) {
    const [action, args] = [session.action(), tree({ [session.names.id]: '3000000001' })];
    const outcome = await session.sure(readsPayment, args, action);
    if (outcome.kind === 'failed') await session.sure(readsPayment, args, action, 2);
  }
  session.script(undefined);
}

/** Creations and status calls that are asked for at the same time. */
export async function concurrentCalls(env: ClientTestEnvironment, session: Session): Promise<void> {
  const { can } = env.client;
  const each = async (number: number): Promise<void> => {
    const creation = session.deposit({ description: `One of several at once: ${'ñ'.repeat(number * 20)}` });
    await Promise.all([
      can.has('createsDeposits') ? session.sure(pays, creation) : undefined,
      can.has('asksStatus') ? session.sure(readsPayment, tree({ [session.names.id]: `${3000000001 + number}` })) : undefined,
    ]);
  };
  await Promise.all([1, 2, 3, 4, 5].map(each));
}

/** An object with one more member, a number whose digits are kept. */
function withNumber(value: JsonObject, name: string, text: string): JsonTree {
  const object = tree(value);
  return object.kind === 'object' ? { ...object, members: [...object.members, [name, { kind: 'number', text }]] } : object;
}

/** The payer of the sample. */
export function payerOf(env: ClientTestEnvironment): Readonly<Record<string, string>> {
  const payer = env.client.samples[pays]?.payer;
  return typeof payer === 'object' && payer !== null ? (payer as Readonly<Record<string, string>>) : {};
}

export function withoutMember(object: JsonTree, name: string): JsonTree {
  return object.kind === 'object' ? { ...object, members: object.members.filter(([each]) => each !== name) } : object;
}

/** An object in which a numeric member has the given spelling. */
export function respelledNumber(object: JsonTree, name: string, text: string): JsonTree {
  if (object.kind !== 'object') return object;
  return { ...object, members: object.members.map(([each, value]) => [each, each === name ? { kind: 'number', text } : value] as const) };
}

/**
 * An injection is applied to creations, and other calls are served: a client may ask for something before it creates, and read afterwards what it
 * created.
 */
export function creations(injection: Injection): Script {
  return (request) => (request.method === 'POST' ? injection : served);
}

/** The creations that a client supports. */
export function creating({ client }: ClientTestEnvironment): readonly CreatingOperation[] {
  const can = { [pays]: client.can.has('createsDeposits'), [paysBack]: client.can.has('createsRefunds') };
  return ([pays, paysBack] as const).filter((operation) => can[operation]);
}

/** Whether a target is the status of one deposit. */
export function isOfADeposit(contract: Contract, target: string): boolean {
  const { path } = payment(contract).read;
  const before = path.slice(0, path.indexOf('{'));
  return target.startsWith(before) && /^[^/?]/.test(target.slice(before.length));
}

/** Nothing can be said about creations that do not arrive. */
export function noCreation(session: Session): Untestable {
  const failure = session.lastFailure();
  return new Untestable(
    failure === undefined ? said('no-creation-arrived') : said('no-creation-but-failure', { failure: failure.slice(0, 200) }),
  );
}

/** The digits of an id in what the client reported, number or text. */
export function idOf(outcome: ClientOutcome, name: string): string | undefined {
  const value = outcome.kind === 'ok' ? member(outcome.result, name) : undefined;
  return value?.kind === 'number' ? value.text : value?.kind === 'string' ? value.value : undefined;
}

/** A text member of what the client reported. */
export function textOf(outcome: ClientOutcome, name: string): string | undefined {
  const value = outcome.kind === 'ok' ? member(outcome.result, name) : undefined;
  return value?.kind === 'string' ? value.value : undefined;
}

/** The body of a request, as JSON. */
export function bodyOf({ request }: Exchange): JsonTree | undefined {
  const text = decodeUtf8(request.body);
  return text === undefined ? undefined : parseJson(text);
}

/** What the client reported, as a reason. */
export function outcomeReason(outcome: ClientOutcome): Reason {
  switch (outcome.kind) {
    case 'ok':
      return reason('client-reported', { what: said('a-success') });
    case 'failed':
      return reason('client-reported', { what: said('a-failure', { error: outcome.error.slice(0, 200) }) });
    default:
      return reason('client-gone', { why: outcome.why });
  }
}

/**
 * The client has to answer, or its clause cannot be judged.
 *
 * @throws Indeterminate
 */
export function answered(outcome: ClientOutcome): ClientOutcome {
  if (outcome.kind === 'silent' || outcome.kind === 'ended')
    throw new Indeterminate(said('client-gave-no-answer', { why: outcome.why }), 'implementation', []);
  return outcome;
}

/** Ends the test with the requests that were seen, of which the last one broke the clause. Without any request, only the reason is given. */
export function brokenBy(clause: ClauseId, expected: Reason, actual: Reason, exchanges: readonly Exchange[]): never {
  if (exchanges.length > 0) broken(clause, expected, actual, exchanges.slice(-4));
  throw new Violation({ clause, expected, actual, exchanges: [], breaking: 0 });
}

/** Whether the client reported that the deposit is paid: by `paid` where it gives it, else by the status that it reports. */
export function takenAsPaid({ completed }: Names, outcome: ClientOutcome): boolean {
  if (outcome.kind !== 'ok') return false;
  const { result } = outcome;
  const paid = result.kind === 'object' ? result.members.find(([name]) => name === 'paid')?.[1] : undefined;
  return paid?.kind === 'boolean' ? paid.value : textOf(outcome, 'status') === completed;
}
