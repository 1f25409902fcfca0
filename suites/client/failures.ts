import { mostTries } from '../../audit/requests/idempotency.ts';
import {
  after,
  answering,
  answerLost,
  type ClientExchange,
  cutOff,
  dripping,
  dropped,
  type Injection,
  served,
  silent,
} from '../../core/contract/fault-injection.ts';
import { dateHeader, dateIn } from '../../core/contract/scheme.ts';
import type { ClientOperation } from '../../core/decisions/client.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientOutcome } from '../../roles/client.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Untestable } from '../violation.ts';
import { type CreatingOperation, keyOf, pays, paysBack, readArguments, readsPayment, readsRefund } from './operations.ts';
import { everyScenario } from './scenarios.ts';
import {
  accepted,
  answered,
  brokenBy,
  creating,
  creations,
  inSession,
  isOfADeposit,
  noCreation,
  outcomeReason,
  type Session,
  shortMs,
  takenAsPaid,
  textOf,
} from './session.ts';

/** A window of 5 s, the second that a date's resolution cuts off, and one more: a request this old is stale by any interpretation. */
const staleMs = 7000;

/** Long enough for a client to wait for a stale answer and to try again. */
const patientMs = 25_000;

/** What befalls a call of which nothing is known afterwards, and the operations that are asked for meanwhile. */
interface Emptiness {
  readonly host: string;
  readonly injection: Injection;
  readonly of: readonly ClientOperation[];
}

const page = answering(200, '<html><body>Welcome</body></html>', [['Content-Type', 'text/html']]);
const tooMany = (retryAfter: string): Injection => answering(429, '', [['Retry-After', retryAfter]]);

/** So slow that an answer takes longer than any deadline, and each byte of it comes in time, ms. */
const dripMs = 400;

/** Those that last as long as the client is patient. */
const endless: readonly Emptiness[] = [
  { host: said('never-answered'), injection: silent, of: [pays] },
  { host: said('dripped'), injection: dripping(dripMs), of: [readsPayment] },
];

const emptinesses: readonly Emptiness[] = [
  { host: said('closed-connection'), injection: dropped, of: [pays, readsPayment] },
  { host: said('closed-connection-after-deposit-created'), injection: answerLost, of: [pays, paysBack] },
  { host: said('closed-connection-in-middle-of-its-answer'), injection: cutOff, of: [pays, readsRefund] },
  { host: said('answered-201-without-body'), injection: answering(201), of: [pays, paysBack] },
  { host: said('answered-200-with-html-page'), injection: page, of: [pays, readsPayment] },
  { host: said('answered-502-with-page-of-gateway'), injection: answering(502, '<html>Bad gateway</html>'), of: [pays, readsRefund] },
  { host: said('answered-504'), injection: answering(504, ''), of: [paysBack, readsPayment] },
  { host: said('answered-429-for-hours'), injection: tooMany('7200'), of: [pays] },
  { host: said('answered-429-for-nonsense'), injection: tooMany('soon'), of: [paysBack] },
  { host: said('answered-409'), injection: answering(409, '{"code":104,"description":"IN_FLIGHT"}'), of: [pays, paysBack] },
  {
    host: said('answered-104'),
    injection: answering(400, '{"code":104,"description":"IDEMPOTENCY_KEY_ALREADY_USED"}'),
    of: [pays, paysBack],
  },
];

/** The operations that a client has. */
function askable({ client: { can } }: ClientTestEnvironment): ReadonlySet<ClientOperation> {
  const all = [
    can.has('createsDeposits') && pays,
    can.has('createsRefunds') && paysBack,
    can.has('asksStatus') && readsPayment,
    can.has('asksRefunds') && readsRefund,
  ] as const;
  return new Set(all.filter((operation) => operation !== false));
}

/** Whether a success was reported that no answer told: of a read, one of the documented statuses, or that it was paid. */
function isInvented(outcome: ClientOutcome, operation: ClientOperation, { contract }: ClientTestEnvironment): boolean {
  if (outcome.kind !== 'ok') return false;
  const read = Object.values(contract.resources).find((resource) => resource.read === operation);
  return read === undefined || takenAsPaid(outcome) || read.statuses.some(({ status }) => status === textOf(outcome, 'status'));
}

type Scenario = (session: Session) => Promise<void>;

/** Asks for each operation while a failure lasts. */
async function askWithoutAnswer(env: ClientTestEnvironment, session: Session, { host, injection, of }: Emptiness): Promise<void> {
  const { deadlineMs } = session.client;
  const has = askable(env);
  for (const operation of of.filter((one) => has.has(one))) {
    const isCreation = operation === pays || operation === paysBack;
    // What came of the action before is not an answer to this one.
    session.script(isCreation ? creations(accepted(operation)) : undefined);
    if (isCreation) await session.ask(operation, session.creation(operation));
    const since = session.seen().length;
    session.script(isCreation ? creations(injection) : () => injection);
    const outcome = await session.ask(operation, isCreation ? session.creation(operation) : readArguments(operation));
    if (outcome.kind === 'failed' || (outcome.kind === 'ok' && !isInvented(outcome, operation, env))) continue;
    const waited = { host, waitedMs: Math.round(outcome.tookMs), deadlineMs };
    const seen =
      outcome.kind === 'silent'
        ? reason('client-silent', waited)
        : outcome.kind === 'ok'
          ? reason('client-invented', { host })
          : outcomeReason(outcome);
    brokenBy('CLT-01', reason('gives-up', { deadlineMs }), seen, session.seen().slice(since));
  }
}

/** Failures as they are kept under a key, and replayed: no try with that key gets anything else. */
const storedFailures: readonly (readonly [status: number, body: string, of: readonly CreatingOperation[]])[] = [
  [500, '{"code":500,"description":"Internal error"}', [pays, paysBack]],
  [400, '{"code":201,"description":"INVALID_PARAMETER","details":["amount"]}', [pays]],
];

