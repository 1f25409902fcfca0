import { createHash } from 'node:crypto';
import type { RequestClause } from '../../audit/requests/catalogue.ts';
import { auditRequests } from '../../audit/requests.ts';
import { type Act, after, answerLost, type Script, type StageExchange, served } from '../../core/contract/stage-script.ts';
import type { ClientOperation } from '../../core/decisions/client.ts';
import type { Exchange } from '../../core/exchange.ts';
import { type JsonTree, type JsonValue, member, parseJson, tree } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientSession, Question, SessionWishes, Told } from '../../roles/client.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { broken } from '../judgement.ts';
import { Indeterminate, Untestable, Violation, withExchanges } from '../violation.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** A client at work for one test, with what it is asked. */
export interface Scene {
  readonly session: ClientSession;
  /** A fresh action: a UUID of version 4 in form. */
  action(): string;
  /** A creation body that a right provider accepts, with a new invoice id and members set otherwise. */
  deposit(patch?: JsonObject): JsonTree;
  ask(operation: ClientOperation, args: JsonTree, action?: string, attempt?: number): Promise<Told>;
  /** What the client said of its last failure, if it reported one. */
  lastFailure(): string | undefined;
  /** Asks, and ends the test where the client gives no answer at all. */
  sure(operation: ClientOperation, args: JsonTree, action?: string, attempt?: number): Promise<Told>;
  /** Asks for a deposit, and again with the next attempt as long as the client reports a failure. */
  insist(args: JsonTree, attempts?: number): Promise<Told>;
  script(script: Script | undefined): void;
  seen(): readonly StageExchange[];
  posts(): readonly StageExchange[];
  /** Throws what the requests so far, or those from an index on, say against a clause. @returns how often it was judged */
  audit(clause: RequestClause, from?: number): number;
}

/** Most exchanges of a scene that are shown where nothing could be decided. */
const mostShown = 4;

/** Opens a session, plays, and closes it whatever happens. */
export async function inScene<T>(
  env: ClientTestEnvironment,
  run: ClauseRun,
  play: (scene: Scene) => Promise<T>,
  wishes: SessionWishes = {},
): Promise<T> {
  const session = await env.client.open(wishes);
  try {
    return await play(sceneOf(env, run, session));
  } catch (error) {
    throw withExchanges(error, session.seen().slice(-mostShown));
  } finally {
    await session.close();
  }
}

