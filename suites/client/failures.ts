import { mostTries } from '../../audit/requests/idempotency.ts';
import {
  after,
  answering,
  type ClientExchange,
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
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { askFailingCalls, isInvented } from './failing-calls.ts';
import {
  askable,
  type CreatingOperation,
  keyOf,
  listsMethods,
  pays,
  paysBack,
  readArguments,
  readsPayment,
  readsRefund,
} from './operations.ts';
import { shownBy } from './response-handling.ts';
import { everyScenario } from './scenarios.ts';
import {
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
  staleMs,
} from './session.ts';

/** Long enough for a client to receive a late answer and to try again. */
const patientMs = 25_000;

/** So slow that an answer takes longer than any deadline, although each byte of it comes in time, ms. */
const dripMs = 400;

/** Failures that last until the client gives up. */
const endless: readonly (readonly [host: string, injection: Injection, of: readonly ClientOperation[]])[] = [
  [said('never-answered'), silent, [pays, paysBack, readsPayment, readsRefund, listsMethods]],
  [said('dripped'), dripping(dripMs), [paysBack, readsPayment, listsMethods]],
];

/** Asks for an operation while no answer is complete. */
async function askWithoutEnd(
  env: ClientTestEnvironment,
  session: Session,
  host: string,
  injection: Injection,
  operation: ClientOperation,
): Promise<void> {
  const { deadlineMs } = session.client;
  const isCreation = operation === pays || operation === paysBack;
  const since = session.seen().length;
  session.script(isCreation ? creations(injection) : () => injection);
  const outcome = await session.ask(operation, isCreation ? session.creation(operation) : readArguments(session.names, operation));
  if (outcome.kind === 'failed' || (outcome.kind === 'ok' && !isInvented(outcome, operation, env))) return;
  const waited = { host, waitedMs: Math.round(outcome.tookMs), deadlineMs };
  const seen =
    outcome.kind === 'silent'
      ? reason('client-silent', waited)
      : outcome.kind === 'ok'
        ? reason('client-invented', { host })
        : outcomeReason(outcome);
  brokenBy('CLT-01', reason('gives-up', { deadlineMs }), seen, session.seen().slice(since));
}

/** Failures of a read that comes after an answered one. */
const laterFailures: readonly (readonly [host: string, injection: Injection])[] = [
  [said('closed-connection'), dropped],
  [said('answered-500'), answering(500, '{"code":500,"description":"Internal error"}')],
  [said('answered-503'), answering(503)],
];

/** A read that is answered, and then fails. The earlier answer says nothing about the present status. */
async function askAfterAnAnswer(env: ClientTestEnvironment, session: Session): Promise<void> {
  const has = askable(env);
  const { deadlineMs } = session.client;
  let id = 4_200_000_000;
  for (const operation of [readsPayment, readsRefund] as const) {
    if (!has.has(operation)) continue;
    for (const [host, injection] of laterFailures) {
      id += 1;
      const args = readArguments(session.names, operation, String(id));
      const body = shownBy(session.names, operation, session.names.pending, String(id), String(id));
      session.script(() => answering(200, body));
      answered(await session.ask(operation, args));
      const since = session.seen().length;
      session.script(() => injection);
      const outcome = await session.ask(operation, args);
      const seen = session.seen().slice(since);
      // A client that did not ask learned nothing new.
      if (seen.length > 0 && isInvented(outcome, operation, env))
        brokenBy('CLT-01', reason('gives-up', { deadlineMs }), reason('client-invented', { host }), seen);
    }
  }
}

/** Failures that are kept under a key and replayed: no try with that key gets another answer. */
const storedFailures: readonly (readonly [status: number, body: string, of: readonly CreatingOperation[]])[] = [
  [500, '{"code":500,"description":"Internal error"}', [pays, paysBack]],
  [400, '{"code":201,"description":"INVALID_PARAMETER","details":["amount"]}', [pays]],
];

/** A read that is repeated after its date has expired has another date. */
function readsDatedAnew({ contract }: ClientTestEnvironment, session: Session): void {
  const { scheme } = contract;
  const dateOf = ({ request }: ClientExchange) => dateIn(scheme, request);
  const [first, ...repeats] = session.seen().filter(({ request }) => request.method === 'GET' && isOfADeposit(contract, request.target));
  const stale = repeats.find((one) => first && one.startedAt - first.startedAt >= staleMs && dateOf(one) === dateOf(first));
  const header = dateHeader(scheme) ?? '';
  if (first && stale)
    brokenBy('CLK-07', reason('retry-date-fresh'), reason('header-seen', { header, value: dateOf(stale) ?? '' }), [first, stale]);
}

/** What happens to the requests of a client. */
export const failureTests: readonly ClientTest[] = [
  {
    clause: 'CLK-07',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      let judged = 0;
      let count = 0;
      judged += await inSession(
        env,
        run,
        async (session) => {
          session.script((_request, nth) => (nth === 1 ? after(staleMs, dropped) : served));
          // A read at the same time costs no extra time.
          const reads = env.client.can.has('asksStatus') && session.ask(readsPayment, readArguments(session.names, readsPayment));
          answered(await session.insist(session.deposit()));
          if (reads) await reads;
          readsDatedAnew(env, session);
          count += session.posts().length;
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
        count += session.posts().length;
        return session.audit('CLK-07');
      });
      if (judged === 0) throw new Untestable(said('never-repeated-late', { count }));
    },
  },
  {
    clause: 'CLT-01',
    needs: ['createsDeposits'],
    async run(env, run) {
      const has = askable(env);
      const scenarios = endless.flatMap(([host, injection, of]) =>
        of.filter((one) => has.has(one)).map((operation) => ({ host, injection, operation })),
      );
      await everyScenario(run, scenarios, ({ host, injection, operation }) =>
        inSession(env, run, (session) => askWithoutEnd(env, session, host, injection, operation), { deadlineMs: shortMs }),
      );
      await askFailingCalls(env, run);
      await inSession(env, run, (session) => askAfterAnAnswer(env, session), { deadlineMs: shortMs });
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
          session.script(creations(session.accepted(operation)));
          const control = await session.insist(session.creation(operation), operation);
          // A client that reports a failure each time shows nothing by one. The answer to a refund is made up, and may be refused for that.
          if (operation === pays && control.kind === 'failed')
            throw new Indeterminate(said('no-deposit-before-failure'), 'implementation', session.posts().slice(-1));
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
            // Only a request for the deposit reconciles: a list of payment methods says nothing about it.
            const reconciled = session
              .seen()
              .some(({ request }) => request.method === 'GET' && (isOfADeposit(env.contract, request.target) || operation === paysBack));
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
          // A second correction takes the place of the first.
          session.client.shiftClock(0);
          answered(await session.pay(session.deposit()));
          session.audit('CLK-08');
        });
      }
      // After its first correction a client could still repeat without end, each time with another date.
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