/** A read that is repeated once its date is stale has another date. */
function readsDatedAnew({ contract }: ClientTestEnvironment, session: Session): void {
  const { scheme } = contract;
  const dateOf = ({ request }: ClientExchange) => dateIn(scheme, request);
  const [first, ...repeats] = session.seen().filter(({ request }) => request.method === 'GET' && isOfADeposit(request.target));
  const stale = repeats.find((one) => first && one.startedAt - first.startedAt >= staleMs && dateOf(one) === dateOf(first));
  const header = dateHeader(scheme) ?? '';
  if (first && stale)
    brokenBy('CLK-07', reason('retry-date-fresh'), reason('header-seen', { header, value: dateOf(stale) ?? '' }), [first, stale]);
}

/** What befalls the requests of a client. */
export const failureTests: readonly ClientTest[] = [
  {
    clause: 'CLK-07',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      let judged = 0;
      judged += await inSession(
        env,
        run,
        async (session) => {
          session.script((_request, nth) => (nth === 1 ? after(staleMs, dropped) : served));
          // A read beside it costs no time of its own.
          const reads = env.client.can.has('asksStatus') && session.ask(readsPayment, readArguments(readsPayment));
          answered(await session.insist(session.deposit()));
          if (reads) await reads;
          readsDatedAnew(env, session);
          return session.audit('CLK-07');
        },
        { deadlineMs: patientMs },
      );
      judged += await inSession(env, run, async (session) => {
        const [action, args] = [session.action(), session.deposit()];
        session.script(creations(dropped));
        answered(await session.ask(pays, args, action, 1));
        await env.client.pass(staleMs);
        session.script(() => served);
        answered(await session.ask(pays, args, action, 2));
        return session.audit('CLK-07');
      });
      if (judged === 0) throw new Untestable(said('never-repeated-late'));
    },
  },
  {
    clause: 'CLT-01',
    needs: ['createsDeposits'],
    async run(env, run) {
      const impatient = { deadlineMs: shortMs };
      const inOneSession: Scenario = (session) => everyScenario(run, emptinesses, (emptiness) => askWithoutAnswer(env, session, emptiness));
      const each = endless.map(
        (emptiness): Scenario =>
          (session) =>
            askWithoutAnswer(env, session, emptiness),
      );
      await everyScenario(run, [...each, inOneSession], (scenario) => inSession(env, run, scenario, impatient));
      // Only a client that distinguishes a success from a failure reports one.
      await inSession(env, run, async (session) => {
        const outcome = answered(await session.pay(session.deposit()));
        const status = session.posts().at(-1)?.answer;
        if (outcome.kind === 'failed' && status?.kind === 'response' && status.response.status < 300)
          brokenBy('CLT-01', reason('success-reported'), outcomeReason(outcome), session.posts());
      });
    },
  },
  {
    clause: 'IDM-18',
    needs: ['idempotent', 'createsDeposits'],
    async run(env, run) {
      const has = creating(env);
      const scenarios = storedFailures.flatMap(([status, body, of]) =>
        of.filter((operation) => has.includes(operation)).map((operation) => ({ status, body, operation })),
      );
      await everyScenario(run, scenarios, ({ status, body, operation }) =>
        inSession(env, run, async (session) => {
          session.script(creations(accepted(operation)));
          await session.ask(operation, session.creation(operation));
          session.script(creations(answering(status, body)));
          const [action, args] = [session.action(), session.creation(operation)];
          for (let attempt = 1; attempt <= 2; attempt += 1) {
            const before = session.posts().length;
            const outcome = await session.ask(operation, args, action, attempt);
            const posts = session.posts().slice(before);
            const count = posts.length;
            if (count > mostTries || outcome.kind === 'silent')
              brokenBy(
                'IDM-18',
                reason('tries-bounded', { most: mostTries }),
                reason('requests-counted', { count, what: outcomeReason(outcome).id }),
                posts,
              );
            answered(outcome);
            // Only what asks for the deposit reconciles: a list of payment methods says nothing of it.
            const reconciled = session
              .seen()
              .some(({ request }) => request.method === 'GET' && (isOfADeposit(request.target) || operation === paysBack));
            if (outcome.kind === 'ok' && !reconciled) brokenBy('IDM-18', reason('failure-reported'), outcomeReason(outcome), posts);
            const keys = new Set(posts.map(keyOf));
            if (keys.size > 1) run.observe({ subject: said('keys-after-500'), seen: said('different-ones', { size: keys.size }) });
          }
        }),
      );
    },
  },
  {
    clause: 'CLK-08',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      for (const shiftMs of [97_000, -97_000]) {
        await inSession(env, run, async (session) => {
          session.client.shiftClock(shiftMs);
          answered(await session.pay(session.deposit()));
          const posts = session.posts();
          if (posts.length === 1) run.observe({ subject: 'After 103', seen: said('reports-and-does-not-correct') });
          if (posts.length === 0) throw noCreation(session);
          session.audit('CLK-08');
        });
      }
      // Past its first correction a client could still go on for ever, each time with another date.
      await inSession(env, run, async (session) => {
        session.script(
          creations(answering(400, '{"code":103,"description":"INVALID_DATE_RANGE"}', [['Date', 'Sat, 21 Nov 2026 00:00:00 GMT']])),
        );
        const outcome = await session.pay(session.deposit());
        const posts = session.posts();
        if (posts.length > 2)
          brokenBy(
            'CLK-08',
            reason('corrected-once'),
            reason('requests-counted', { count: posts.length, what: outcomeReason(outcome).id }),
            posts,
          );
        answered(outcome);
      });
    },
  },
];