function sceneOf(env: ClientTestEnvironment, run: ClauseRun, session: ClientSession): Scene {
  const action = (): string => {
    const hex = createHash('sha256').update(run.unique('action')).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const sample = env.client.samples.createDeposit;
  if (sample === undefined) throw new Untestable(said('no-sample-of-creation'));
  let failure: string | undefined;
  const ask: Scene['ask'] = async (operation, args, of = action(), attempt = 1) => {
    const told = await session.ask({ operation, args, action: of, attempt } satisfies Question);
    if (told.kind === 'failed') failure = told.error;
    return told;
  };
  return {
    session,
    action,
    ask,
    lastFailure: () => failure,
    sure: async (...question) => answered(await ask(...question)),
    deposit: (patch = {}) => tree({ ...(sample as JsonObject), invoice_id: run.unique('inv'), ...patch }),
    async insist(args, attempts = 3) {
      const of = action();
      let told = await ask('createDeposit', args, of);
      for (let attempt = 2; attempt <= attempts && told.kind === 'failed'; attempt += 1)
        told = await ask('createDeposit', args, of, attempt);
      return told;
    },
    script: (script) => session.script(script),
    seen: () => session.seen(),
    posts: () => session.seen().filter(({ request }) => request.method === 'POST'),
    audit(clause, from = 0) {
      const { contract, profile } = env;
      const { keys } = env.client;
      const finding = auditRequests({ credentials: keys, contract, profile }, session.seen().slice(from))
        .findings()
        .find((one) => one.clause === clause);
      if (finding?.violation) throw new Violation(finding.violation);
      for (const observation of finding?.observations ?? []) run.observe(observation);
      return finding?.cases ?? 0;
    },
  };
}

/** Three deposits, two of them edited, two parts of one refunded, and every read that the client can do. */
export async function ordinaryDay(env: ClientTestEnvironment, scene: Scene): Promise<void> {
  const { can } = env.client;
  let depositId = '3000000001';
  if (can.has('createsDeposits')) {
    const first = await scene.sure('createDeposit', scene.deposit());
    depositId = idOf(first, 'deposit_id') ?? depositId;
    const invoice = `inv${scene.action().replaceAll('-', '')}`;
    await scene.sure('createDeposit', scene.deposit({ invoice_id: invoice }));
    await scene.sure('createDeposit', scene.deposit({ invoice_id: invoice, amount: 101.5 }));
    await scene.sure('createDeposit', scene.deposit({ invoice_id: invoice, amount: 101.5, description: 'The same for somebody else' }));
  }
  if (can.has('createsRefunds')) {
    for (let part = 1; part <= 2; part += 1) {
      const invoice = `inv${scene.action().replaceAll('-', '')}`;
      await scene.sure('createRefund', withNumber({ invoice_id: invoice, amount: 1 }, 'deposit_id', depositId));
    }
  }
  if (can.has('asksRefunds')) await scene.sure('refundStatus', tree({ refund_id: '168284' }));
  if (can.has('asksStatus')) await scene.sure('depositStatus', tree({ deposit_id: depositId }));
  if (can.has('asksLookups')) {
    await scene.sure('paymentMethods', tree({ country: 'BR' }));
    await scene.sure('exchangeRates', tree({ country: 'BR', amount: '100.5' }));
  }
}

/** A creation whose first answer is lost, and a status whose first answer is, each after more than a second, so that a repeat has another date. */
export async function troubledDay(env: ClientTestEnvironment, scene: Scene): Promise<void> {
  const { can } = env.client;
  scene.script((_request, nth) => (nth === 1 ? after(1200, answerLost) : served));
  if (can.has('createsDeposits')) await scene.insist(scene.deposit());
  if (can.has('asksStatus')) {
    const [action, args] = [scene.action(), tree({ deposit_id: '3000000001' })];
    const told = await scene.sure('depositStatus', args, action);
    if (told.kind === 'failed') await scene.sure('depositStatus', args, action, 2);
  }
  scene.script(undefined);
}

/** Creations and status calls that are asked for at the same time. */
export async function crowdedDay(env: ClientTestEnvironment, scene: Scene): Promise<void> {
  const { can } = env.client;
  const each = async (number: number): Promise<void> => {
    const creation = scene.deposit({ description: `One of several at once: ${'ñ'.repeat(number * 20)}` });
    await Promise.all([
      can.has('createsDeposits') ? scene.sure('createDeposit', creation) : undefined,
      can.has('asksStatus') ? scene.sure('depositStatus', tree({ deposit_id: `${3000000001 + number}` })) : undefined,
    ]);
  };
  await Promise.all([1, 2, 3, 4, 5].map(each));
}

/** An object with one more member, a number whose digits are kept. */
function withNumber(value: JsonObject, name: string, text: string): JsonTree {
  const object = tree(value);
  return object.kind === 'object' ? { ...object, members: [...object.members, [name, { kind: 'number', text }]] } : object;
}

/** An object with the number of a member spelled in its own way. */
export function respelledNumber(object: JsonTree, name: string, text: string): JsonTree {
  if (object.kind !== 'object') return object;
  return { ...object, members: object.members.map(([each, value]) => [each, each === name ? { kind: 'number', text } : value] as const) };
}

/** Creations meet an act, and everything else is served: a client may ask for other things before it creates, and look afterwards at what it made. */
export function creations(act: Act): Script {
  return (request) => (request.method === 'POST' ? act : served);
}

/** Whether a target is that of the status of one deposit. */
export function isOfADeposit(target: string): boolean {
  return /^\/v3\/deposits\/[^/?]/.test(target);
}

/** Nothing can be said of creations that do not come. */
export function noCreation(scene: Scene): Untestable {
  const failure = scene.lastFailure();
  return new Untestable(
    failure === undefined ? said('no-creation-arrived') : said('no-creation-but-failure', { failure: failure.slice(0, 200) }),
  );
}

/** The digits of an id in what the client told, number or text. */
export function idOf(told: Told, name: string): string | undefined {
  const value = told.kind === 'ok' ? member(told.result, name) : undefined;
  return value?.kind === 'number' ? value.text : value?.kind === 'string' ? value.value : undefined;
}

/** A text member of what the client told. */
export function textOf(told: Told, name: string): string | undefined {
  const value = told.kind === 'ok' ? member(told.result, name) : undefined;
  return value?.kind === 'string' ? value.value : undefined;
}

/** The body of a request, as JSON. */
export function bodyOf({ request }: Exchange): JsonTree | undefined {
  const text = decodeUtf8(request.body);
  return text === undefined ? undefined : parseJson(text);
}

/** What the client told, for people. */
export function toldAs(told: Told): Reason {
  switch (told.kind) {
    case 'ok':
      return reason('client-reported', { what: 'a success' });
    case 'failed':
      return reason('client-reported', { what: `a failure (${told.error.slice(0, 200)})` });
    default:
      return reason('client-gone', { why: told.why });
  }
}

/** The client has to say something, or its clause cannot be judged. @throws Indeterminate */
export function answered(told: Told): Told {
  if (told.kind === 'silent' || told.kind === 'ended')
    throw new Indeterminate(said('client-gave-no-answer', { why: told.why }), 'implementation', []);
  return told;
}

/** Ends the test with the requests that were seen, the last of them being the one that broke the clause; without any, what it told stands alone. */
export function brokenBy(clause: ClauseId, expected: Reason, actual: Reason, exchanges: readonly Exchange[]): never {
  if (exchanges.length > 0) broken(clause, expected, actual, exchanges.slice(-4));
  throw new Violation({ clause, expected, actual, exchanges: [], breaking: 0 });
}
